/** Maps like `Promise.all`, in order, with at most so many unfinished: spares file descriptors, and turns of the event loop. */
export const fewAtATime = async <T, R>(
	items: readonly T[],
	map: (item: T) => Promise<R>,
	atOnce = 16,
): Promise<R[]> => {
	const results: R[] = [];
	const queue = items.entries();
	const work = async () => {
		for (const [index, item] of queue) {
			results[index] = await map(item);
		}
	};
	await Promise.all(Array.from({length: Math.min(atOnce, items.length)}, work));
	return results;
};
