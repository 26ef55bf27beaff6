import {setImmediate as nextTurn} from 'node:timers/promises';
import {isDeepStrictEqual} from 'node:util';
import {LogStore} from '../../source/logs/log-store.js';
import {Compositor, type PaneSource} from '../../source/screen/compositor.js';
import {sanitise} from '../../source/screen/sanitise.js';
import {drawnLog} from '../../source/ui/log/draw-rows.js';
import {freshView} from '../../source/ui/log/log-view.js';
import {Readings} from '../../source/ui/log/readings.js';
import {type Emulator, openEmulator} from './emulator.js';
import {studyLogs} from './study-logs.js';

/** What a vassal prints, piece by piece as it comes, and how it is looked at. */
export type Trial = {
	readonly chunks: readonly Buffer[];
	/** Of the pane, which has a neighbour on each side. At least 1. */
	readonly width: number;
	readonly height: number;
	readonly isColoured: boolean;
	readonly isWrapped: boolean;
};

/**
 * Has a terminal show hostile output in the middle of three panes, a frame after each chunk, and as plain lines.
 *
 * Answers what differs from a terminal that was shown nothing in that pane, or in those lines; `undefined` if nothing does.
 */
export const tryPane = async ({chunks, ...look}: Trial): Promise<string | undefined> => {
	const {width} = look;
	const {store, frames} = await show(look);
	const clean = await show(look);
	for (const chunk of chunks) {
		store.append(chunk, 0);
		await frames.paint();
	}
	await clean.frames.paint();
	const panes = differencesIn(await frames.finish(), await clean.frames.finish(), width);
	if (panes !== undefined) {
		return panes;
	}

	const plain = await openEmulator(60, 10);
	for (const {text} of store.read(store.last - 20, 21)) {
		await plain.write(`name | ${sanitise(text)}\r\n`);
	}
	const untouched = await openEmulator(60, 10);
	await untouched.write('\r\n'.repeat(Math.min(21, store.last)));
	const [left, expected] = [await probed(plain, 1), await probed(untouched, 1)];
	return isDeepStrictEqual([left.state, left.probe], [expected.state, expected.probe])
		? undefined
		: `plain lines leave the terminal in state ${JSON.stringify(left.state)}, writing ${left.probe?.join(' ')}`;
};

const show = async ({width, height, isColoured, isWrapped}: Omit<Trial, 'chunks'>) => {
	const store = new LogStore({maxLines: 100, maxBytes: 100_000});
	const log = drawnLog(
		new Readings(() => undefined, studyLogs()).of('a.ini', [['a.ini', store]], freshView),
		{...freshView, isWrapped},
		{isColoured, ellipsis: '…', vertical: '│', pointer: '▸', times: '×', emptiness: 'empty', now: () => 0},
	);
	return {store, frames: await openFrames(width, height, log)};
};

const openFrames = async (width: number, height: number, source: PaneSource) => {
	const columns = width + 14;
	const emulator = await openEmulator(columns, height + 2);
	const compositor = new Compositor({
		size: () => ({columns, rows: height + 2}),
		write: text => {
			void emulator.write(text);
			return true;
		},
		isDrained: true,
		onDrain: () => () => undefined,
	});
	const edge = '─'.repeat(width);
	const middle = `│     │${' '.repeat(width)}│     │`;
	compositor.setChrome(
		[`╭─────╮${edge}╭─────╮`, ...Array(height).fill(middle), `╰─────╯${edge}╰─────╯`].join('\n'),
	);
	const neighbour: PaneSource = {rows: (_, rows) => Array(rows).fill('日本!')};
	compositor.place('left', {x: 1, y: 1, width: 5, height}, neighbour);
	compositor.place('right', {x: width + 8, y: 1, width: 5, height}, neighbour);
	return {
		paint: async () => {
			compositor.place('log', {x: 7, y: 1, width, height}, source);
			await nextTurn();
			await nextTurn();
		},
		finish: async () => {
			const isAnythingInvisible = emulator.isAnythingInvisible();
			const screen = await probed(emulator, height + 2);
			compositor.close();
			return {...screen, isAnythingInvisible};
		},
	};
};

/** Writes where a leaking style, charset or half a sequence would show, and looks at everything. */
const probed = async (emulator: Emulator, row: number) => {
	await emulator.write(`\x1b[${row};1Hq~x`);
	return {state: emulator.state(), probe: emulator.cells()[row - 1]?.slice(0, 3), cells: emulator.cells()};
};

type Finished = Awaited<ReturnType<Awaited<ReturnType<typeof openFrames>>['finish']>>;

const differencesIn = (shown: Finished, clean: Finished, width: number): string | undefined => {
	if (!isDeepStrictEqual(shown.state, clean.state)) {
		return `the terminal is in state ${JSON.stringify(shown.state)}`;
	}
	if (shown.isAnythingInvisible) {
		return 'something is invisible';
	}
	for (const [y, row] of shown.cells.entries()) {
		for (const [x, cell] of row.entries()) {
			const isInside = x >= 7 && x < 7 + width && y > 0 && y < shown.cells.length - 1;
			if (!isInside && cell !== clean.cells[y]?.[x]) {
				return `cell ${x}, ${y} is ${cell} instead of ${clean.cells[y]?.[x]}`;
			}
		}
	}
	return undefined;
};
