import type {Terms} from '../core/terms.js';
import type {Surroundings} from './gather-options.js';
import type {Option} from './option.js';

/** What the emperor adds to every vassal's command line, as options around those of its file. Order as in `orderSpawn`. */
export const commandLineOptions = (
	terms: Pick<
		Terms,
		'vassalsSet' | 'vassalsInclude' | 'vassalsInherit' | 'vassalsIncludeBefore' | 'vassalsInheritBefore'
	>,
): NonNullable<Surroundings['commandLine']> => ({
	before: [
		...each('inherit', terms.vassalsInheritBefore),
		...each('include', terms.vassalsIncludeBefore),
		...each('set', terms.vassalsSet),
	],
	after: [...each('inherit', terms.vassalsInherit), ...each('include', terms.vassalsInclude)],
});

const each = (key: string, values: readonly string[]): Option[] =>
	values.map(value => ({key, value, file: 'command line'}));
