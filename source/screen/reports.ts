import {type MouseEvent, readMouse} from './mouse.js';

/** What a terminal sent: keys as they came, something of the mouse, or whether its focus is on us. */
export type Input = {readonly keys: Buffer} | {readonly mouse: MouseEvent} | {readonly hasFocus: boolean};

/** Has a terminal tell when it gets and loses the focus; tmux does with `focus-events on`. */
export const focusOn = '\x1b[?1004h';
export const focusOff = '\x1b[?1004l';

/** Takes what a terminal reports by itself out of what it sent, in whatever pieces that came. */
export class ReportFilter {
	#rest = '';

	/** In the order in which it happened. What may become a report is kept back; `flush` gives it up. */
	take(chunk: Buffer): readonly Input[] {
		// One character a byte: what is no report must leave as it came.
		const text = this.#rest + chunk.toString('latin1');
		this.#rest = beginning.exec(text)?.[0] ?? '';
		const whole = text.slice(0, text.length - this.#rest.length);
		const inputs: Input[] = [];
		let end = 0;
		for (const found of whole.matchAll(reports)) {
			inputs.push(...keysOf(whole.slice(end, found.index)), ...read(found));
			end = found.index + found[0].length;
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

const read = ([, focus, buttons, column, row, end = '']: RegExpMatchArray): Input[] => {
	if (focus !== undefined) {
		return [{hasFocus: focus === 'I'}];
	}
	const mouse = readMouse(Number(buttons), Number(column), Number(row), end);
	return mouse === undefined ? [] : [{mouse}];
};

/**
 * Focus; SGR reports of the mouse, cut short or not; and the older ones of terminals without SGR, whose last three bytes
 * would be taken for keys.
 */
const reports = /\x1b\[([IO])|\x1b\[<(?:(\d{1,5});(\d{1,5});(\d{1,5})([Mm])|[\d;]*[^\d;]?)|\x1b\[M[\s\S]{3}/g;

/** The beginning of one, at the end of what came. */
const beginning = /\x1b(?:\[(?:<[\d;]{0,20}|M[\s\S]{0,2})?)?$/;
