import {type ChildProcess, spawn} from 'node:child_process';
import {EventEmitter, once} from 'node:events';
import {type Emulator, openEmulator} from '../../test/helpers/emulator.js';
import type {Scope} from '../../test/helpers/scratch.js';

/** A command in a pseudo-terminal of its own, and what it shows there. */
export type PseudoTerminal = {
	/** Of the process that holds the terminal; the command is under it. */
	readonly pid: number;
	readonly rows: () => readonly string[];
	readonly press: (keys: string) => void;
	/**
	 * Milliseconds until it shows what is wanted; `limit` where it has not by then. Looks when something is drawn: looking
	 * all the time would take from whom is looked at.
	 */
	readonly shows: (isShown: (rows: readonly string[]) => boolean, limit: number) => Promise<number>;
};

const columns = 200;
const rows = 50;

/** `script` of util-linux lends the terminal. What runs in it gets SIGHUP when the scope is over, and 5 s. */
export const openPseudoTerminal = async (
	scope: Scope,
	cwd: string,
	command: string,
): Promise<PseudoTerminal> => {
	// Node 20 reads all certificates that NODE_EXTRA_CA_CERTS names at every start, 60 ms here: not what is measured.
	const {CI: _, NODE_EXTRA_CA_CERTS: __, ...env} = process.env;
	const script = spawn(
		'script',
		['-qfec', `stty cols ${columns} rows ${rows}; exec ${command}`, '/dev/null'],
		{
			cwd,
			env: {...env, TERM: 'xterm-256color', LANG: 'C.UTF-8', TURBO_TELEMETRY_DISABLED: '1'},
			stdio: ['pipe', 'pipe', 'inherit'],
			detached: true,
		},
	);
	const emulator = await openEmulator(columns, rows);
	scope.after(() => end(script));
	const drawn = new EventEmitter();
	const stopReading = show(script, emulator, () => drawn.emit('drawn'));
	scope.after(async () => stopReading());
	return {
		pid: script.pid ?? 0,
		rows: emulator.rows,
		press: keys => script.stdin?.write(keys),
		shows: async (isShown, limit) => {
			const since = performance.now();
			const signal = AbortSignal.timeout(limit);
			while (!signal.aborted && !isShown(emulator.rows())) {
				await once(drawn, 'drawn', {signal}).catch(() => undefined);
			}
			return Math.min(limit, performance.now() - since);
		},
	};
};

/** As a terminal does, it takes no more than it can draw. */
const show = (script: ChildProcess, emulator: Emulator, onDrawn: () => void): (() => void) => {
	let isOver = false;
	script.stdout?.setEncoding('utf8').on('data', async (text: string) => {
		script.stdout?.pause();
		await emulator.write(text);
		onDrawn();
		if (!isOver) {
			script.stdout?.resume();
		}
	});
	return () => {
		isOver = true;
		script.stdout?.destroy();
	};
};

const end = async (script: ChildProcess): Promise<void> => {
	if (script.exitCode !== null || script.signalCode !== null) {
		return;
	}
	const exited = once(script, 'exit');
	script.kill('SIGHUP');
	const limit = setTimeout(() => script.kill('SIGKILL'), 5000);
	await exited;
	clearTimeout(limit);
};
