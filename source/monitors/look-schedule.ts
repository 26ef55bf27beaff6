/** Times in milliseconds. */
export type Pace = {
	/** From the end of a look to the next that nobody asked for. */
	readonly freq: number;
	/** A look waits until hints have been quiet for so long… */
	readonly quiet: number;
	/** …but not longer than this after the first of them. */
	readonly patience: number;
};

export type LookSchedule = {
	/** Something may have changed. */
	readonly hint: () => void;
	/** Resolves when a look that began after this call is over. */
	readonly lookNow: () => Promise<void>;
	/** Ends all timers, and waits for the look that is under way. */
	readonly close: () => Promise<void>;
};

/** Decides when to look: soon after hints, and every so often anyway. Two looks never overlap. */
export const scheduleLooks = (look: () => Promise<void>, {freq, quiet, patience}: Pace): LookSchedule => {
	let running: Promise<void> | undefined;
	let following: Promise<void> | undefined;
	let regular: NodeJS.Timeout | undefined;
	let hinted: {readonly timer: NodeJS.Timeout; readonly since: number} | undefined;
	let isClosed = false;

	const runOnce = async () => {
		clearTimeout(regular);
		clearTimeout(hinted?.timer);
		hinted = undefined;
		try {
			await look();
		} finally {
			running = undefined;
			if (!isClosed) {
				regular = setTimeout(lookNow, freq);
			}
		}
	};

	const lookNow = async (): Promise<void> => {
		if (isClosed) {
			return;
		}
		if (running === undefined) {
			running = runOnce();
			return running;
		}
		following ??= running.then(() => {
			following = undefined;
			return lookNow();
		});
		return following;
	};

	return {
		hint: () => {
			if (isClosed) {
				return;
			}
			const now = performance.now();
			const since = hinted?.since ?? now;
			clearTimeout(hinted?.timer);
			hinted = {since, timer: setTimeout(lookNow, Math.min(quiet, since + patience - now))};
		},
		lookNow,
		close: async () => {
			isClosed = true;
			clearTimeout(regular);
			clearTimeout(hinted?.timer);
			await running;
		},
	};
};
