/**
 * What was made of texts, by the text. Of the many that a screen shows in weeks only so many are kept, all of them
 * forgotten together: the next few frames find what they need again.
 */
export class TextMemory<Result> {
	readonly #most: number;
	readonly #known = new Map<string, Result>();

	constructor(most: number) {
		this.#most = most;
	}

	get(text: string): Result | undefined {
		return this.#known.get(text);
	}

	set(text: string, result: Result): void {
		if (this.#known.size >= this.#most) {
			this.#known.clear();
		}
		this.#known.set(text, result);
	}
}

/** That remembers what it answered for the latest `most` texts, or fewer. It never answers undefined. */
export const memorised = <Result extends NonNullable<unknown>>(
	workOut: (text: string) => Result,
	most: number,
): ((text: string) => Result) => {
	const known = new TextMemory<Result>(most);
	return text => {
		let result = known.get(text);
		if (result === undefined) {
			result = workOut(text);
			known.set(text, result);
		}
		return result;
	};
};
