import stringWidth from 'string-width';
import {graphemes} from './graphemes.js';
import {memorised} from './text-memory.js';

/** Characters as a reader counts them. */
export function* characters(text: string): Generator<string> {
	for (const [run] of text.matchAll(runs)) {
		if (standAlone(run)) {
			yield* run;
		} else {
			for (const grapheme of graphemes(run)) {
				yield* grapheme.length > 1 && startsInFront.test(grapheme) ? inCells(grapheme) : [grapheme];
			}
		}
	}
}

/** One character for Unicode, but terminals give a letter that stands in front of another a cell of its own (xterm, tmux). */
function* inCells(grapheme: string): Generator<string> {
	const [front = '', ...others] = grapheme;
	yield front;
	if (others.length > 0) {
		yield* characters(others.join(''));
	}
}

/** Grapheme_Cluster_Break=Prepend, but for format characters, which no text has any more when it is measured. */
const startsInFront =
	/^[\u0d4e\u{111c2}\u{111c3}\u{113d1}\u{1193f}\u{11941}\u{11a84}-\u{11a89}\u{11d46}\u{11f02}]/u;

/** A letter buried under marks keeps a few of those. */
export const unburied = (character: string): string =>
	character.length <= 16 ? character : [...character.slice(0, 16)].slice(0, 8).join('');

/** Columns of one character: 0, 1 or 2, or what a terminal of today makes of it. */
export const columnsOf = (character: string): number => {
	if (standAlone(character)) {
		return character < '\u3041' ? 1 : 2;
	}
	return widthOf(character);
};

/**
 * Whether all of them are characters that stand alone, for which every terminal takes as many columns as we do:
 * Latin, Greek, Cyrillic, lines, blocks, kana, ideographs, Hangul; and the Escape of a style.
 */
export const standAlone = (text: string): boolean => alone.test(text);

/** Measuring a character costs more than fitting a line of ASCII, and logs use few different ones. */
const widthOf = memorised(character => stringWidth(character), 4096);

/** Whether a text is nothing but such characters, without styles: there is nothing to clean or to measure one by one. */
export const isPlain = (text: string): boolean => plainAlone.test(text);

const sure =
	' -~\\xa1-\\xac\\xae-\\u02ff\\u0370-\\u0482\\u048a-\\u052f\\u2010-\\u2027\\u2500-\\u259f\\u3041-\\u3096\\u30a1-\\u30fa\\u4e00-\\u9fff\\uac00-\\ud7a3';
const alone = new RegExp(`^[\\x1b${sure}]*$`);
const plainAlone = new RegExp(`^[${sure}]*$`);

/** Characters that stand alone, up to the one that what follows may belong to; or else the others. */
const runs = new RegExp(`[${sure}]+(?![^${sure}])|[${sure}]?[^${sure}]+`, 'g');
