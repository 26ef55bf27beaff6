/**
 * What has a terminal put text on its clipboard (OSC 52 of xterm); most do, some only where it was allowed.
 * Undefined for more than every one of those takes.
 */
export const clipboardSequence = (text: string): string | undefined => {
	const bytes = Buffer.from(text);
	return bytes.length > mostBytes ? undefined : `\x1b]52;c;${bytes.toString('base64')}\x07`;
};

/** hterm takes sequences of 100 000 bytes, and nobody less: so much text, in base64 and its frame (hterm's osc52.sh). */
export const mostBytes = 74_994;
