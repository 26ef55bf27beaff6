import {sgrPattern} from './sgr.js';

/**
 * Columns of a text without its styles where each of its characters takes one, as ASCII does and what frames, badges and
 * sparklines are drawn with; undefined for any other text. The quick way for what is measured most.
 */
export const singleColumns = (text: string): number | undefined => {
	const bare = text.includes('\x1b') ? text.replace(anyStyle, '') : text;
	return drawn.test(bare) ? bare.length : undefined;
};

const anyStyle = new RegExp(sgrPattern, 'g');

const drawn = /^[ -~·×…←-↓─-◓★☠✖⧗’]*$/;
