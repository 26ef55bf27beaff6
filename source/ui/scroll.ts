/** Rows that are scrolled through, and how many of them are seen at once. */
export type Extent = {readonly rows: number; readonly height: number};

/** The first row that is seen after a key, as pagers have them; undefined for a key that does not scroll. */
export const scrolled = (top: number, key: string, {rows, height}: Extent): number | undefined => {
	const last = Math.max(0, rows - height);
	const step = steps[key]?.(height);
	return step === undefined ? undefined : Math.max(0, Math.min(last, Math.min(top, last) + step));
};

const steps: Readonly<Record<string, (height: number) => number>> = {
	down: () => 1,
	j: () => 1,
	up: () => -1,
	k: () => -1,
	'wheel-down': () => 3,
	'wheel-up': () => -3,
	d: height => Math.ceil(height / 2),
	u: height => -Math.ceil(height / 2),
	space: height => height,
	pagedown: height => height,
	b: height => -height,
	pageup: height => -height,
	g: () => Number.NEGATIVE_INFINITY,
	home: () => Number.NEGATIVE_INFINITY,
	G: () => Number.POSITIVE_INFINITY,
	end: () => Number.POSITIVE_INFINITY,
};
