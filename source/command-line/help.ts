import {type Command, type CommandName, commands} from './commands.js';
import {type Option, options, ruling} from './options.js';

export const groupTitles: Readonly<Record<Option['group'], string>> = {
	emperor: 'The emperor, as uwsgi --emperor spells it',
	vassals: 'Every vassal',
	screen: 'The screen',
	commands: 'Of commands',
};

/** What `emperor --help` prints, or with a command in front. */
export const helpText = (of?: CommandName): string => {
	const command: Command | undefined = commands.find(({name}) => name === of);
	return `${(command === undefined ? wholeHelp() : commandHelp(command)).join('\n')}\n`;
};

const wholeHelp = (): readonly string[] => [
	"emperor '*.ini'            run a vassal for each config file, and watch them",
	'emperor /etc/uwsgi/vassals the same for the files in a folder',
	'emperor demo               five small vassals to play with; needs no uWSGI',
	'',
	'emperor [options] PATTERN…',
	'',
	'PATTERN is what uwsgi --emperor takes: a quoted glob, a folder, dir://, glob://, or plain files.',
	'A folder that is called as a command is ./logs, say.',
	"Without a terminal, under CI or with --no-tui it prints plain lines, the vassal's name in front.",
	'',
	'Commands:',
	...commands.map(describeCommand),
	...Object.entries(groupTitles).flatMap(([group, title]) => [
		'',
		`${title}:`,
		...options.filter(option => option.group === group).map(describeOption),
	]),
	'',
	'  -h, --help, --version    emperor COMMAND --help says what one command takes',
	'',
	'Exit code: 0 all stopped as asked · 1 failed · 2 wrong usage · 3 check found errors · 128+n ended by signal n.',
];

const commandHelp = (command: Command): readonly string[] => {
	const own = options.filter(({takenBy = ruling}: Option) => takenBy.some(taker => taker === command.name));
	return [
		`emperor ${spelled(command)}${own.length === 0 ? '' : ' [options]'}`,
		'',
		`  ${command.help}`,
		...(command.more ?? []).map(line => `  ${line}`),
		...(own.length === 0 ? [] : ['', 'Options:', ...own.map(describeOption)]),
	];
};

const spelled = ({name, takes}: Command): string => (takes === undefined ? name : `${name} ${takes}`);

const describeCommand = (command: Command): string => `  ${spelled(command)}`.padEnd(column) + command.help;

const describeOption = (option: Option): string => {
	const {name, short, value, help, isRepeatable} = option;
	const spelled = `  ${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
	const note = isRepeatable === true ? `${help}; repeatable` : help;
	return spelled.length < column
		? `${spelled.padEnd(column)}${note}`
		: `${spelled}\n${' '.repeat(column)}${note}`;
};

const column = 32;
