/** What the left button or the wheel of a mouse did, and where: in cells from the upper left corner, which is 0, 0. */
export type MouseEvent = {
	readonly kind: 'press' | 'drag' | 'release' | 'wheel-up' | 'wheel-down';
	readonly x: number;
	readonly y: number;
};

/** What a terminal sent: keys as they came, or something of the mouse. */
export type Input = {readonly keys: Buffer} | {readonly mouse: MouseEvent};

/** Has a terminal tell of buttons, of moves while one is held, and of the wheel, with coordinates of any size (SGR). */
export const mouseOn = '\x1b[?1002h\x1b[?1006h';
export const mouseOff = '\x1b[?1006l\x1b[?1002l\x1b[?1000l';

/** Takes what a mouse did out of what a terminal sent, in whatever pieces that came. */
export class MouseFilter {
	#rest = '';

	/** In the order in which it happened. What may become the mouse's is kept back; `flush` gives it up. */
	take(chunk: Buffer): readonly Input[] {
		// One character a byte: what is not the mouse's must leave as it came.
		const text = this.#rest + chunk.toString('latin1');
		this.#rest = beginning.exec(text)?.[0] ?? '';
		const whole = text.slice(0, text.length - this.#rest.length);
		const inputs: Input[] = [];
		let end = 0;
		for (const found of whole.matchAll(reports)) {
			inputs.push(...keysOf(whole.slice(end, found.index)));
			end = found.index + found[0].length;
			const mouse = read(found);
			if (mouse !== undefined) {
				inputs.push({mouse});
			}
		}
		return [...inputs, ...keysOf(whole.slice(end))];
	}

	/** Whether something was kept back that may be a key after all: Escape, for one. */
	get isHolding(): boolean {
		return this.#rest === '\x1b' || this.#rest === '\x1b[';
	}

	flush(): readonly Input[] {
		const rest = this.#rest;
		this.#rest = '';
		return keysOf(rest);
	}
}

const keysOf = (text: string): Input[] => (text === '' ? [] : [{keys: Buffer.from(text, 'latin1')}]);

const read = ([, buttons, column, row, end]: RegExpExecArray | RegExpMatchArray): MouseEvent | undefined => {
	const kind = kinds[Number(buttons)];
	const x = Number(column) - 1;
	const y = Number(row) - 1;
	return kind === undefined || x < 0 || y < 0
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

/** SGR reports, cut short or not; and the older ones of terminals without SGR, whose last three bytes would be taken for keys. */
const reports = /\x1b\[<(?:(\d{1,5});(\d{1,5});(\d{1,5})([Mm])|[\d;]*[^\d;]?)|\x1b\[M[\s\S]{3}/g;

/** The beginning of one, at the end of what came. */
const beginning = /\x1b(?:\[(?:<[\d;]{0,20}|M[\s\S]{0,2})?)?$/;
