import stringWidth from 'string-width';
import {graphemes} from '../screen/graphemes.js';

/** A run of text in one style. */
export type Segment = {
	readonly text: string;
	readonly color?: string | undefined;
	readonly dim?: boolean;
	readonly bold?: boolean;
	readonly inverse?: boolean;
};

export const widthOf = (segments: readonly Segment[]): number =>
	segments.reduce((sum, {text}) => sum + stringWidth(text), 0);

/** Shortened in the middle, with `ellipsis`: both ends of a name tell it apart, its middle seldom does. */
export const shorten = (text: string, width: number, ellipsis: string): string => {
	if (stringWidth(text) <= width) {
		return text;
	}
	const characters = [...graphemes(text)];
	const room = width - stringWidth(ellipsis);
	const front = takeWhole(characters, Math.ceil(room / 2));
	const back = takeWhole(characters.reverse(), room - stringWidth(front.join('')));
	return room < 0 ? '' : [...front, ellipsis, ...back.reverse()].join('');
};

/** Shortened at its end, with `ellipsis`: for sentences that say first what matters most. */
export const cutEnd = (text: string, width: number, ellipsis: string): string => {
	if (stringWidth(text) <= width) {
		return text;
	}
	const characters = [...graphemes(text)];
	const room = width - stringWidth(ellipsis);
	return room < 0
		? ''
		: `${takeWhole(characters, room)
				.join('')
				.replace(/[ ,.]+$/, '')}${ellipsis}`;
};

/** As many from the front as `width` columns hold. */
const takeWhole = (characters: readonly string[], width: number): string[] => {
	const taken: string[] = [];
	let columns = 0;
	for (const character of characters) {
		columns += stringWidth(character);
		if (columns > width) {
			break;
		}
		taken.push(character);
	}
	return taken;
};

/** As many whole parts as fit beside each other, the first ones first. */
export const fitWhole = (
	parts: readonly (readonly Segment[])[],
	separator: Segment,
	width: number,
): Segment[] => {
	const fitted: Segment[] = [];
	for (const part of parts) {
		const next = [...(fitted.length === 0 ? [] : [separator]), ...part];
		if (widthOf(fitted) + widthOf(next) > width) {
			break;
		}
		fitted.push(...next);
	}
	return fitted;
};

/** Left and right, with `filler` (one column wide) between, exactly `width` columns where they fit. */
export const justify = (
	left: readonly Segment[],
	right: readonly Segment[],
	width: number,
	filler: Segment,
): Segment[] => {
	const gap = Math.max(0, width - widthOf(left) - widthOf(right));
	return [...left, {...filler, text: filler.text.repeat(gap)}, ...right];
};
