import type {Terms} from './terms.js';
import type {VassalConfig} from './vassal-config.js';

/**
 * The socket that a vassal is told to serve its stats on; undefined where it is told nothing.
 *
 * Only what is surely uWSGI itself, running as we do, is told anything: a wrapper may count its arguments, and a
 * tyrant's vassal could not write here.
 */
export const statsSocketOf = (
	{id, config}: {readonly id: string; readonly config: VassalConfig},
	terms: Terms,
): string | undefined => {
	const {statsSockets, wrapper, wrapperOverrides, wrapperFallbacks, tyrant, namespaces, capabilities} = terms;
	const isPlain = wrapper === undefined && wrapperOverrides.length + wrapperFallbacks.length === 0 && !tyrant;
	const isConfined = namespaces.length + capabilities.length > 0;
	return statsSockets === undefined || config.stats?.kind !== 'none' || !isPlain || isConfined
		? undefined
		: `${statsSockets}${hashOf(id)}.stats`;
};

/** 53 bits in 11 letters, the same for every life: cyrb53, which is in the public domain. */
const hashOf = (text: string): string => {
	let [high, low] = [0xdeadbeef, 0x41c6ce57];
	for (const character of text) {
		const code = character.codePointAt(0) ?? 0;
		high = Math.imul(high ^ code, 2654435761);
		low = Math.imul(low ^ code, 1597334677);
	}
	high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
	low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
	return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36).padStart(11, '0');
};
