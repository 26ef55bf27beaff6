/** The colour of a name as an SGR number, by a hash: whoever has it keeps it. Unless told otherwise one of the six that can be read on black. */
export const nameColour = (name: string, colours: readonly number[] = usual): number => {
	let hash = 0;
	for (const character of name) {
		hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % colours.length;
	}
	return colours[hash] ?? 39;
};

const usual = [36, 33, 32, 35, 34, 31];
