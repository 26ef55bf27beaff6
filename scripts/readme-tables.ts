import {fileURLToPath} from 'node:url';
import {type Command, commands} from '../source/command-line/commands.js';
import {type Option, options, ruling} from '../source/command-line/options.js';
import {type Binding, bindings} from '../source/ui/keys.js';

/** The README with its tables of commands, options and keys as the program has them. */
export const withTables = (readme: string): string =>
	insert(insert(insert(readme, 'commands', commandTable()), 'options', optionTable()), 'keys', keyTable());

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
				`| ${code(['emperor', name, ...(takes === undefined ? [] : [takes])].join(' '))} | ${help} |`,
		),
	].join('\n');

/** In a cell of a table, where a bar would end it. */
const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;

/** What an emperor that rules takes, and where else one is taken. */
const optionTable = (): string =>
	[
		'| option | does |',
		'|---|---|',
		...options.map(({name, short, value, help, takenBy = ruling}: Option) => {
			const names = [...(short === undefined ? [] : [`-${short}`]), `--${name}`].map(spelled =>
				value === undefined ? spelled : `${spelled} ${value}`,
			);
			const takers = takenBy.includes('rule') ? '' : ` (${takenBy.join(', ')})`;
			return `| ${names.map(code).join(' ')} | ${help}${takers} |`;
		}),
	].join('\n');

type KeyRow = {readonly keys: readonly string[]; readonly help: string; readonly layouts: readonly string[]};

/** One for each thing that keys do: with all layouts in which the same keys do it. */
export const keyRows = (): readonly KeyRow[] => {
	const rows = new Map<string, KeyRow>();
	for (const {keys, help, layouts = ['everywhere']} of bindings) {
		const what = `${keys.join(' ')} ${help}`;
		const known = rows.get(what)?.layouts ?? [];
		rows.set(what, {help, keys: spell(keys), layouts: [...new Set([...known, ...layouts])]});
	}
	return [...rows.values()];
};

const keyTable = (): string =>
	[
		'| keys | do | in |',
		'|---|---|---|',
		...keyRows().map(
			({keys, help, layouts}) =>
				`| ${keys
					.map(key => `\`${key}\``)
					.join(' ')
					.replace('`1…9`', '`1`…`9`')} | ${help} | ${layouts.join(', ')} |`,
		),
	].join('\n');

const spell = (keys: Binding['keys']): string[] =>
	keys[0] === '1' ? ['1…9'] : keys.map(key => (key === 'escape' ? 'esc' : key));

export const readmeFile = fileURLToPath(new URL('../../README.md', import.meta.url));
