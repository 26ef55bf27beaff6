/** What a person calls the characters of a text, in order. */
export function* graphemes(text: string): Generator<string> {
	if (onePerUnit.test(text)) {
		yield* text;
		return;
	}
	segmenter ??= new Intl.Segmenter();
	for (const {segment} of segmenter.segment(text)) {
		yield segment;
	}
}

/** ASCII, Latin letters, punctuation, arrows, frames and symbols: none of them joins another. */
const onePerUnit = /^[ -~\xa1-\xac\xae-\u02ff\u2010-\u2027\u2190-\u27bf]*$/;

/** The first one of a process takes 11 ms to make: a start need not wait for it. */
let segmenter: Intl.Segmenter | undefined;
