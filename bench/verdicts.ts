/** One quantity that was measured, and how far it may go (product.md 9). */
export type Figure = {
	readonly what: string;
	readonly unit: string;
	readonly goal: number;
	readonly samples: readonly number[];
	/** The same quantity of the peer, where it was measured in the same run. */
	readonly peer?: readonly number[];
};

/** Prints a line per figure; answers whether every goal is met, by the median. */
export const judge = (figures: readonly Figure[], peer?: string): boolean => {
	const header = ['', 'median', 'min … max', 'goal', '', ...(peer === undefined ? [] : [peer, 'ratio'])];
	const rows = figures.map(figure => {
		const {what, unit, goal, samples} = figure;
		return [
			what,
			`${show(median(samples))} ${unit}`,
			`${show(Math.min(...samples))} … ${show(Math.max(...samples))}`,
			`≤ ${show(goal)} ${unit}`,
			isMet(figure) ? 'ok' : 'MISSED',
			...(figure.peer === undefined
				? []
				: [`${show(median(figure.peer))} ${unit}`, `1 : ${show(median(figure.peer) / median(samples))}`]),
		];
	});
	const widths = header.map((_, column) =>
		Math.max(...[header, ...rows].map(row => (row[column] ?? '').length)),
	);
	for (const row of [header, ...rows]) {
		const cells = row.map((cell, column) =>
			column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
		);
		console.log(cells.join('  ').trimEnd());
	}
	return figures.every(isMet);
};

export const median = (samples: readonly number[]): number => {
	const sorted = [...samples].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	const [below = Number.NaN, above = below] = sorted.slice(sorted.length % 2 === 0 ? middle - 1 : middle);
	return sorted.length % 2 === 0 ? (below + above) / 2 : below;
};

/** The 95th percentile. */
export const late = (samples: readonly number[]): number => {
	const sorted = [...samples].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? Number.NaN;
};

const isMet = ({samples, goal}: Figure): boolean => median(samples) <= goal;

const show = (value: number): string => (value < 10 ? value.toFixed(1) : String(Math.round(value)));
