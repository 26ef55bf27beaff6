import type {Grammar, GrammarOption, Taken} from './grammar.js';

/** fish quotes what it completes by itself, and offers files wherever it is not told otherwise. */
export const fishScript = (
	grammar: Grammar,
): string => `# fish completion for emperor. In ~/.config/fish/config.fish: emperor completion fish | source

# The first word that is neither an option nor the value of one; the socket that was given.
function __emperor_read --no-scope-shadowing
	set command
	set socket
	set -l words (commandline -opc)
	set -l at 2
	while test $at -le (count $words)
		set -l word $words[$at]
		switch $word
			case '--socket=*'
				set socket $word
			case ${valued(grammar)}
				set at (math $at + 1)
				test $word = --socket; and set socket --socket $words[$at]
			case --
				set at (count $words)
			case '-*'
			case '*'
				test -n "$command"; or set command $word
		end
		set at (math $at + 1)
	end
end

function __emperor_is_first
	set -l command
	set -l socket
	__emperor_read
	test -z "$command"
end

# Whether the command is among those given; rule stands for none.
function __emperor_takes
	set -l command
	set -l socket
	__emperor_read
	contains -- "$command" ${grammar.commands.map(({name}) => name).join(' ')}; or set command rule
	contains -- $command $argv
end

# The names of the vassals of the emperor that runs.
function __emperor_vassals
	set -l command
	set -l socket
	__emperor_read
	command emperor status --format names $socket 2>/dev/null | string match -v -- '-*'
end

complete -c emperor -e
${grammar.commands.map(({name, help}) => `complete -c emperor -n __emperor_is_first -a ${name} -d ${quoted(help)}`).join('\n')}
${grammar.commands.flatMap(operand).join('\n')}
${grammar.options.map(optionLine).join('\n')}
`;

const valued = ({options}: Grammar): string =>
	options.flatMap(({names, value}) => (value === undefined ? [] : names)).join(' ');

const operand = ({name, takes}: Grammar['commands'][number]): readonly string[] =>
	takes.kind === 'files' ? [] : [`complete -c emperor -n '__emperor_takes ${name}' -f${words(takes)}`];

function optionLine({names, help, value, commands}: GrammarOption): string {
	const spelled = names.map(name =>
		name.startsWith('--') ? ` -l ${name.slice(2)}` : ` -s ${name.slice(1)}`,
	);
	const filling = value === undefined ? '' : value.is.kind === 'files' ? ' -r -F' : ` -x${words(value.is)}`;
	return `complete -c emperor -n '__emperor_takes ${commands.join(' ')}'${spelled.join('')}${filling} -d ${quoted(help)}`;
}

const words = (taken: Taken): string => {
	switch (taken.kind) {
		case 'words':
			return ` -a ${quoted(taken.words.join(' '))}`;
		case 'vassals':
			return " -a '(__emperor_vassals)'";
		case 'folders':
			return " -a '(__fish_complete_directories)'";
		case 'programs':
			return " -a '(__fish_complete_command)'";
		case 'users':
			return " -a '(__fish_complete_users)'";
		case 'groups':
			return " -a '(__fish_complete_groups)'";
		default:
			return '';
	}
};

/** In fish a backslash means itself in single quotes but before another one, or a quote. */
const quoted = (text: string): string => `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
