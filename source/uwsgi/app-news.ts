import {readLogLine} from './log-lines.js';

/** What a line says of the application: it is there; it could not be loaded; none was; one was asked for and is not there. */
export type AppNews = 'loaded' | 'unable' | 'none' | 'missing';

/** Undefined for a line that says nothing of it. */
export const appNews = (raw: string): AppNews | undefined => {
	// Nearly every line ends here.
	if (!raw.includes('app')) {
		return undefined;
	}
	const {text} = readLogLine(raw);
	return news.find(([pattern]) => pattern.test(text))?.[1];
};

/** As uWSGI 2.0 words it, in core/utils.c, core/init.c and the plugins of the languages. */
const news: readonly (readonly [RegExp, AppNews])[] = [
	[/^(?:\w+ )?app -?\d+ \(.*\) (?:ready|loaded) in \d/, 'loaded'],
	[/^unable to load app -?\d+ \(/, 'unable'],
	[/^\*\*\* no app loaded\. going in full dynamic mode \*\*\*$/, 'none'],
	[/^--- no \w+ application found, check your startup logs for errors ---$/, 'missing'],
];
