import {parse} from 'ini';
import type {Problem} from '../core/problem.js';
import {type ReadText, readConfigText} from './config-text.js';

/** Section → key → value, all text. Keys above the first section are in section `''`. */
export type Settings = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Reads the emperor's own settings, `$XDG_CONFIG_HOME/emperor/config.ini`: ordinary INI, not uWSGI's dialect.
 *
 * No file means no settings. Lines that fit no section or key are named one by one, and the rest counts.
 */
export const readSettings = async (
	path: string,
	readText: ReadText,
): Promise<{readonly settings: Settings; readonly problems: readonly Problem[]; readonly text?: string}> => {
	const content = await readConfigText(path, readText);
	if (!('text' in content)) {
		return content.isMissing
			? {settings: {}, problems: []}
			: {settings: {}, problems: [{what: content.what, where: {file: path}, remedy: content.remedy}]};
	}
	const text = content.text.replace(/^\uFEFF/, '');
	return {settings: sectionsOf(parse(text, {bracketedArray: false})), problems: strayLines(path, text), text};
};

/** A line of a section; `line` counts from 1. */
export type SettingLine = {readonly name: string; readonly value: string; readonly line: number};

/** The lines of a section as they stand there, for whom it matters where: also what stands there twice, and a `;` that is a value. */
export const settingLines = (text: string, wanted: string): readonly SettingLine[] => {
	let section = '';
	return text.split(/\r?\n/).flatMap((whole, index) => {
		const [, header] = /^\s*\[([^\]]+)\]\s*$/.exec(whole) ?? [];
		section = header ?? section;
		const [, name = '', value = ''] = /^\s*([^=\s;#][^=]*?)\s*=\s*(.*?)\s*$/.exec(whole) ?? [];
		return header !== undefined || section !== wanted || name === ''
			? []
			: [{name, value: withoutComment(value), line: index + 1}];
	});
};

const withoutComment = (value: string): string => {
	const [, quoted] = /^"(.*)"(?:\s+[;#].*)?$/.exec(value) ?? [];
	return quoted ?? value.replace(/(^|\s+)[;#]\s.*$/, '');
};

/** The package nests `[a.b]`; here it stays one section with a dot in its name. */
const sectionsOf = (values: Readonly<Record<string, unknown>>, section = ''): Settings => {
	const own: [string, string][] = [];
	let sections: Settings = {};
	for (const [key, value] of Object.entries(values)) {
		if (typeof value === 'object' && value !== null) {
			const inner = section === '' ? key : `${section}.${key}`;
			sections = {...sections, ...sectionsOf({...value}, inner)};
		} else {
			own.push([key, String(value)]);
		}
	}
	return own.length === 0 ? sections : {[section]: Object.fromEntries(own), ...sections};
};

const strayLines = (path: string, text: string): Problem[] =>
	text.split(/\r?\n/).flatMap((line, index) =>
		wellFormed.test(line)
			? []
			: [
					{
						what: `"${line.trim()}" is neither a [section] nor a key = value`,
						where: {file: path, line: index + 1},
						remedy: 'Mend it, or put a ; in front',
					},
				],
	);

const wellFormed = /^\s*(?:$|[;#]|\[[^\]]+\]\s*$|[^=\s][^=]*=)/;
