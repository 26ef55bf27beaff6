/**
 * Does things in their order, for a few milliseconds of each turn of the event loop: keys and frames come in between.
 * The first is done at once where nothing waits.
 */
export const startPacing = (): ((act: () => void) => void) => {
	const waiting: (() => void)[] = [];
	let spent = 0;
	let isActing = false;
	let isTurnAwaited = false;

	const act = (): void => {
		isActing = true;
		while (spent < share) {
			const next = waiting.shift();
			if (next === undefined) {
				break;
			}
			const begun = performance.now();
			next();
			spent += performance.now() - begun;
		}
		isActing = false;
	};

	const beginTurn = (): void => {
		spent = 0;
		isTurnAwaited = waiting.length > 0;
		if (isTurnAwaited) {
			setImmediate(beginTurn);
			act();
		}
	};

	return next => {
		waiting.push(next);
		if (!isTurnAwaited) {
			isTurnAwaited = true;
			setImmediate(beginTurn);
		}
		if (!isActing) {
			act();
		}
	};
};

/** Milliseconds of a turn. */
const share = 4;
