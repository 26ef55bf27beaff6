/** Things that come one after the other, for one who waits for each. */
export type Queue<T> = {
	readonly add: (item: T) => void;
	/** The next one, now or when it comes; rejects with the complaint when it does not come within 10 s. */
	readonly next: () => Promise<T>;
	/** How many have come that nobody has asked for. */
	readonly waiting: number;
};

export const queue = <T>(complaint: string): Queue<T> => {
	const items: {readonly item: T}[] = [];
	const takers: ((item: T) => void)[] = [];
	return {
		add: item => {
			const taker = takers.shift();
			if (taker === undefined) {
				items.push({item});
			} else {
				taker(item);
			}
		},
		next: () => {
			const first = items.shift();
			if (first !== undefined) {
				return Promise.resolve(first.item);
			}
			return new Promise((resolve, reject) => {
				const limit = setTimeout(() => reject(new Error(`${complaint} within 10 s`)), 10_000);
				takers.push(item => {
					clearTimeout(limit);
					resolve(item);
				});
			});
		},
		get waiting() {
			return items.length;
		},
	};
};
