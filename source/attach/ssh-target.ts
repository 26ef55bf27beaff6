/** A host that `ssh` is to be asked for, in its own words, and where the emperor's socket is there, if that is known. */
export type SshTarget = {
	readonly user?: string;
	readonly host: string;
	readonly port?: number;
	readonly path?: string;
};

export type Refusal = {readonly refusal: string};

/**
 * Reads `ssh://[user@]host[:port][/path]`. What a shell, or ssh itself, might take for more than a name is refused: the
 * person's own configuration of ssh may pass names on to commands.
 */
export const readSshTarget = (text: string): SshTarget | Refusal => {
	const [, user, bracketed, plain, port, path] =
		/^ssh:\/\/(?:([^@/]*)@)?(?:\[([^\]]*)\]|([^:/]*))(?::([^/]*))?(\/.*)?$/s.exec(text) ?? [];
	const host = bracketed ?? plain;
	if (host === undefined) {
		return {refusal: `"${text}" is not ssh://[user@]host[:port][/path].`};
	}
	if (!(bracketed === undefined ? nameShape : addressShape).test(host)) {
		return {refusal: `"${host}" cannot be the name of a host. Write ssh://[user@]host[:port][/path].`};
	}
	if (user !== undefined && !nameShape.test(user)) {
		return {refusal: `"${user}" cannot be the name of a user. Write ssh://[user@]host[:port][/path].`};
	}
	if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535)) {
		return {refusal: `"${port}" is not a port from 1 to 65535. Write, for example, ssh://${host}:22.`};
	}
	const socket = path === undefined || path === '/' ? undefined : decode(path);
	if (socket !== undefined && !isForwardable(socket)) {
		return {refusal: `"${path}" cannot be forwarded by ssh. Choose another --socket over there.`};
	}
	return {
		host,
		...(user === undefined ? {} : {user}),
		...(port === undefined ? {} : {port: Number(port)}),
		...(socket === undefined ? {} : {path: socket}),
	};
};

/** What it is called on the screen. */
export const nameOfTarget = ({user, host}: SshTarget): string =>
	user === undefined ? host : `${user}@${host}`;

/** The same as one writes it, but for a path. */
export const addressOfTarget = ({user, host, port}: SshTarget): string =>
	[
		'ssh://',
		user === undefined ? '' : `${user}@`,
		host.includes(':') ? `[${host}]` : host,
		port === undefined ? '' : `:${port}`,
	].join('');

/** Whether ssh takes the path of a socket as it is: it reads `%` and `${` in it as something else. */
export const isForwardable = (path: string): boolean =>
	path.startsWith('/') && !/[\p{Cc}%]|\$\{/u.test(path) && Buffer.byteLength(path) <= longestPath;

/** No dash in front, which would be an option; nothing that means something to a shell. */
const nameShape = /^[A-Za-z0-9_.][A-Za-z0-9_.+-]*$/;

/** An IPv6 address, perhaps with a zone. */
const addressShape = /^[0-9A-Fa-f:.]+(?:%[A-Za-z0-9]+)?$/;

/** Bytes of `sun_path`, on Linux. */
const longestPath = 107;

const decode = (path: string): string => {
	try {
		return decodeURIComponent(path);
	} catch {
		// For a file whose name has a % in it; it is refused as one that cannot be forwarded.
		return path;
	}
};
