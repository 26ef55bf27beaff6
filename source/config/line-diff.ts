/** A line of a comparison: it stayed, went, or came. `gap` stands for lines that stayed and are left out. */
export type DiffLine =
	| {readonly kind: 'same' | 'gone' | 'new'; readonly text: string}
	| {readonly kind: 'gap'; readonly count: number};

/** What has to be done to one text to get the other, with a few lines around it. Empty where they are the same. */
export const compareLines = (before: string, after: string): readonly DiffLine[] => {
	if (before === after) {
		return [];
	}
	const [olds, news] = [before.split('\n'), after.split('\n')];
	const most = Math.min(olds.length, news.length);
	let start = 0;
	while (start < most && olds[start] === news[start]) {
		start += 1;
	}
	let end = 0;
	while (end < most - start && olds.at(-1 - end) === news.at(-1 - end)) {
		end += 1;
	}
	return withGaps([
		...olds.slice(0, start).map(same),
		...compareMiddle(olds.slice(start, olds.length - end), news.slice(start, news.length - end)),
		...olds.slice(olds.length - end).map(same),
	]);
};

type ShownLine = Exclude<DiffLine, {readonly kind: 'gap'}>;

const same = (text: string): ShownLine => ({kind: 'same', text});

/** By the longest common subsequence; where that would take long, all of the one and then all of the other. */
const compareMiddle = (olds: readonly string[], news: readonly string[]): ShownLine[] => {
	const gone = (text: string): ShownLine => ({kind: 'gone', text});
	const come = (text: string): ShownLine => ({kind: 'new', text});
	if (olds.length * news.length > mostWork) {
		return [...olds.map(gone), ...news.map(come)];
	}
	const width = news.length + 1;
	const lengths = new Uint32Array((olds.length + 1) * width);
	const common = (i: number, j: number): number => lengths[i * width + j] ?? 0;
	for (let i = olds.length - 1; i >= 0; i -= 1) {
		for (let j = news.length - 1; j >= 0; j -= 1) {
			lengths[i * width + j] =
				olds[i] === news[j] ? common(i + 1, j + 1) + 1 : Math.max(common(i + 1, j), common(i, j + 1));
		}
	}
	const lines: ShownLine[] = [];
	let [i, j] = [0, 0];
	while (i < olds.length && j < news.length) {
		if (olds[i] === news[j]) {
			lines.push(same(olds[i] ?? ''));
			i += 1;
			j += 1;
		} else if (common(i + 1, j) >= common(i, j + 1)) {
			lines.push(gone(olds[i] ?? ''));
			i += 1;
		} else {
			lines.push(come(news[j] ?? ''));
			j += 1;
		}
	}
	return [...lines, ...olds.slice(i).map(gone), ...news.slice(j).map(come)];
};

/** Cells of the table: a few milliseconds. */
const mostWork = 400_000;

/** Lines that stayed, on either side of one that did not. */
const context = 3;

const withGaps = (lines: readonly ShownLine[]): DiffLine[] => {
	const isShown = new Uint8Array(lines.length);
	for (const [index, {kind}] of lines.entries()) {
		if (kind !== 'same') {
			isShown.fill(1, Math.max(0, index - context), index + context + 1);
		}
	}
	const shown: DiffLine[] = [];
	let left = 0;
	for (const [index, line] of lines.entries()) {
		if (isShown[index] === 0) {
			left += 1;
			continue;
		}
		if (left > 0) {
			shown.push({kind: 'gap', count: left});
			left = 0;
		}
		shown.push(line);
	}
	return left > 0 ? [...shown, {kind: 'gap', count: left}] : shown;
};
