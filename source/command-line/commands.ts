/** One word that may stand in front, with what else it takes. The parser, `--help`, the manual and the README are made from this table. */
export type Command = {
	readonly name: string;
	/** What follows it, as the help spells it. */
	readonly takes?: string;
	readonly help: string;
	/** What else its own help and the manual say, a sentence each. */
	readonly more?: readonly string[];
};

const waiting =
	'With --wait it ends once that is done: 0, or 1 with the reason and the last lines on stderr.';

/** Without one of them, the arguments are patterns, and the emperor rules. */
export const commands = [
	{
		name: 'check',
		takes: 'PATTERN…',
		help: 'read the configs, print what is wrong with them, start nothing; needs no uWSGI',
		more: ['Ends with 3 where it found errors, or no configs; warnings alone are 0.'],
	},
	{
		name: 'demo',
		help: 'five small vassals to play with; needs no uWSGI',
		more: ['They live in a scratch folder, which goes with them.'],
	},
	{
		name: 'attach',
		takes: '[TARGET]',
		help: 'the panels of an emperor that runs: its socket, its pid, or ssh://host',
		more: [
			'TARGET is a control socket, a pid, or ssh://[user@]host[:port][/path of the socket].',
			'Without it, the only emperor of this user. q and ctrl+c detach: the emperor rules on.',
			'It waits for one that is restarted or killed, and goes on where it was.',
		],
	},
	{
		name: 'status',
		takes: '[NAME…]',
		help: 'how the vassals of an emperor that runs are',
		more: [
			'Without names, all of them.',
			'With --watch again every second; what is no terminal gets one after the other, with --json an object a line.',
		],
	},
	{
		name: 'logs',
		takes: '[NAME…]',
		help: 'what they have printed',
		more: [
			'Of several, each line has the name in front, and they stand in the order in which they came.',
			'With -f it goes on through restarts, and with vassals that come later, until the emperor ends.',
			'Exit code: 0; 1 where the emperor was killed, or a log could not be read; 3 for a NAME that nobody has.',
		],
	},
	{name: 'start', takes: 'NAME…', help: 'start them; a NAME may be a glob, in quotes', more: [waiting]},
	{name: 'stop', takes: 'NAME…', help: 'stop them, and keep them stopped', more: [waiting]},
	{
		name: 'reload',
		takes: 'NAME…',
		help: 'reload them gracefully',
		more: ['The pid and the sockets stay, so that no caller is refused.', waiting],
	},
	{name: 'restart', takes: 'NAME…', help: 'stop them, then start them', more: [waiting]},
	{name: 'kill', takes: 'NAME…', help: 'kill their process groups', more: [waiting]},
	{
		name: 'forgive',
		takes: 'NAME…',
		help: 'clear their throttle records, and start them now',
		more: [waiting],
	},
	{
		name: 'wait',
		takes: 'NAME…',
		help: 'until they are ready, or what --for says',
		more: ['Ends with 0 once all of them are, and with 1 when the time is over.'],
	},
	{
		name: 'untangle',
		takes: '[FILE]',
		help: "split the mixed log of uWSGI's own Emperor by vassal; needs no uWSGI",
		more: [
			'Without FILE it reads what is piped into it: tail -f emperor.log | emperor untangle.',
			'http.ini | was printed by it; http.ini ? probably was; ? alone: nobody knows.',
			'With --into DIR each vassal has a file there, byte for byte; a line that was guessed begins with ?.',
			'Exit code: 0; 1 where it cannot read or write; 3 where no vassal is in the log.',
		],
	},
	{
		name: 'info',
		help: 'versions, paths, emperors that run, and what was found on this machine',
		more: ['Of what is missing it says what is lost, and how to get it. Starts nothing; ends with 0.'],
	},
	{
		name: 'completion',
		takes: 'bash|zsh|fish',
		help: 'print what has that shell complete commands, options and the names of vassals',
		more: [
			'bash: eval "$(emperor completion bash)"     in ~/.bashrc',
			'zsh:  source <(emperor completion zsh)      in ~/.zshrc, after compinit',
			'fish: emperor completion fish | source      in ~/.config/fish/config.fish',
		],
	},
] as const satisfies readonly Command[];

export type CommandName = (typeof commands)[number]['name'];
