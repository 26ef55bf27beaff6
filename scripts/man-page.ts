import {fileURLToPath} from 'node:url';
import {type Command, commands} from '../source/command-line/commands.js';
import {groupTitles} from '../source/command-line/help.js';
import {type Option, options, ruling} from '../source/command-line/options.js';
import {keyRows} from './readme-tables.js';

/** `emperor(1)` in mdoc(7), from the tables of commands, options and keys. `date` is the day of its last change: November 24, 2026. */
export const manPage = (date: string): string =>
	[
		'.\\" Made from the tables by npm run keys. Edits here are lost.',
		`.Dd ${date}`,
		'.Dt EMPEROR 1',
		'.Os',
		'.Sh NAME',
		'.Nm emperor',
		".Nd uWSGI's Emperor mode, as something to watch",
		'.Sh SYNOPSIS',
		'.Nm',
		'.Op Ar options',
		'.Ar PATTERN ...',
		...commands.flatMap(({name, takes}: Command) => [
			'.Nm',
			`.Cm ${name}`,
			...(ownOptions(name).length === 0 ? [] : ['.Op Ar options']),
			...(takes === undefined ? [] : [operand(takes)]),
		]),
		'.Sh DESCRIPTION',
		'.Nm',
		...text('runs one uWSGI instance, a vassal, for each config file that a'),
		'.Ar PATTERN',
		...text(
			'means: a quoted glob, a folder, dir://, glob://, or plain files. A folder that is called as a command is written ./logs, say. It restarts what dies, reloads what changes and stops what is gone.',
			'In a terminal each vassal has a panel with its state and its log; without one, under CI, or with',
			'.Fl -no-tui ,',
			"its lines are printed with the vassal's name in front.",
		),
		'.Sh COMMANDS',
		'.Bl -tag -width Ds',
		...commands.flatMap(({name, takes, help, more = []}: Command) => [
			`.It Cm ${name}${takes === undefined ? '' : ` ${operand(takes).slice(1)}`}`,
			...text(sentence(help), ...more.filter(isProse)),
			...more.filter(line => !isProse(line)).flatMap(line => [`.Dl ${roff(line)}`]),
		]),
		'.El',
		'.Sh OPTIONS',
		...Object.entries(groupTitles).flatMap(([group, title]) => [
			`.Ss ${roff(title)}`,
			'.Bl -tag -width Ds',
			...options.filter(option => option.group === group).flatMap(describeOption),
			'.El',
		]),
		'.Ss Everywhere',
		'.Bl -tag -width Ds',
		'.It Fl h , Fl -help',
		...text('What there is to write; after a command, what that takes.'),
		'.It Fl -version',
		...text('The version.'),
		'.El',
		'.Sh KEYS',
		'.Bl -tag -width "shift+tab" -compact',
		...keyRows().flatMap(({keys, help, layouts}) => [
			`.It Li ${keys.map(key => `"\\&${roff(key)}"`).join(' , ')}`,
			...text(layouts.includes('everywhere') ? help : `${help} (${layouts.join(', ')})`),
		]),
		'.El',
		'.Sh ENVIRONMENT',
		...list({
			XDG_CONFIG_HOME: 'Where emperor/config.ini is, instead of ~/.config.',
			XDG_CACHE_HOME: 'Where emperor/ is, instead of ~/.cache.',
			XDG_RUNTIME_DIR: 'Where the control sockets are; without it a folder of the user in the temp dir.',
			'VISUAL, EDITOR, PAGER': 'What the keys o and O open.',
			NO_COLOR: 'No colours, unless --color=always.',
			CI: 'Plain lines instead of panels.',
			UWSGI_VASSAL_X: 'Becomes UWSGI_X for the vassals.',
		}),
		'.Sh FILES',
		'.Bl -tag -width Ds',
		'.It Pa ~/.config/emperor/config.ini',
		...text('Defaults for options by their long names, in the section [emperor].'),
		'.It Pa ~/.cache/emperor/',
		...text(
			'The program as Node 22.1 or later compiled it; may be removed. NODE_DISABLE_COMPILE_CACHE=1 keeps nothing.',
		),
		'.It Pa $XDG_RUNTIME_DIR/emperor/PID.sock',
		...text("The control socket: HTTP and JSON, for the emperor's own user."),
		'.El',
		'.Sh EXIT STATUS',
		...list({
			'0': 'All stopped as asked; the command was done.',
			'1': 'Failed at run time.',
			'2': 'Wrong usage.',
			'3': 'Nothing matched, or check found errors.',
			'128+n': 'Ended by signal n: 130, 143.',
		}),
		'.Sh SIGNALS',
		...list({
			'SIGINT, SIGTERM, SIGQUIT': 'Stop all vassals and end; a second one does not wait.',
			SIGHUP: 'Reload all vassals.',
			SIGURG: 'Clear all throttle records.',
			SIGUSR1: 'Write the state of each vassal to the log.',
			SIGWINCH: 'Look at the config files now.',
		}),
		'.Sh EXAMPLES',
		...["emperor '*.ini'", 'emperor /etc/uwsgi/vassals', 'emperor reload shop.ini --wait || exit 1'].map(
			line => `.Dl ${roff(line)}`,
		),
		'.Sh SEE ALSO',
		'.Xr tmux 1 ,',
		'.Xr uwsgi 1',
		'',
	].join('\n');

/** The page, with the date of `old` where nothing but that would differ, else of today. */
export const dated = (old: string): string => {
	const [, date = ''] = /^\.Dd (.*)$/m.exec(old) ?? [];
	const today = new Date().toLocaleDateString('en-US', {month: 'long', day: 'numeric', year: 'numeric'});
	return manPage(date) === old ? old : manPage(today);
};

export const manFile = fileURLToPath(new URL('../../man/emperor.1', import.meta.url));

const ownOptions = (command: string): readonly Option[] =>
	options.filter(({takenBy = ruling}: Option) => takenBy.some(taker => taker === command));

/** `[NAME…]`, `NAME…`, `bash|zsh|fish`. */
const operand = (takes: string): string => {
	const name = takes.replaceAll(/[[\]…]/g, '');
	return `${takes.startsWith('[') ? '.Op Ar' : '.Ar'} ${name}${takes.includes('…') ? ' ...' : ''}`;
};

const describeOption = ({
	name,
	aliases = [],
	short,
	value,
	help,
	isRepeatable,
	takenBy,
}: Option): string[] => {
	const argument = value === undefined ? '' : ` Ar ${roff(value)}`;
	const names = [...(short === undefined ? [] : [short]), `-${name}`, ...aliases.map(alias => `-${alias}`)];
	const commandsOnly = takenBy?.filter(taker => taker !== 'rule' && taker !== 'demo') ?? [];
	const isForRule = takenBy === undefined || takenBy.includes('rule');
	return [
		`.It ${names.map(spelled => `Fl ${spelled}${argument}`).join(' , ')}`,
		...text(
			`${sentence(help)}${isRepeatable === true ? ' Repeatable.' : ''}`,
			...(commandsOnly.length === 0 || (isForRule && commandsOnly.length === 1)
				? []
				: [`${isForRule ? 'Also of' : 'Of'} ${commandsOnly.join(', ')}.`]),
		),
	];
};

const sentence = (help: string): string => `${help.charAt(0).toUpperCase()}${help.slice(1)}.`;

/** What ends like a sentence can be filled up; the rest is a line to be typed. */
const isProse = (line: string): boolean => line.endsWith('.');

/** A line for each sentence, and no long ones; a macro stays as it is. */
const text = (...pieces: readonly string[]): string[] =>
	pieces.flatMap(piece =>
		/^\.[A-Z]/.test(piece) ? [piece] : piece.split(/(?<=\.) /).flatMap(words => wrap(roff(words))),
	);

const wrap = (words: string): string[] =>
	(words.match(/\S.{0,70}(?= |$)|\S+/g) ?? []).map(line => line.replace(/^\./, '\\&.'));

const list = (entries: Readonly<Record<string, string>>): string[] => [
	'.Bl -tag -width Ds',
	...Object.entries(entries).flatMap(([term, meaning]) => [`.It ${roff(term)}`, ...text(meaning)]),
	'.El',
];

/** Text in which roff sees nothing to do, whatever the locale. */
const roff = (words: string): string =>
	words
		.replaceAll('\\', '\\e')
		.replaceAll(/['`^~"]/g, sign => signs[sign] ?? sign)
		.replaceAll(
			/[^\x20-\x7e]/gu,
			sign => `\\[u${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
		);

const signs: Readonly<Record<string, string>> = {
	"'": '\\(aq',
	'`': '\\(ga',
	'^': '\\(ha',
	'~': '\\(ti',
	'"': '\\(dq',
};
