import {readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {type Command, commands} from '../source/commands.js';
import {type Binding, bindings} from '../source/ui/keys.js';

/** The README with its tables of commands and keys as `source/commands.ts` and `source/ui/keys.ts` have them. */
export const withTables = (readme: string): string =>
	insert(insert(readme, 'commands', commandTable()), 'keys', keyTable());

const insert = (readme: string, name: string, table: string): string => {
	const begin = `<!-- ${name} -->`;
	const before = readme.slice(0, readme.indexOf(begin) + begin.length);
	const after = readme.slice(readme.indexOf(`<!-- /${name} -->`));
	return `${before}\n${table}\n${after}`;
};

const commandTable = (): string =>
	[
		'| command | does |',
		'|---|---|',
		...commands.map(
			({name, takes, help}: Command) =>
				`| \`emperor ${name}${takes === undefined ? '' : ` ${takes}`}\` | ${help} |`,
		),
	].join('\n');

/** One row for each thing that keys do, with all keys that do it and the layouts they do it in. */
const keyTable = (): string => {
	const rows = new Map<string, {keys: string[]; layouts: string[]}>();
	for (const {keys, help, layouts = ['everywhere']} of bindings) {
		const row = rows.get(help) ?? {keys: [], layouts: []};
		rows.set(help, {keys: [...row.keys, ...spell(keys)], layouts: [...row.layouts, ...layouts]});
	}
	return [
		'| keys | do | in |',
		'|---|---|---|',
		...[...rows].map(
			([help, {keys, layouts}]) =>
				`| ${[...new Set(keys)].join(' ')} | ${help} | ${[...new Set(layouts)].join(', ')} |`,
		),
	].join('\n');
};

const spell = (keys: Binding['keys']): string[] =>
	keys[0] === '1' ? ['`1`…`9`'] : keys.map(key => `\`${key === 'escape' ? 'esc' : key}\``);

export const readmeFile = fileURLToPath(new URL('../../README.md', import.meta.url));

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	writeFileSync(readmeFile, withTables(readFileSync(readmeFile, 'utf8')));
}
