/**
 * How well what was typed stands for a text: more is better, undefined is not at all. Its letters have to be there in
 * their order; the beginnings of words and letters beside each other count most. Case does not.
 */
export const fuzzyScore = (typed: string, text: string): number | undefined => {
	const wanted = [...typed.toLowerCase()].filter(letter => letter !== ' ');
	const letters = [...text.toLowerCase()];
	/** For each letter of the text: the best so far, if the latest of the wanted ones stands there. */
	let best: (number | undefined)[] | undefined;
	for (const letter of wanted) {
		const before = best;
		let reached: number | undefined;
		best = letters.map((other, index) => {
			const beside = before?.[index - 1];
			const far = reached;
			reached = greater(reached, beside);
			if (other !== letter || (before !== undefined && beside === undefined && far === undefined)) {
				return undefined;
			}
			const bonus = index === 0 ? 10 : /[\p{L}\d]/u.test(letters[index - 1] ?? '') ? 0 : 8;
			const ongoing = beside === undefined ? undefined : beside + 6;
			return 1 + Math.max(ongoing ?? Number.NEGATIVE_INFINITY, (far ?? 0) + bonus);
		});
	}
	const score = best === undefined ? 0 : best.reduce(greater, undefined);
	// Of two that fit as well the shorter is meant.
	return score === undefined ? undefined : score - letters.length / 100;
};

const greater = (one: number | undefined, other: number | undefined): number | undefined =>
	one === undefined ? other : other === undefined ? one : Math.max(one, other);
