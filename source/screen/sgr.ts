/** Matches a well-formed colour or style sequence (Select Graphic Rendition), as far as we let one through. */
export const sgrPattern = String.raw`\x1b\[[\d;:]{0,64}m`;

export const resetStyle = '\x1b[0m';

/**
 * One style sequence without its `conceal` (8), by which a log line could hide text; empty where nothing is left.
 *
 * Colours are followed by their own numbers (`38;5;8`, `48;2;8;8;8`), which stay. Terminals differ on what
 * they make of half a colour, so everything from there on goes.
 */
export const withoutConceal = (sgr: string): string => {
	if (!/[[;]0*8[;:m]/.test(sgr)) {
		return sgr;
	}

	const kept = settingsOf(sgr).filter(([code = '']) => Number(code.split(':')[0]) !== 8);
	return styleOf(kept);
};

/** The style sequence that sets these, in order; empty where there are none. */
export const styleOf = (settings: readonly (readonly string[])[]): string =>
	settings.length === 0 ? '' : `\x1b[${settings.map(setting => setting.join(';')).join(';')}m`;

/** What a style sequence sets, one after the other, each with the parameters that belong to it; up to half a colour, if one is in it. */
export const settingsOf = (sgr: string): readonly (readonly string[])[] => {
	const parameters = sgr.slice(2, -1).split(';');
	const settings: string[][] = [];
	for (let index = 0; index < parameters.length; ) {
		const length = lengthOfColour(parameters, index);
		if (length === 0) {
			break;
		}
		settings.push(parameters.slice(index, index + length));
		index += length;
	}
	return settings;
};

/** How many parameters belong together from `index` on: 0 where a colour is incomplete. */
const lengthOfColour = (parameters: readonly string[], index: number): number => {
	if (!/^0*[345]8$/.test(parameters[index] ?? '')) {
		return 1;
	}
	const length = {5: 3, 2: 5}[Number(parameters[index + 1])] ?? 0;
	const colour = parameters.slice(index + 2, index + length);
	return colour.length === length - 2 && colour.every(part => /^\d+$/.test(part)) ? length : 0;
};
