import {resolve} from 'node:path';
import type {VassalReport} from '../control/report.js';
import {printable} from '../core/printable.js';
import {matcherOf} from '../monitors/glob-segment.js';
import {Failure, nothingMatched, wrongUsage} from './failure.js';

type Named = Pick<VassalReport, 'id' | 'name' | 'path'>;

/**
 * The vassals that words mean: names as in the panels, globs over these, what uWSGI calls them, or paths of their files,
 * which a shell may have made of a glob. Each once, in the emperor's order. Throws a {@link Failure}.
 */
export const chooseVassals = <V extends Named>(
	vassals: readonly V[],
	words: readonly string[],
	cwd: string,
): readonly V[] => {
	const chosen = new Set(words.flatMap(word => meantBy(vassals, word, cwd)));
	return vassals.filter(vassal => chosen.has(vassal));
};

/** Whether one that has come later is among those that words mean. */
export const isMeant = (vassal: Named, words: readonly string[], cwd: string): boolean =>
	words.some(word => findAll([vassal], word, cwd).length > 0);

const meantBy = <V extends Named>(vassals: readonly V[], word: string, cwd: string): readonly V[] => {
	const found = findAll(vassals, word, cwd);
	if (found.length === 0) {
		throw new Failure(nothingMatched, `${printable(word)}: no such vassal. emperor status lists them.`);
	}
	return found;
};

const findAll = <V extends Named>(vassals: readonly V[], word: string, cwd: string): readonly V[] => {
	const file = resolve(cwd, word);
	const exact =
		vassals.find(({name, path}) => name === word || path === word) ?? vassals.find(({path}) => path === file);
	if (exact !== undefined) {
		return [exact];
	}
	const namesakes = vassals.filter(({id}) => id === word);
	if (namesakes.length > 1) {
		throw new Failure(
			wrongUsage,
			`${printable(word)}: could be each of ${namesakes.map(({name}) => printable(name)).join(', ')}. Write one of these.`,
		);
	}
	const matches = matcherOf(word);
	return namesakes.length > 0
		? namesakes
		: vassals.filter(({name, path}) => matches(name) || (word.startsWith('/') && matches(path)));
};
