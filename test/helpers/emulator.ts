import xterm from '@xterm/headless';

/** A terminal in memory that shows what was written to it. */
export type Emulator = {
	write: (text: string) => Promise<void>;
	resize: (columns: number, rows: number) => void;
	/** Characters and styles of every cell, row by row: equal for two screens that look the same. */
	cells: () => readonly (readonly string[])[];
	/** The characters alone, as wide as the terminal. */
	rows: () => readonly string[];
	/** The character in each column; nothing in the second of a wide one. */
	columns: () => readonly (readonly string[])[];
	/** All that text can change about a terminal but its cells. */
	state: () => unknown;
	isAnythingInvisible: () => boolean;
};

/** Lines do not wrap in it, as in ours. */
export const openEmulator = async (columns: number, rows: number): Promise<Emulator> => {
	const terminal = new xterm.Terminal({cols: columns, rows, scrollback: 50, allowProposedApi: true});
	let title = '';
	let bells = 0;
	let replies = '';
	terminal.onTitleChange(text => {
		title = text;
	});
	terminal.onBell(() => {
		bells++;
	});
	terminal.onData(text => {
		replies += text;
	});
	const write = (text: string): Promise<void> => new Promise(resolve => terminal.write(text, resolve));
	await write('\x1b[?7l');

	const lineAt = (y: number) => terminal.buffer.active.getLine(terminal.buffer.active.baseY + y);
	const cellsOf = (y: number) =>
		Array.from({length: terminal.cols}, (_, x) => {
			const line = lineAt(y);
			const cell = line?.getCell(x);
			if (!cell) {
				throw new Error(`emulator: no cell at ${x}, ${y}`);
			}
			return cell;
		});
	const screen = () => Array.from({length: terminal.rows}, (_, y) => cellsOf(y));
	const characters = () =>
		screen().map(row => row.map(cell => cell.getChars() || (cell.getWidth() ? ' ' : '')));
	return {
		write,
		resize: (newColumns, newRows) => terminal.resize(newColumns, newRows),
		cells: () =>
			screen().map(row =>
				row.map(cell =>
					[
						cell.getChars() || (cell.getWidth() === 0 ? '' : ' '),
						cell.getFgColorMode() + cell.getFgColor(),
						cell.getBgColorMode() + cell.getBgColor(),
						...[cell.isBold(), cell.isDim(), cell.isItalic(), cell.isUnderline(), cell.isInverse()].map(
							Boolean,
						),
						...[cell.isBlink(), cell.isInvisible(), cell.isStrikethrough(), cell.isOverline()].map(Boolean),
					].join('/'),
				),
			),
		rows: () =>
			Array.from(
				{length: terminal.rows},
				(_, y) => lineAt(y)?.translateToString(false, 0, terminal.cols) ?? '',
			),
		columns: characters,
		state: () => {
			const {type, cursorX, cursorY, baseY, length} = terminal.buffer.active;
			return {type, cursorX, cursorY, baseY, length, title, bells, replies, ...terminal.modes};
		},
		isAnythingInvisible: () =>
			screen().some(row =>
				row.some(
					cell =>
						cell.isInvisible() ||
						(!cell.isBgDefault() &&
							cell.getFgColorMode() === cell.getBgColorMode() &&
							cell.getFgColor() === cell.getBgColor()),
				),
			),
	};
};
