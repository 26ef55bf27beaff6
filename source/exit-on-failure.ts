import type {EmperorClient} from './client/emperor-client.js';
import {printable} from './core/printable.js';
import type {VassalSnapshot} from './core/snapshot.js';
import {longLife} from './core/terms.js';
import {selectBadge} from './ui/selectors/badge.js';
import {describeExit} from './uwsgi/exit-codes.js';

/**
 * `--exit-on-failure`: calls once, with a sentence, when a vassal has failed for good: it cannot be started, or has died
 * so often in a row, young and before it was loyal, that it will again. Answers what ends the watching.
 */
export const onFirstFailure = (
	client: EmperorClient,
	onFailure: (sentence: string) => void,
): (() => void) => {
	const look = (): void => {
		const {vassals, ragnarok} = client.getSnapshot();
		const failed = vassals.find(vassal => reasonFor(vassal, client.now()) !== undefined);
		if (ragnarok === undefined && failed !== undefined) {
			unsubscribe();
			const name = printable(failed.shortName);
			onFailure(`${name}: ${reasonFor(failed, client.now())}. --exit-on-failure ends the emperor with it.`);
		}
	};
	const unsubscribe = client.subscribe(look);
	look();
	return unsubscribe;
};

const reasonFor = (vassal: VassalSnapshot, now: number): string | undefined => {
	if (selectBadge(vassal, now).name === 'failed') {
		return 'cannot be started';
	}
	const {blackMark, lastDeath, config} = vassal;
	if (
		blackMark === undefined ||
		lastDeath === undefined ||
		blackMark.deaths < mostDeaths ||
		lastDeath.lived >= longLife
	) {
		return undefined;
	}
	const end = describeExit(lastDeath.exitCode, lastDeath.signal, config.patch === undefined);
	return `died ${blackMark.deaths} times before it was loyal, the last time by ${end}`;
};

/** A first death may be another's fault, such as a database that starts at the same time. */
const mostDeaths = 3;
