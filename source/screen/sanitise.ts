import stringWidth from 'string-width';
import {withoutSameColours} from './same-colours.js';
import {resetStyle, sgrPattern, withoutConceal} from './sgr.js';

/**
 * Untrusted text as one line that can do nothing to a terminal but show itself, in colour.
 *
 * Of the control and escape sequences only colours and styles are left, and those are reset at the end.
 * Tabs become spaces; of what a progress display wrote over itself with `\r` the last is left.
 */
export const sanitise = (text: string): string => {
	if (isHarmless(text)) {
		return text;
	}
	const clean = expandTabs(withoutControls(text));
	return clean.includes('\x1b') ? clean + resetStyle : clean;
};

/**
 * Untrusted text as a person would have typed it: no colours, nothing that acts on a terminal, but its tabs, and what
 * joins or parts characters, or chooses between their looks. To be copied; it is not safe to be shown.
 */
export const bareText = (text: string): string =>
	isPrintable(text) ? text : lastWritten(text.replace(controls, found => (joiner.test(found) ? found : '')));

/** Printable ASCII throughout: as many columns as characters, nothing to clean. */
export const isPrintable = (text: string): boolean => /^[ -~]*$/.test(text);

/** Whether every character of it is one to show: there is nothing to clean, nor a tab to make spaces of. */
export const isHarmless = (text: string): boolean => !suspect.test(text.replace(printable, ''));

/** The same cleaning, but with the tabs, and with styles left open at the end. */
export const withoutControls = (text: string): string =>
	withoutSameColours(
		isColouredAscii.test(text)
			? text.replace(suspectStyles, withoutConceal)
			: lastWritten(text.replace(controls, found => (style.test(found) ? withoutConceal(found) : ''))),
	);

/**
 * Spaces for tabs, eight columns apart.
 *
 * @param enough the column past which nobody looks: the rest of the text is left out there.
 */
export const expandTabs = (text: string, enough = Number.POSITIVE_INFINITY): string => {
	if (!text.includes('\t')) {
		return text;
	}

	let expanded = '';
	let column = 0;
	for (const [index, cell] of text.split('\t').entries()) {
		const gap = index === 0 ? 0 : 8 - (column % 8);
		expanded += ' '.repeat(gap) + cell;
		column += gap + stringWidth(cell);
		if (column > enough) {
			break;
		}
	}

	return expanded;
};

/** What is left on the screen of text with `\r` in it, in the style that was on by then. */
const lastWritten = (text: string): string => {
	if (!text.includes('\r')) {
		return text;
	}

	const writings = text.split('\r');
	const last = writings.findLastIndex(writing => writing.replace(unseen, '') !== '');
	const earlierStyles = writings.slice(0, Math.max(last, 0)).join('').match(styles) ?? [];
	return earlierStyles.slice(-8).join('') + (writings[last] ?? '');
};

const style = new RegExp(`^${sgrPattern}$`);
const styles = new RegExp(sgrPattern, 'g');

/** Zero-width joiner and non-joiner, variation selectors: words and emoji are others without them, but terminals disagree on their width. */
export const joiners = '\\u200c\\u200d\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}';

const joiner = new RegExp(`^[${joiners}]$`, 'u');
const unseen = new RegExp(`${sgrPattern}|[${joiners}]`, 'gu');

/** Nearly every line that is not plain, and found out in a tenth of the time it takes to clean one. */
const isColouredAscii = new RegExp(`^[\\t -~]*(?:${sgrPattern}[\\t -~]*)*$`);
const suspectStyles = /\x1b\[(?:[\d:]*;)*0*8(?:[;:][\d;:]*)?m/g;

/** C0, DEL, C1; what is invisible or turns the direction of text; line separators. */
const noCharacter = String.raw`\x00-\x1f\x7f-\x9f\p{Default_Ignorable_Code_Point}\p{Cf}\p{Zl}\p{Zp}`;
/** ASCII, which it takes longer to find nothing among than to leave out. */
const printable = /[ -~]+/g;

const suspect = new RegExp(`[${noCharacter}]`, 'u');

/**
 * Whatever a terminal may take for something else than a character to show. Colours are among it.
 *
 * ECMA-48 5.4 and 8.3, with the strings of ECMA-35 and xterm: each alternative takes as much of a sequence as
 * is there, so that one that was cut off goes too. But a string that does not end would take the rest of the line with
 * it: of that only the Escape goes. A string ends where terminals give it up as well.
 */
const controls = new RegExp(
	[
		String.raw`(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?`,
		String.raw`(?:\x1b\]|\x9d)[^\x07\x18\x1a\x1b\x80-\x9f]*(?:[\x07\x18\x1a\x9c]|\x1b\\)`,
		String.raw`(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])[^\x18\x1a\x1b\x80-\x9f]*(?:[\x18\x1a\x9c]|\x1b\\)`,
		String.raw`\x1b(?![\]PX^_])[ -/]*[0-~]?`,
		String.raw`(?![\t\r])[${noCharacter}]`,
	].join('|'),
	'gu',
);
