import type {Listed} from './listing.js';

/** A config file with a digest of its content; where it could not be read, the reason is the digest. */
export type Known = Listed & {readonly digest: string};

export type Differences<K> = {
	readonly found: readonly K[];
	readonly changed: readonly K[];
	readonly gone: readonly K[];
};

/**
 * What happened between two looks.
 *
 * Changed means another mtime, to the nanosecond and in either direction, another inode, another size, another content or, to a tyrant,
 * another owner: `touch` counts, chmod does not. uWSGI compares whole seconds, and only forward (product.md 4, row 2).
 */
export const compareListings = <K extends Known>(
	before: readonly K[],
	after: readonly K[],
): Differences<K> => {
	const earlier = new Map(before.map(known => [known.id, known]));
	const remaining = new Set(after.map(known => known.id));
	return {
		found: after.filter(known => !earlier.has(known.id)),
		changed: after.filter(known => {
			const previous = earlier.get(known.id);
			return previous !== undefined && isChanged(previous, known);
		}),
		gone: before.filter(known => !remaining.has(known.id)),
	};
};

/** Whether nothing at all moved, so that the content need not be read to know that it is the same. */
export const isUntouched = (before: Listed, after: Listed): boolean =>
	before.signature.ctimeNs === after.signature.ctimeNs && !isReplaced(before, after);

const isChanged = (before: Known, after: Known): boolean =>
	before.digest !== after.digest || isReplaced(before, after);

const isReplaced = ({signature: before}: Listed, {signature: after}: Listed): boolean =>
	before.mtimeNs !== after.mtimeNs ||
	before.inode !== after.inode ||
	before.size !== after.size ||
	before.owner !== after.owner;
