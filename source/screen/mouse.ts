/** What the left button or the wheel of a mouse did, and where: in cells from the upper left corner, which is 0, 0. */
export type MouseEvent = {
	readonly kind: 'press' | 'drag' | 'release' | 'wheel-up' | 'wheel-down';
	readonly x: number;
	readonly y: number;
};

/** Has a terminal tell of buttons, of moves while one is held, and of the wheel, with coordinates of any size (SGR). */
export const mouseOn = '\x1b[?1002h\x1b[?1006h';
export const mouseOff = '\x1b[?1006l\x1b[?1002l\x1b[?1000l';

/** By the numbers of an SGR report and the letter at its end; undefined for what is nothing to us. */
export const readMouse = (
	buttons: number,
	column: number,
	row: number,
	end: string,
): MouseEvent | undefined => {
	const kind = kinds[buttons];
	const x = column - 1;
	const y = row - 1;
	return kind === undefined || !(x >= 0 && y >= 0)
		? undefined
		: {kind: end === 'm' && kind === 'press' ? 'release' : kind, x, y};
};

/** By the number that xterm gives them (ctlseqs, "Mouse Tracking"); with Shift or another key they are the terminal's. */
const kinds: Readonly<Record<number, MouseEvent['kind']>> = {
	0: 'press',
	32: 'drag',
	64: 'wheel-up',
	65: 'wheel-down',
};
