import {type Grammar, type GrammarOption, optionsOf, quoted, type Taken} from './grammar.js';

/** To be put into a folder of `$fpath` as `_emperor`, or sourced after compinit. */
export const zshScript = (grammar: Grammar): string => `#compdef emperor
# zsh completion for emperor. In ~/.zshrc, after compinit: source <(emperor completion zsh)
# Or as a file _emperor in a folder of $fpath.

# The names of the vassals of the emperor that runs.
_emperor_vassals() {
	local -a names expl
	names=(\${(f)"$(command emperor status --format names $socket 2>/dev/null)"})
	names=(\${names:#-*})
	_wanted vassals expl vassal compadd -a - names
}

_emperor() {
	local curcontext=$curcontext state
	local -a line commands socket expl
	local -i at
	typeset -A opt_args
	# Said before or after the command, here are all the words.
	for ((at = 2; at < CURRENT; at++)); do
		case $words[at] in
		--socket) socket=(--socket "\${(Q)words[at + 1]/#'~/'/$HOME/}") ;;
		--socket=*) socket=("\${(Q)words[at]}") ;;
		--) break ;;
		esac
	done
	_arguments -C \\
${specs(optionsOf(grammar, 'rule'))}
		'1: :->first' '*:: :->rest' && return
	case $state in
	first)
		commands=(
${grammar.commands.map(({name, help}) => `\t\t\t${quoted(`${name}:${help}`)}`).join('\n')}
		)
		_alternative 'commands: :{_describe -t commands command commands}' 'files:PATTERN:_files'
		;;
	rest)
		case $line[1] in
${grammar.commands
	.map(
		({name, takes}) => `\t\t${name}) _arguments \\\n${specs(optionsOf(grammar, name))}\n${operand(takes)} ;;`,
	)
	.join('\n')}
		*) _arguments \\
${specs(optionsOf(grammar, 'rule'))}
			'*:PATTERN:_files' ;;
		esac
		;;
	esac
}

if [[ $funcstack[1] == _emperor ]]; then
	_emperor "$@"
else
	compdef _emperor emperor
fi
`;

const specs = (options: readonly GrammarOption[]): string => options.flatMap(specsOf).join('\n');

/** One for each of its names, which exclude each other. */
const specsOf = ({names, help, value, isRepeatable}: GrammarOption): readonly string[] =>
	names.map(name => {
		const front = isRepeatable ? '*' : names.length > 1 ? `(${names.join(' ')})` : '';
		const joint = value === undefined ? '' : name.startsWith('--') ? '=' : '+';
		const filling = value === undefined ? '' : `:${escaped(value.name)}:${action(value.is)}`;
		return `\t\t${quoted(`${front}${name}${joint}[${escaped(help)}]${filling}`)} \\`;
	});

const operand = (taken: Taken): string =>
	`\t\t\t${taken.kind === 'nothing' ? '' : quoted(`${taken.kind === 'words' ? '1' : '*'}: :${action(taken)}`)}`;

const escaped = (text: string): string => text.replaceAll(/[\\[\]:]/g, '\\$&');

/** In the words of _arguments. */
const action = (taken: Taken): string => {
	switch (taken.kind) {
		case 'words':
			return `(${taken.words.join(' ')})`;
		case 'vassals':
			return '_emperor_vassals';
		case 'files':
			return '_files';
		case 'folders':
			return '_files -/';
		case 'programs':
			return '_command_names -e';
		case 'users':
			return '_users';
		case 'groups':
			return '_groups';
		default:
			return ' ';
	}
};
