import type {Source} from './remote/sifted-log.js';
import type {Pattern} from './ui/log/pattern.js';
import {isOutOfTime, withinTime} from './ui/log/within-time.js';

/**
 * Whether lines are meant by a pattern, which a line may keep busy for ever.
 *
 * @param giveUp is told of the first line that does, as a sentence.
 */
export const patientGrep = (
	{text: written, isMeant}: Pattern,
	giveUp: (sentence: string) => never,
): ((text: string, source: Source) => boolean) => {
	if (!repeats.test(written)) {
		return text => isMeant(text);
	}
	return (text, {name}) => {
		let answer = false;
		try {
			withinTime(patience, () => {
				answer = isMeant(text);
			});
		} catch (error) {
			if (!isOutOfTime(error)) {
				throw error;
			}
			giveUp(`--grep: "${written}" takes too long on a line of ${name}. Write it without nested repetition.`);
		}
		return answer;
	};
};

/** Only what can repeat takes long, and to look at the clock takes longer than to match most lines. */
const repeats = /[*+{]/;

/** Milliseconds for one line: far more than a machine under load needs for any honest one. */
const patience = 1000;
