import {fstatSync} from 'node:fs';
import {Socket} from 'node:net';
import {resolve} from 'node:path';
import type {Writable} from 'node:stream';
import {finished} from 'node:stream/promises';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {isatty} from 'node:tty';
import type {Ruling} from './command-line/ruling.js';
import type {Emperor} from './compose.js';
import {type Errandry, startErrands} from './errands.js';
import {printPlainLines} from './headless/headless.js';
import {printJsonEvents} from './headless/json-events.js';
import {PatientFile} from './headless/patient-file.js';
import {clockTime, wordsFor} from './log-files/trouble.js';
import {controlSocketOf, portrayFor} from './open-control.js';
import {leaveText, type Terminal} from './screen/terminal.js';
import {isColoured, isUtf8} from './terminal-facts.js';
import {bindings} from './ui/keys.js';
import type {PanelStyle} from './ui/panels.js';
import {version} from './version.js';

/** One way of showing an emperor. */
export type Face = {
	readonly show: (emperor: Emperor) => Promise<void>;
	/** Puts the terminal back as it was. Does nothing the second time; may be called while the process exits. */
	readonly restore: () => void;
	/** Whatever has to be written before the process may end. */
	readonly close: () => Promise<void>;
	/** Calls when nobody can see it any more, with the exit code that says so. */
	readonly onGone: (onGone: (exitCode: number) => void) => void;
	/** Gives back the terminal of a face that takes the whole screen, which leaves nothing behind; absent for other faces. */
	readonly leaveText?: string;
	/** Whether a Ctrl-C is typed for another program, in front of us on the same terminal. */
	readonly areKeysLent: () => boolean;
	/** Whether its terminal was closed, which a SIGHUP alone does not tell. */
	readonly isGone: () => boolean;
};

/** Panels where there is a terminal to draw them on, else lines. What it needs of the program is read from the disk now. */
export const chooseFace = async (ruling: Ruling, terminal: Terminal | undefined): Promise<Face> =>
	terminal !== undefined ? panelFace(ruling, terminal) : ruling.isJson ? jsonFace() : plainFace(ruling);

const panelFace = async (ruling: Ruling, terminal: Terminal): Promise<Face> => {
	const {showPanels} = await import('./ui/panels.js');
	const {patterns, socket} = ruling;
	let close = (): void => undefined;
	let errandry: Errandry | undefined;
	let isGone = false;
	terminal.onGone(() => {
		isGone = true;
	});
	return {
		leaveText,
		show: async emperor => {
			const {client, looked, studies} = emperor;
			await Promise.race([looked, glance()]);
			const lookingFor = patterns.map(fromRoot).join(' ');
			errandry = startErrands(terminal, emperor, () => controlSocketOf(socket));
			({close} = showPanels(client, studies, terminal, process.stdin, errandry.errands, {
				...panelStyleOf(ruling),
				lookingFor,
			}));
			// What was drawn is written before anything else is begun.
			await nextTurn();
		},
		restore: () => {
			errandry?.hangUp();
			terminal.leave();
		},
		close: async () => {
			await errandry?.close();
			close();
			terminal.leave();
		},
		areKeysLent: () => errandry?.areKeysLent() === true,
		onGone: onGone => terminal.onGone(() => onGone(hangUpCode)),
		// A terminal that was closed answers nothing any more, whether or not somebody reads it.
		isGone: () => isGone || !isatty(0) || !isatty(stdoutFd),
	};
};

/** Where a pattern leads, whatever folder the person thinks to be in. */
const fromRoot = (pattern: string): string => (/^[a-z]+:\/\//.test(pattern) ? pattern : resolve(pattern));

/** How panels look, whoever's emperor they show. */
export const panelStyleOf = ({
	ascii,
	bell,
	color,
	habits = {keymap: bindings, complaints: []},
	layout,
	mouse,
	theme,
}: Pick<Ruling, 'ascii' | 'bell' | 'color' | 'habits' | 'layout' | 'mouse' | 'theme'>): Omit<
	PanelStyle,
	'lookingFor'
> => ({
	isAscii: ascii || !isUtf8(),
	isColoured: isColoured(color),
	theme,
	layout,
	hasMouse: mouse,
	hasBell: bell,
	...habits,
});

const plainFace = ({color, theme}: Ruling): Face =>
	lineFace(async ({client, log, looked}, out) => {
		// The names are known then, and what was said meanwhile is kept: so all lines stand under each other.
		await looked;
		return printPlainLines(client, log, out, theme !== 'none' && isColoured(color));
	});

const jsonFace = (): Face =>
	lineFace(async (emperor, out) => {
		const {client, log} = emperor;
		const facts = {version, pid: process.pid, cwd: process.cwd()};
		return printJsonEvents(client, log, out, await portrayFor(emperor), facts);
	});

/** `print` begins to print, and answers what prints the rest. */
const lineFace = (print: (emperor: Emperor, out: Writable) => Promise<() => void>): Face => {
	let notice = (_texts: readonly string[]): void => undefined;
	const out = openStdout(code => {
		const texts =
			code === undefined
				? []
				: [`stdout: ${wordsFor(code)} since ${clockTime(Date.now())}. Make room: until then lines wait.`];
		process.stderr.write(texts.map(text => `${text}\n`).join(''));
		notice(texts);
	});
	let printRest = (): void => undefined;
	return {
		show: async emperor => {
			notice = texts => emperor.notice('stdout', texts);
			printRest = await print(emperor, out);
		},
		restore: () => undefined,
		close: async () => {
			printRest();
			out.end();
			await Promise.race([finished(out).catch(() => undefined), patience()]);
		},
		areKeysLent: () => false,
		onGone: onGone => out.once('error', () => onGone(brokenPipeCode)),
		isGone: () => out.errored !== null,
	};
};

/**
 * Node's own `process.stdout` does not return from writing to a pipe until it is read; a reader must not stop the emperor.
 * It is not even to be looked at, since that alone changes the pipe's mode under our feet.
 */
const openStdout = (onTrouble: (code: string | undefined) => void): Writable => {
	const status = fstatSync(stdoutFd);
	return status.isFIFO() || status.isSocket()
		? new Socket({fd: stdoutFd, readable: false, writable: true})
		: new PatientFile(stdoutFd, onTrouble);
};

const stdoutFd = 1;

/** A first look that takes longer than this is not waited for before something is shown. Milliseconds. */
const glance = (): Promise<void> =>
	new Promise(resolve => {
		setTimeout(resolve, 100).unref();
	});

/** A reader that does not read must not keep a stopped emperor alive. */
const patience = (): Promise<void> =>
	new Promise(resolve => {
		setTimeout(resolve, 2000).unref();
	});

/** 128 + SIGHUP, 128 + SIGPIPE. */
const hangUpCode = 129;
const brokenPipeCode = 141;
