import stringWidth from 'string-width';
import {nameColour} from './name-colour.js';

/** Names in front of lines, all as wide as the widest that was met: `http.ini  | `. */
export class NameColumn {
	readonly #isColoured: boolean;
	#width = 0;

	constructor(isColoured: boolean) {
		this.#isColoured = isColoured;
	}

	/** Makes room for a name before it speaks. A longer one than 32 columns pushes its own lines only. */
	meet(name: string): void {
		this.#width = Math.max(this.#width, Math.min(stringWidth(name), widest));
	}

	/** @param name printable */
	front(name: string, bar = '|'): string {
		this.meet(name);
		const label = `${name}${' '.repeat(Math.max(0, this.#width - stringWidth(name)))} ${bar} `;
		return this.#isColoured && name !== '' ? `\x1b[${nameColour(name)}m${label}\x1b[39m` : label;
	}
}

const widest = 32;
