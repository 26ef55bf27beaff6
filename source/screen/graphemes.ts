/** What a person calls the characters of a text, in order. */
export function* graphemes(text: string): Generator<string> {
	if (/^[ -~]*$/.test(text)) {
		yield* text;
		return;
	}
	segmenter ??= new Intl.Segmenter();
	for (const {segment} of segmenter.segment(text)) {
		yield segment;
	}
}

/** The first one of a process takes 11 ms to make: a start need not wait for it. */
let segmenter: Intl.Segmenter | undefined;
