import type {Problem} from '../core/problem.js';
import type {Ini, IniSection} from './parse-ini.js';

/**
 * Why uWSGI finds no section of that name in an INI file; `undefined` when it does.
 *
 * A near miss (`[uwsgi`, `[uwsgi] ; x`, `[UWSGI]`, a byte order mark) is named with its line: uWSGI itself only says "Can't find section".
 */
export const missingSection = (file: string, ini: Ini, section = 'uwsgi'): Problem | undefined => {
	if (ini.sections.some(({name}) => name === section)) {
		return undefined;
	}
	return (
		sectionBehindByteOrderMark(file, ini) ??
		nearMiss(file, ini, section) ?? {
			kind: 'not-a-vassal',
			what: `no [${section}] section, so this is not a vassal`,
			where: {file},
			remedy: `Write [${section}] above its options, or keep the file out of the emperor's pattern`,
		}
	);
};

/** The section line that a byte order mark turns into an ordinary key. The file may still have another one further down. */
export const sectionBehindByteOrderMark = (file: string, {entries}: Ini): Problem | undefined => {
	const [first] = entries;
	return first?.key.startsWith('\uFEFF[')
		? {
				what: `a byte order mark hides the section line ${first.key.slice(1)} from uWSGI`,
				where: {file, line: first.line},
				remedy: 'Save the file as UTF-8 without byte order mark',
			}
		: undefined;
};

/** A section line that was probably meant to be `[section]`, and is not: what stands below it is lost to uWSGI. */
export const nearMiss = (file: string, {sections}: Ini, section: string): Problem | undefined => {
	const near = sections.find(({name, text}) => name !== section && bareName(text) === section);
	return near && misread(file, near, section);
};

/** A section line that is not closed: uWSGI takes its last letter for the bracket, and another section for this one. */
export const unclosed = (file: string, {sections}: Ini): Problem | undefined => {
	const open = sections.find(({text}) => !text.includes(']'));
	return open && misread(file, open, bareName(open.text));
};

const misread = (file: string, line: IniSection, meant: string): Problem => ({
	what: `the section line is "${line.text}", which uWSGI reads as section "${line.name}"`,
	where: {file, line: line.line},
	remedy: `${correctionOf(line)}: [${meant}]`,
});

/** What was probably meant: without brackets, spaces, comment and capitals. */
const bareName = (text: string): string =>
	text
		.replace(/[;#].*$/, '')
		.replace(/[[\]\s]/g, '')
		.toLowerCase();

const correctionOf = ({text}: IniSection): string => {
	if (!text.includes(']')) {
		return 'Close the bracket';
	}
	return text.endsWith(']') ? 'Write it exactly so' : 'Put nothing after the bracket';
};
