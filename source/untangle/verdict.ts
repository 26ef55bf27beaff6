/** Who printed a line. */
export type Owner = {
	readonly name: string;
	/** Somebody else may have. */
	readonly isGuess: boolean;
};

/** Whose a line is: perhaps not said yet, and in the end perhaps not known. */
export class Verdict {
	#owner: Owner | undefined;
	#isOpen: boolean;

	/** Without an owner it waits for what the next lines tell. */
	constructor(owner?: Owner) {
		this.#owner = owner;
		this.#isOpen = owner === undefined;
	}

	get isOpen(): boolean {
		return this.#isOpen;
	}

	/** Absent where nobody knows. */
	get owner(): Owner | undefined {
		return this.#owner;
	}

	/** The first word counts. */
	settle(owner?: Owner): void {
		if (this.#isOpen) {
			this.#isOpen = false;
			this.#owner = owner;
		}
	}
}

export const nobody = (): Verdict => {
	const verdict = new Verdict();
	verdict.settle();
	return verdict;
};
