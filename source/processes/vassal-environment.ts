/** The variable by which a vassal's processes are known, however far they stray. */
export const markVariable = 'EMPEROR_VASSAL';

/** Where a vassal finds its end of the emperor pipe. */
export const emperorFd = 3;

type Environment = Readonly<Record<string, string | undefined>>;

/** Of the emperor's own life; a vassal that inherited them would take them for its own (emperor.md 2). */
const withheld: readonly string[] = ['UWSGI_RELOADS', 'NOTIFY_SOCKET'];

const promise = 'UWSGI_VASSAL_';

/**
 * What a vassal inherits. `UWSGI_VASSAL_X` becomes `UWSGI_X`, as uWSGI documents and 2.0 does not do; `added`, from its
 * config file, wins over all that; the rest stays as it was.
 */
export const vassalEnvironment = (
	inherited: Environment,
	added: Environment,
	mark: string,
): Record<string, string | undefined> => {
	const entries = Object.entries(inherited).filter(([name]) => !withheld.includes(name));
	const isPromised = ([name]: [string, unknown]) => name.startsWith(promise) && name.length > promise.length;
	return {
		...Object.fromEntries(entries.filter(entry => !isPromised(entry))),
		...Object.fromEntries(
			entries.filter(isPromised).map(([name, value]) => [`UWSGI_${name.slice(promise.length)}`, value]),
		),
		...added,
		UWSGI_EMPEROR_FD: String(emperorFd),
		[markVariable]: mark,
	};
};
