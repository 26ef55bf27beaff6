import {type Grammar, type GrammarOption, optionsOf, quoted, type Taken} from './grammar.js';

/**
 * For bash 4 and later. bash gives words cut at `:` and `=`, and takes what replaces the last piece: here they are put
 * together again, and what stood before the last cut is left out of the answers. Nothing that was typed is ever run.
 */
export const bashScript = (
	grammar: Grammar,
): string => `# bash completion for emperor. In ~/.bashrc: eval "$(emperor completion bash)"

# What a word means, without its quotes.
_emperor_plain() {
	local quote= char i
	plain=
	for ((i = 0; i < \${#1}; i++)); do
		char=\${1:i:1}
		case $quote$char in
		\\\\ | '"\\') ((i++)); char=\${1:i:1}; plain+=$char ;;
		\\' | \\") quote=$char ;;
		"''" | '""') quote= ;;
		*) plain+=$char ;;
		esac
	done
}

# Those of the words given that go on with what was typed.
_emperor_among() {
	local word
	for word; do
		[[ $word == "$plain"* ]] && COMPREPLY+=("$front\${word:cut}")
	done
}

# The names of the vassals of the emperor that runs, quoted as what was typed begins.
_emperor_vassals() {
	local name
	while IFS= read -r name; do
		[[ $name == "$plain"* && $name != -* ]] || continue
		name=\${name:cut}
		case $current in
		\\"*) name=$(sed 's/[\\\\"$\`]/\\\\&/g' <<<"$name") ;;
		\\'*) name=$(sed "s/'/'\\\\\\\\''/g" <<<"$name") ;;
		*) printf -v name %q "$name" ;;
		esac
		COMPREPLY+=("$name")
	done < <(command emperor status --format names \${socket:+--socket "$socket"} 2>/dev/null)
}

_emperor() {
	local words=() rest=\${COMP_LINE:0:COMP_POINT} word plain front= cut=0 i
	for ((i = 0; i <= COMP_CWORD; i++)); do
		word=\${COMP_WORDS[i]}
		if [[ $i -eq 0 || $rest == [[:space:]]* ]]; then
			rest=\${rest#"\${rest%%[![:space:]]*}"}
			words+=('')
		fi
		[[ $rest == "$word"* ]] || word=$rest
		words[\${#words[@]} - 1]+=$word
		rest=\${rest#"$word"}
	done

	local last=$((\${#words[@]} - 1)) command= option= socket= ended=
	for ((i = 1; i < last; i++)); do
		word=\${words[i]}
		case $ended$word in
		--socket=*) socket=\${word#*=} ;;
		${valued(grammar)}) option=$word; ((i++)); [[ $word == --socket ]] && socket=\${words[i]} ;;
		--) ended=1 ;;
		-*) ;;
		*) [[ $command ]] || command=$word ;;
		esac
	done
	# Its value is what is being typed.
	((i > last)) || option=
	_emperor_plain "$socket"
	socket=\${plain/#'~/'/$HOME/}

	local current=\${words[last]}
	if [[ -z $option && -z $ended && $current == --*=* ]]; then
		option=\${current%%=*} current=\${current#*=}
		[[ $COMP_WORDBREAKS == *=* ]] || front=$option=
	fi
	_emperor_plain "$current"
	if [[ $current == *[:=]* && $current != *[\\'\\"\\\\]* && $COMP_WORDBREAKS == *:* ]]; then
		cut=\${current%[:=]*}
		cut=$((\${#cut} + 1))
	fi

	COMPREPLY=()
	if [[ $option ]]; then
		case $option in
${valueCases(grammar)}
		esac
		return
	fi
	case $command in
${grammar.commands.map(({name, takes}) => commandCase(grammar, name, `${name})`, takes)).join('\n')}
	'') if [[ -z $ended && $current == -* ]]; then _emperor_among ${optionWords(optionsOf(grammar, 'rule'))}
		else [[ $ended ]] || _emperor_among ${grammar.commands.map(({name}) => name).join(' ')}
			compopt -o default 2>/dev/null
		fi ;;
${commandCase(grammar, 'rule', '*)', {kind: 'files'})}
	esac
}

complete -F _emperor emperor
`;

/** Options whose value may be the next word. */
const valued = ({options}: Grammar): string =>
	options.flatMap(({names, value}) => (value === undefined ? [] : names)).join(' | ');

const valueCases = ({options}: Grammar): string =>
	options
		.flatMap(({names, value}) =>
			value === undefined || value.is.kind === 'anything'
				? []
				: [`\t\t${names.join(' | ')}) ${complete(value.is)} ;;`],
		)
		.join('\n');

const commandCase = (grammar: Grammar, command: string, pattern: string, takes: Taken): string =>
	[
		`	${pattern} if [[ -z $ended && $current == -* ]]; then _emperor_among ${optionWords(optionsOf(grammar, command))}`,
		`		else ${complete(takes)}`,
		'		fi ;;',
	].join('\n');

const optionWords = (options: readonly GrammarOption[]): string =>
	options.map(({names: [name]}) => name).join(' ');

/** What fills COMPREPLY, or has readline do it. */
const complete = (taken: Taken): string => {
	switch (taken.kind) {
		case 'words':
			return `_emperor_among ${taken.words.map(quoted).join(' ')}`;
		case 'vassals':
			return '_emperor_vassals';
		case 'files':
		case 'programs':
			return 'compopt -o default 2>/dev/null';
		case 'folders':
			return 'compopt -o dirnames 2>/dev/null';
		case 'users':
			return '_emperor_among $(compgen -u)';
		case 'groups':
			return '_emperor_among $(compgen -g)';
		default:
			return ':';
	}
};
