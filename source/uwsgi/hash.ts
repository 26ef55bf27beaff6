/** FNV-1a with 32 bits: short, and hardly ever the same for two of a few thousand texts. `from` is the hash of what stands before. */
export const hashOf = (text: string, from = 0x811c9dc5): number => {
	let hash = from;
	for (let index = 0; index < text.length; index++) {
		hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
	}
	return hash;
};
