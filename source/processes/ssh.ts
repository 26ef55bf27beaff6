import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {runTool} from './run-tool.js';

/** Who is asked for, in the words of the person's own ssh. None of them may begin with a dash. */
export type SshHost = {readonly host: string; readonly user?: string; readonly port?: number};

/** A connection of the person's own ssh, which others may share through a socket of ours. */
export type SshMaster = {
	/** Runs a script for sh on the other machine, to its end; answers what it printed, or why it could not. */
	readonly run: (script: string) => Promise<{readonly output: string; readonly isDone: boolean}>;
	/** Has a socket here lead to a socket there. Rejects with what ssh says. */
	readonly forward: (here: string, there: string) => Promise<void>;
	/** Has it lead there no longer. */
	readonly cancel: (here: string, there: string) => Promise<void>;
	readonly isOpen: () => boolean;
	/** The latest of what ssh has said. */
	readonly lastWords: () => string;
	readonly close: () => void;
};

/**
 * Connects. What ssh asks for is asked on the terminal, where `mayAsk`; what else it says goes to `say`, line by line.
 * Rejects with its last words. It ends with us, however we end: over there a program reads what we do not say.
 *
 * @param control path of a socket that is ours alone, for a moment with 17 more characters.
 */
export const connectSsh = async (
	target: SshHost,
	control: string,
	mayAsk: boolean,
	say: (line: string) => void,
): Promise<SshMaster> => {
	const shared = [
		'-S',
		control.replaceAll('%', '%%'),
		'-T',
		'-o',
		'RemoteCommand=none',
		'-o',
		'RequestTTY=no',
	];
	const master = [...shared, '-M', ...masterOptions, ...(mayAsk ? [] : ['-o', 'BatchMode=yes'])];
	const child: ChildProcess = spawn(
		'/bin/sh',
		// A Ctrl-C or Ctrl-Z that is meant for a pager reaches all of our job. The names are arguments, and stay so.
		['-c', 'trap "" INT QUIT TSTP; exec "$@"', 'sh', 'ssh', ...master, ...words(target), 'sh'],
		{stdio: ['pipe', 'pipe', 'pipe']},
	);
	let said = '';
	let isOpen = true;
	child.stdin?.on('error', () => undefined);
	child.stderr?.setEncoding('utf8').on('data', (text: string) => {
		for (const line of text.split(/[\r\n]+/).filter(piece => piece.trim() !== '')) {
			said = line.trim();
			say(said);
		}
	});
	const ended = once(child, 'close')
		.catch(() => undefined)
		.then(() => {
			isOpen = false;
		});
	const close = (): void => {
		child.stdin?.end();
		child.kill('SIGTERM');
	};
	child.stdin?.write(`echo ${here}; exec cat >/dev/null\n`);
	const limit = mayAsk ? undefined : setTimeout(close, patience);
	await Promise.race([ended, heard(child, here)]);
	clearTimeout(limit);
	if (!isOpen) {
		throw new Error(said === '' ? 'ssh has ended without a word' : said);
	}

	const ask = (args: readonly string[], input = '') =>
		runTool('ssh', [...shared, '-o', 'BatchMode=yes', '-o', 'ControlMaster=no', ...args], {
			timeout: patience,
			input,
		});
	const order = (what: 'forward' | 'cancel', socket: string, there: string) =>
		ask(['-O', what, '-L', `${escaped(socket)}:${escaped(there)}`, ...words(target)]);
	return {
		run: async script => {
			const {exitCode, output} = await ask([...words(target), 'sh'], script);
			return {output, isDone: exitCode === 0};
		},
		forward: async (socket, there) => {
			const {exitCode, output} = await order('forward', socket, there);
			if (exitCode !== 0) {
				throw new Error(output.trim().split('\n').at(-1) || 'ssh forwards nothing');
			}
		},
		cancel: async (socket, there) => void (await order('cancel', socket, there)),
		isOpen: () => isOpen,
		lastWords: () => said,
		close,
	};
};

/** Nothing of what the person's configuration forwards otherwise: it may be in use already. */
const masterOptions = [
	'ControlPersist=no',
	'ClearAllForwardings=yes',
	'ForwardAgent=no',
	'ForwardX11=no',
	'PermitLocalCommand=no',
	'ExitOnForwardFailure=yes',
	'StreamLocalBindUnlink=yes',
	'ConnectTimeout=10',
	'ServerAliveInterval=3',
	'ServerAliveCountMax=3',
].flatMap(option => ['-o', option]);

const words = ({host, user, port}: SshHost): string[] => [
	...(user === undefined ? [] : ['-l', user]),
	...(port === undefined ? [] : ['-p', String(port)]),
	'--',
	host,
];

/** Colons part the two paths of a forwarding. */
const escaped = (path: string): string => path.replaceAll(/[\\:]/g, '\\$&');

/** Resolves once the word stands in what it prints, whatever a login shell prints before. */
const heard = (child: ChildProcess, word: string): Promise<void> =>
	new Promise(resolve => {
		let output = '';
		child.stdout?.setEncoding('utf8').on('data', (text: string) => {
			output = `${output}${text}`.slice(-longestOutput);
			if (output.includes(word)) {
				resolve();
			}
		});
	});

const here = 'emperor-is-here';

const longestOutput = 4096;

/** Milliseconds. */
const patience = 20_000;
