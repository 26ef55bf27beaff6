import type {Follower} from './follower.js';
import type {ClueReader} from './mistake.js';

/** A syntax error in the application's own file has no first line. */
export const opensTraceback = (text: string): boolean =>
	(text.startsWith('Tr') && text === 'Traceback (most recent call last):') ||
	(text.startsWith('  ') && (syntaxErrorPlace.test(text) || exceptionGroup.test(text)));

/** Follows a Python traceback: its calls, its last line, and what is chained to it. */
export const tracebackFollower = (): Follower => {
	let phase: Phase = 'calls';
	return {
		ask: text => {
			switch (phase) {
				case 'calls':
					return raises(text) || /^[\t ]/.test(text) ? 'own' : 'foreign';
				case 'ended':
					if (chains.test(text)) {
						return 'own';
					}
					// The message can have more lines; what tells them from others is their indent, or that they are empty.
					return /^(?:[\t ]|$)/.test(text) && !opensTraceback(text) ? 'perhaps' : 'over';
				case 'chained':
					return opensTraceback(text) || text === '' ? 'own' : 'over';
			}
		},
		take: text => {
			phase = phaseAfter(phase, text);
		},
	};
};

type Phase = 'calls' | 'ended' | 'chained';

const phaseAfter = (phase: Phase, text: string): Phase => {
	switch (phase) {
		case 'calls':
			return raises(text) ? 'ended' : 'calls';
		case 'ended':
			return chains.test(text) ? 'chained' : 'ended';
		case 'chained':
			return opensTraceback(text) ? 'calls' : 'chained';
	}
};

const raises = (text: string): boolean => exceptionLine.test(text) || endOfGroup.test(text);

/** What was raised, where: the last line of a traceback in its parts. */
export type Raised = {readonly exception: string; readonly text: string; readonly place?: string};

/** The exception that a traceback ends with, and the innermost call: `hello.py:24`. */
export const raisedIn = (lines: readonly string[]): Raised | undefined => {
	const last = lines.findLast(line => exceptionLine.test(line));
	if (last === undefined) {
		return undefined;
	}
	const [exception = '', ...rest] = last.split(':');
	const text = rest.join(':').trim();
	const [, file, line] = lines.map(one => call.exec(one)).findLast(found => found !== null) ?? [];
	return {exception, text, ...(file === undefined ? {} : {place: `${nameOf(file)}:${line}`})};
};

/**
 * The calls by their files and functions, what was raised by its class, and how one traceback led to the next: no line
 * numbers, folders, messages or lines of the source. A group ends with its last exception.
 */
export const tracebackClues = (): ClueReader => {
	let isEnded = false;
	let isGroup = false;
	return text => {
		if (isEnded) {
			isEnded = !chains.test(text);
			return isEnded ? {} : {trait: text};
		}
		if (sourceLine.test(text)) {
			return {};
		}
		const [, file, line, name = ''] = call.exec(text) ?? [];
		if (file !== undefined) {
			const trait = `${nameOf(file)} ${name}`;
			return isGroup ? {trait} : {trait, where: `${nameOf(file)}:${line}`};
		}
		if (exceptionLine.test(text)) {
			isEnded = true;
			return {trait: classOf(text), what: textOf(text), isEnough: true};
		}
		const [, raised] = groupedException.exec(text) ?? [];
		if (raised !== undefined) {
			const clue = isGroup ? {trait: classOf(raised)} : {trait: classOf(raised), what: textOf(raised)};
			isGroup = true;
			return clue;
		}
		return endOfGroup.test(text) ? {isEnough: true} : {};
	};
};

const nameOf = (file: string): string => file.replace(/^.*\//, '');

/** Without its module, which uWSGI makes of the path of a `wsgi-file`. */
const classOf = (raised: string): string => raised.replace(/:.*/, '').replace(/^.*\./, '');

const textOf = (raised: string): string => raised.trimEnd().replace(/:$/, '');

const call = /^\s*(?:\| *)*File "(.+?)", line (\d+)(?:, in (.+))?/;

const syntaxErrorPlace = /^ {2}File ".+", line \d+$/;

const exceptionGroup = /^ +\+ Exception Group Traceback \(most recent call last\):$/;

const endOfGroup = /^ +\+-{20,}$/;

/** Any class can be raised: a name, with dots, perhaps a message. */
const exceptionLine = /^[A-Za-z_]\w*(?:\.\w+)*(?:: .*|:)?$/;

/** Indented further than a call, and no line of a group. */
const sourceLine = /^ {4} *[^ |+]/;

/** The calls of a group, and the lines of their sources, are indented further. */
const groupedException = /^ +\| ([A-Za-z_]\w*(?:\.\w+)*(?:: .*|:)?)$/;

const chains =
	/^(?:During handling of the above exception, another exception occurred|The above exception was the direct cause of the following exception):$/;
