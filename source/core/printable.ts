/** File names and sentences that quote them, with whatever could move the cursor or hide made visible. */
export const printable = (text: string): string =>
	text
		.replace(/[\0-\x1f]/g, control => String.fromCharCode(0x2400 + control.charCodeAt(0)))
		.replace(/\x7f/g, '\u2421')
		.replace(/[\x80-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, '\ufffd');
