import type {Ruling} from './command-line/ruling.js';

declare global {
	namespace NodeJS {
		interface Process {
			/** Of Node's own, and missing in its types. */
			initgroups?: (user: string | number, extraGroup: string | number) => void;
		}
	}
}

type Asked = Pick<Ruling, 'identity'> & {
	readonly terms: Pick<Ruling['terms'], 'tyrant' | 'capabilities' | 'namespaces'>;
};

/** What was asked for and only root can do, as a sentence. */
export const missingRights = ({identity, terms}: Asked): string | undefined => {
	const option = optionForRoot(terms);
	if (option === undefined || (isRoot() && !isAnother(identity))) {
		return undefined;
	}
	return `--${option}: only root can do that. Run the emperor as root${isRoot() ? ', without --uid and --gid' : ''}, or leave it out.`;
};

/** Whoever has a user namespace of its own is root in it. */
const optionForRoot = ({tyrant, capabilities, namespaces}: Asked['terms']): string | undefined => {
	if (tyrant) {
		return 'emperor-tyrant';
	}
	if (capabilities.length > 0) {
		return 'emperor-cap';
	}
	return namespaces.length > 0 && !namespaces.includes('user') ? 'emperor-use-clone' : undefined;
};

const isRoot = (): boolean => process.getuid?.() === 0;

/** What `--uid` and `--gid` do for anybody but root, as a sentence: nothing, as in uWSGI. */
export const idleIdentity = (identity: Ruling['identity']): string | undefined =>
	isAnother(identity) && !isRoot()
		? '--uid, --gid: only root can become another user. Going on as the one that started the emperor.'
		: undefined;

const isAnother = ({uid, gid}: Ruling['identity']): boolean => (uid ?? gid) !== undefined;

/**
 * `--uid` and `--gid`: root becomes that user, for good, with the groups that it has; nobody else does. Throws for a name
 * that nobody has.
 */
export const giveUpRoot = (identity: Ruling['identity']): void => {
	const {setuid, setgid, setgroups, initgroups} = process;
	if (!isAnother(identity) || !isRoot() || !setuid || !setgid || !setgroups || !initgroups) {
		return;
	}
	const {uid, gid} = identity;
	const group = gid === undefined ? undefined : credential(gid);
	if (group !== undefined) {
		setgid(group);
	}
	if (uid === undefined) {
		setgroups([]);
		return;
	}
	const user = credential(uid);
	try {
		initgroups(user, group ?? process.getgid?.() ?? 0);
	} catch {
		// A number without a name has no groups but its own.
		setgroups([]);
	}
	setuid(user);
	// Root's, where nobody else may make a socket.
	delete process.env['XDG_RUNTIME_DIR'];
};

const credential = (given: string): string | number => (/^\d+$/.test(given) ? Number(given) : given);
