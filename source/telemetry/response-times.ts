/**
 * How long requests took in the last minute, to within 2 %: a histogram of growing steps for every five seconds.
 *
 * Memory is a few kilobytes, however many requests there are.
 */
export class ResponseTimes {
	readonly #slots = Array.from({length: slots}, () => ({
		begun: Number.NEGATIVE_INFINITY,
		counts: new Uint32Array(steps),
	}));

	/** @param at when it was over, in milliseconds; @param time how long it took, in milliseconds. */
	add(at: number, time: number): void {
		const begun = Math.floor(at / slotLength);
		const slot = this.#slots[((begun % slots) + slots) % slots];
		if (slot === undefined || begun < slot.begun) {
			return;
		}
		if (slot.begun !== begun) {
			slot.begun = begun;
			slot.counts.fill(0);
		}
		const step = stepOf(time);
		slot.counts[step] = (slot.counts[step] ?? 0) + 1;
	}

	/** The times within which these shares of the last minute's requests were served; nothing where there were none. */
	percentiles(now: number, shares: readonly number[]): readonly number[] | undefined {
		const oldest = Math.floor(now / slotLength) - slots;
		const recent = this.#slots.filter(({begun}) => begun > oldest);
		const counts = Array.from({length: steps}, (_, step) =>
			recent.reduce((sum, slot) => sum + (slot.counts[step] ?? 0), 0),
		);
		const total = counts.reduce((sum, count) => sum + count, 0);
		return total === 0 ? undefined : shares.map(share => timeAt(counts, Math.ceil(total * share)));
	}
}

const slotLength = 5000;
const slots = 12;

/** From a microsecond to an hour. */
const growth = 1.04;
const shortest = 0.001;
const steps = Math.ceil(Math.log(3_600_000 / shortest) / Math.log(growth)) + 1;

const stepOf = (time: number): number =>
	time < shortest ? 0 : Math.min(steps - 1, 1 + Math.floor(Math.log(time / shortest) / Math.log(growth)));

/** In the middle of its step, where it is wrong by 2 % at most; 0 for what was too short to be told. */
const timeAt = (counts: readonly number[], rank: number): number => {
	let seen = 0;
	const step = counts.findIndex(count => {
		seen += count;
		return seen >= rank;
	});
	return step <= 0 ? 0 : shortest * growth ** (step - 0.5);
};
