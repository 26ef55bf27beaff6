import type {Problem} from '../core/problem.js';
import {type MagicFile, type MagicVariables, substituteMagic} from './magic-variables.js';
import {missingSection, nearMiss, sectionBehindByteOrderMark, unclosed} from './missing-section.js';
import type {Option} from './option.js';
import {parseIni} from './parse-ini.js';
import {parseJson} from './parse-json.js';

/** What one file gives, before placeholders; `refusal` when it has not got the section it is read for. */
export type Entries = {
	readonly options: readonly Option[];
	readonly problems: readonly Problem[];
	readonly refusal?: Problem;
};

/** The options in a file's section, `[uwsgi]` unless it was asked for another. JSON by its ending, otherwise INI. */
export const readEntries = (
	{path, section: asked}: MagicFile,
	text: string,
	magicOf: () => MagicVariables,
): Entries => {
	const section = asked || 'uwsgi';
	const lines = substituteMagic(text, magicOf);
	if (isJson(path)) {
		const json = parseJson(lines.map(line => line.text).join('\n'), section);
		return 'what' in json
			? refused({...json, where: {file: path}})
			: {options: json.entries.map(entry => ({...entry, file: path})), problems: []};
	}
	const ini = parseIni(lines);
	const missing = missingSection(path, ini, section);
	if (missing !== undefined) {
		return refused(missing);
	}
	const lost = [sectionBehindByteOrderMark(path, ini), nearMiss(path, ini, section) ?? unclosed(path, ini)];
	return {
		options: ini.entries
			.filter(entry => entry.section === section)
			.map(({key, value, line}) => ({key, value, file: path, line})),
		problems: lost.filter(problem => problem !== undefined),
	};
};

export const isJson = (path: string): boolean => /\.js(?:on)?$/.test(path);

/** What uWSGI reads and we do not, but for the sentence that it is not there. */
export const isForeign = (path: string): boolean => /\.(?:xml|ya?ml)$/.test(path);

const refused = (refusal: Problem): Entries => ({options: [], problems: [], refusal});
