/** The line a scribe prints, newline included: of many lengths, and nowhere the same. */
export const scribeLine = (name: string, life: number, number: number): string =>
	`${name} ${life} ${number} ${'.'.repeat((number * 7919) % 97)}\n`;

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export const randomNumbers = (seed: number): (() => number) => {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
};

/** What was found of one scribe's lines in its log. */
export type Findings = {readonly lives: number; readonly lines: number; readonly torn: number};

/**
 * Reads a scribe's log: its lives in order, each with its lines in order, once and whole. Only the last line of a life may
 * be torn.
 *
 * @param acked lines of each life that are printed for certain, from the first life on.
 * @throws Error that says where it is not so.
 */
export const examine = (name: string, log: string, acked: readonly number[]): Findings => {
	let life = 0;
	let number = 0;
	let isTorn = true;
	let torn = 0;
	const endLife = (): void => {
		const certain = acked[life - 1] ?? 0;
		if (number < certain) {
			throw new Error(`${name}: life ${life} printed ${certain} lines, and ${number} are there.`);
		}
	};
	/** The next life that can have printed something: of those between nothing is certain. */
	const bearerOf = (isItsFirst: (first: string) => boolean): number | undefined => {
		for (let next = life + 1; next <= acked.length; next++) {
			if (isItsFirst(scribeLine(name, next, 1))) {
				return next;
			}
			if (acked[next - 1] !== 0) {
				return undefined;
			}
		}
		return undefined;
	};
	const lines = log.split('\n').slice(0, -1);
	for (const [index, line] of lines.entries()) {
		const due = scribeLine(name, life, number + 1);
		const isDue: boolean = !isTorn && due === `${line}\n`;
		const begun: number | undefined = isDue ? undefined : bearerOf(first => first === `${line}\n`);
		const tornBirth = !isTorn && due.startsWith(line) ? undefined : bearerOf(first => first.startsWith(line));
		if (isDue) {
			number++;
		} else if (begun !== undefined || tornBirth !== undefined) {
			endLife();
			life = begun ?? tornBirth ?? 0;
			number = begun === undefined ? 0 : 1;
			isTorn = begun === undefined;
			torn += isTorn ? 1 : 0;
		} else if (!isTorn && due.startsWith(line)) {
			isTorn = true;
			torn++;
		} else {
			throw new Error(`${name}: line ${index + 1} is "${line}", behind line ${number} of life ${life}.`);
		}
	}
	endLife();
	return {lives: life, lines: lines.length - torn, torn};
};
