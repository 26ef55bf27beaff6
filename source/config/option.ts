import type {Problem} from '../core/problem.js';

/** One option that uWSGI will see, with its value after all substitution. */
export type Option = {
	readonly key: string;
	readonly value: string;
	/** Full path of the file that says so, which may be an included one. */
	readonly file: string;
	/** Missing where the format has no lines to speak of: JSON. */
	readonly line?: number;
};

/** The value that counts when a key is repeated but holds one thing: the last. */
export const lastOf = (options: readonly Option[], key: string): Option | undefined =>
	options.findLast(option => option.key === key);

/** Everything is true but these; a key without a value is true as well. Source: emperor.md 13, measured for `master`. */
export const isTrue = ({value}: Option): boolean => !/^(?:false|off|no|0)$/i.test(value);

/** A number as uWSGI's C reads it: what is not one counts as 0. */
export const numberOf = ({value}: Option): number => Number(/^\s*[-+]?\d+/.exec(value)?.[0] ?? 0);

/** Where a Problem about this option belongs. */
export const placeOf = ({file, line}: Pick<Option, 'file' | 'line'>): Problem['where'] =>
	line === undefined ? {file} : {file, line};
