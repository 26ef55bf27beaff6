/**
 * Text with everything in it that does not show written out, in inverse, as less does: `^[[31m`, `^M`, `<U+200B>`.
 *
 * Nothing is left in it that a terminal could take for anything but a character to show, but those inversions.
 */
export const spellOut = (text: string): string =>
	text.replace(unseen, run => `\x1b[7m${[...run].map(spell).join('')}\x1b[27m`);

const spell = (character: string): string => {
	const code = character.codePointAt(0) ?? 0;
	if (code === 0x7f) {
		return '^?';
	}
	return code < 0x20
		? `^${String.fromCharCode(code + 0x40)}`
		: `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
};

/** C0 with tab and return, DEL, C1, what is invisible or turns the direction of text, line separators, halves of pairs. */
const unseen = /[\x00-\x1f\x7f-\x9f\p{Default_Ignorable_Code_Point}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;
