import {request} from 'node:http';
import type {Scope} from './scratch.js';

/** A load that is bounded: so many clients, each with one request at a time, until the test is over. */
export type Load = {
	readonly served: () => number;
	/** Requests a second over the last five seconds. */
	readonly rate: () => number;
	/** Milliseconds within which a share of all requests was answered. */
	readonly percentile: (share: number) => number;
};

export const putUnderLoad = (scope: Scope, port: number, clients: number): Load => {
	const begun = performance.now();
	const ends: number[] = [];
	const times: number[] = [];
	let isOver = false;
	const ask = (): Promise<void> =>
		new Promise(resolve => {
			const since = performance.now();
			request({port, host: '127.0.0.1', agent: false}, response => {
				response.resume().on('end', () => {
					const now = performance.now();
					ends.push(now);
					times.push(now - since);
					resolve();
				});
			})
				.on('error', () => resolve())
				.end();
		});
	const client = async (): Promise<void> => {
		while (!isOver) {
			await ask();
		}
	};
	const all = Promise.all(Array.from({length: clients}, client));
	scope.after(async () => {
		isOver = true;
		await all;
	});
	return {
		served: () => times.length,
		rate: () => {
			const now = performance.now();
			const from = Math.max(begun, now - 5000);
			return ends.filter(end => end > from).length / ((now - from) / 1000);
		},
		percentile: share => {
			const sorted = [...times].sort((a, b) => a - b);
			return sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
		},
	};
};
