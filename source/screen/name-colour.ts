/** The colour of a name as an SGR number, one of the readable six of sixteen, by a hash: whoever has it keeps it. */
export const nameColour = (name: string): number => {
	let hash = 0;
	for (const character of name) {
		hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % colours.length;
	}
	return colours[hash] ?? 36;
};

const colours = [36, 33, 32, 35, 34, 31];
