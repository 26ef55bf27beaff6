import {readdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {addressOfTarget, isForwardable, nameOfTarget, type SshTarget} from './attach/ssh-target.js';
import type {Way} from './attach/stay-attached.js';
import {makePrivate} from './control/socket-folder.js';
import {printable} from './core/printable.js';
import {ownSocketFolder, ownUid} from './open-control.js';
import {connectSsh, type SshMaster} from './processes/ssh.js';
import {findSuccessor} from './remote/choose-emperor.js';
import {Failure, wrongUsage} from './remote/failure.js';

/**
 * The way to an emperor on another machine: the person's own ssh, which has a socket here lead to the one there. What it
 * asks for, such as a password, can only be asked the first time, before there is a screen.
 */
export const sshWay = (target: SshTarget): Way => {
	const name = nameOfTarget(target);
	const folder = ownSocketFolder();
	const base = join(folder, `attach-${process.pid}`);
	let master: SshMaster | undefined;
	let isFirst = true;
	let socket = '';
	/** Where the socket leads, as long as the connection lasts. */
	let forwarded: string | undefined;
	let opened = 0;

	const connect = async (): Promise<SshMaster> => {
		const mayAsk = isFirst;
		isFirst = false;
		return connectSsh(target, `${base}.ctl`, mayAsk, line => {
			if (mayAsk && master === undefined) {
				process.stderr.write(`${printable(line)}\n`);
			}
		}).catch((error: unknown) => {
			throw new Error(`${name}: ${messageOf(error)}`);
		});
	};
	const leadTo = async (open: SshMaster, there: string): Promise<void> => {
		if (there === forwarded) {
			return;
		}
		if (forwarded !== undefined) {
			await open.cancel(socket, forwarded);
			rmSync(socket, {force: true});
			forwarded = undefined;
		}
		opened += 1;
		socket = `${base}.${opened}.ssh`;
		await open.forward(socket, there).catch((error: unknown) => {
			throw new Error(`${name}: ${messageOf(error)}`);
		});
		forwarded = there;
	};
	const remove = (): void => {
		for (const path of [`${base}.ctl`, socket].filter(path => path !== '')) {
			rmSync(path, {force: true});
		}
	};

	return {
		name,
		open: async before => {
			if (isFirst) {
				makePrivate(folder, ownUid());
				removeStale(folder);
			}
			if (master?.isOpen() !== true) {
				remove();
				forwarded = undefined;
				master = await connect();
			}
			if (target.path !== undefined && (before === undefined || !isNamedByPid(target.path))) {
				await leadTo(master, target.path);
				return socket;
			}
			if (before === undefined) {
				await leadTo(master, theOnly(await discover(master, target), target));
				return socket;
			}
			const there =
				target.path === undefined
					? await discover(master, target)
					: [target.path, ...(await discover(master, target).catch(() => []))];
			for (const path of there) {
				await leadTo(master, path);
				if ((await findSuccessor(before, [socket])) !== undefined) {
					return socket;
				}
			}
			throw new Error(
				`${name}: none rules over ${before.monitors.join(' ')} in ${before.cwd}. Start it again, or attach to another.`,
			);
		},
		socket: () => socket,
		trouble: () => {
			const words = master?.lastWords() ?? '';
			return master?.isOpen() === false || /open failed/.test(words) ? words : undefined;
		},
		close: () => {
			master?.close();
			remove();
		},
		longestPause: 15_000,
	};
};

/** The control sockets of that user's emperors on that machine; of one at least. */
const discover = async (master: SshMaster, target: SshTarget): Promise<readonly string[]> => {
	const name = nameOfTarget(target);
	const {output, isDone} = await master.run(discovery);
	const sockets = [
		...new Set(
			[...output.matchAll(/^emperor-socket (.+)$/gm)].map(([, path = '']) => path).filter(isForwardable),
		),
	];
	if (sockets.length === 0) {
		const example = `${addressOfTarget(target)}/path/to.sock`;
		throw new Error(
			isDone
				? `${name}: no emperor of that user is running there. Start one, or give its socket: ${example}.`
				: `${name}: cannot look for an emperor there: ${output.trim().split('\n').at(-1)}. Give its socket: ${example}.`,
		);
	}
	return sockets;
};

const theOnly = (sockets: readonly string[], target: SshTarget): string => {
	const [only, ...others] = sockets;
	if (only === undefined || others.length > 0) {
		throw new Failure(
			wrongUsage,
			`${nameOfTarget(target)}: ${sockets.length} emperors are running there. Say which one is meant:\n${sockets.map(path => `  emperor attach ${addressOfTarget(target)}${path}`).join('\n')}`,
		);
	}
	return only;
};

/** So that an emperor that is started again has another. */
const isNamedByPid = (path: string): boolean => /\/emperor(?:-\d+)?\/\d+\.sock$/.test(path);

/** For any sh. Sockets that are named by the pid of an emperor that is gone are left out. */
const discovery = `
for folder in "\${XDG_RUNTIME_DIR:-/run/user/$(id -u)}/emperor" "/run/user/$(id -u)/emperor" "\${TMPDIR:-/tmp}/emperor-$(id -u)"; do
	[ -O "$folder" ] || continue
	for socket in "$folder"/*.sock; do
		[ -S "$socket" ] && [ -O "$socket" ] || continue
		pid=\${socket##*/}
		pid=\${pid%.sock}
		case $pid in
			*[!0-9]*) ;;
			*) kill -0 "$pid" 2>/dev/null || continue ;;
		esac
		printf 'emperor-socket %s\\n' "$socket"
	done
done
exit 0
`;

/** What was left by those of us that were killed. */
const removeStale = (folder: string): void => {
	for (const file of readdirSync(folder)) {
		const [, pid] = /^attach-(\d+)\./.exec(file) ?? [];
		if (pid !== undefined && !isThere(Number(pid))) {
			rmSync(join(folder, file), {force: true});
		}
	}
};

const isThere = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
