/** What may stand on the command line, as a shell has to know it to complete it. */
export type Grammar = {
	readonly commands: readonly {readonly name: string; readonly help: string; readonly takes: Taken}[];
	readonly options: readonly GrammarOption[];
};

export type GrammarOption = {
	/** `--follow`; first the long name, then the short one if it has one. */
	readonly names: readonly [string, ...string[]];
	readonly help: string;
	/** What its value is called, and what that can be; absent for a switch. */
	readonly value?: {readonly name: string; readonly is: Taken};
	readonly isRepeatable: boolean;
	/** The commands that take it; `rule` stands for none. */
	readonly commands: readonly string[];
};

/** What can stand in a place: one of a few words, or something that a shell knows where to look for. */
export type Taken =
	| {readonly kind: 'words'; readonly words: readonly string[]}
	| {
			readonly kind:
				| 'vassals'
				| 'files'
				| 'folders'
				| 'programs'
				| 'users'
				| 'groups'
				| 'anything'
				| 'nothing';
	  };

/** The options of one command, or of several: those that any of them takes. */
export const optionsOf = ({options}: Grammar, ...commands: readonly string[]): readonly GrammarOption[] =>
	options.filter(option => option.commands.some(command => commands.includes(command)));

/** In single quotes, for any shell but fish. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
