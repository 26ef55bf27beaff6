import {type Command, commands} from './commands.js';
import {type Option, options} from './options.js';

const groups: Readonly<Record<Option['group'], string>> = {
	emperor: 'The emperor, as uwsgi --emperor spells it',
	vassals: 'Every vassal',
	screen: 'The screen',
	commands: 'Of commands',
};

/** What `emperor --help` prints. */
export const helpText = (): string =>
	[
		"emperor '*.ini'            run a vassal for each config file, and watch them",
		'emperor /etc/uwsgi/vassals the same for the files in a folder',
		'emperor demo               five small vassals to play with; needs no uWSGI',
		'',
		'emperor [options] PATTERN…',
		'',
		'PATTERN is what uwsgi --emperor takes: a quoted glob, a folder, dir://, glob://, or plain files.',
		"Without a terminal, under CI or with --no-tui it prints plain lines, the vassal's name in front.",
		'',
		'Commands:',
		...commands.map(describeCommand),
		...Object.entries(groups).flatMap(([group, title]) => [
			'',
			`${title}:`,
			...options.filter(option => option.group === group).map(describeOption),
		]),
		'',
		'  -h, --help, --version',
		'',
		'Exit code: 0 all stopped as asked · 1 failed · 2 wrong usage · 3 check found errors · 128+n ended by signal n.',
		'',
	].join('\n');

const describeCommand = ({name, takes, help}: Command): string =>
	`  ${takes === undefined ? name : `${name} ${takes}`}`.padEnd(column) + help;

const describeOption = ({name, short, value, help, isRepeatable}: Option): string => {
	const spelled = `  ${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
	const note = isRepeatable === true ? `${help}; repeatable` : help;
	return spelled.length < column
		? `${spelled.padEnd(column)}${note}`
		: `${spelled}\n${' '.repeat(column)}${note}`;
};

const column = 32;
