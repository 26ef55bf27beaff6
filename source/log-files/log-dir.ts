import type {VassalId} from '../core/event.js';
import type {Rotation} from './kept-file.js';
import {LogCopy, type TakeTurn} from './log-copy.js';
import {describeTroubles, size} from './trouble.js';

/** `--log-dir`: everything every vassal prints, in a file for each. */
export type LogDir = {
	/** The same copy for all the lives of a vassal. */
	readonly of: (id: VassalId) => LogCopy;
	/** Resolves when everything is written that can be, two seconds later at most. */
	readonly close: () => Promise<void>;
};

export type LogDirTerms = Rotation & {readonly dir: string};

/**
 * `onTrouble` hears the sentence for the screen whenever it changes, `undefined` when all is written again;
 * `onRecovery` what that meant in the end.
 */
export const openLogDir = (
	{dir, ...rotation}: LogDirTerms,
	onTrouble: (sentence: string | undefined) => void,
	onRecovery: (sentence: string) => void,
): LogDir => {
	const copies = new Map<VassalId, LogCopy>();
	const takeTurn = turns(writesAtOnce);
	let told: string | undefined;

	const tell = (): void => {
		const sentence = describeTroubles(
			[...copies.values()].map(({trouble}) => trouble).filter(trouble => trouble !== undefined),
		);
		if (sentence === told) {
			return;
		}
		told = sentence;
		onTrouble(sentence);
		if (sentence === undefined) {
			const lost = [...copies.values()].reduce((sum, copy) => sum + copy.lost, 0);
			onRecovery(
				`log-dir: written again, ${lost === 0 ? 'nothing is missing' : `${size(lost)} are missing`}`,
			);
		}
	};

	return {
		of: id => {
			const known = copies.get(id);
			if (known !== undefined) {
				return known;
			}
			const copy = new LogCopy(dir, id, {rotation, takeTurn, onTrouble: tell});
			copies.set(id, copy);
			return copy;
		},
		close: async () => {
			let timer: NodeJS.Timeout | undefined;
			const patience = new Promise<void>(resolve => {
				timer = setTimeout(resolve, 2000);
			});
			await Promise.race([Promise.all([...copies.values()].map(copy => copy.close())), patience]);
			clearTimeout(timer);
		},
	};
};

const turns = (most: number): TakeTurn => {
	const queue: (() => void)[] = [];
	let busy = 0;
	return async write => {
		if (busy === most) {
			await new Promise<void>(resolve => queue.push(resolve));
		} else {
			busy++;
		}
		try {
			return await write();
		} finally {
			const next = queue.shift();
			if (next === undefined) {
				busy--;
			} else {
				next();
			}
		}
	};
};

/** Of Node's four threads: opening config files must go on when a disk hangs. */
const writesAtOnce = 2;
