/** One word that may stand in front, with what else it takes. The parser, `--help` and the README are made from this table. */
export type Command = {
	readonly name: string;
	/** What follows it, as the help spells it. */
	readonly takes?: string;
	readonly help: string;
};

/** Without one of them, the arguments are patterns, and the emperor rules. */
export const commands = [
	{
		name: 'check',
		takes: 'PATTERN…',
		help: 'read the configs, print what is wrong with them, start nothing; needs no uWSGI',
	},
	{name: 'demo', help: 'five small vassals to play with; needs no uWSGI'},
	{name: 'status', takes: '[NAME…]', help: 'how the vassals of an emperor that runs are'},
	{name: 'logs', takes: '[NAME…]', help: 'what they have printed'},
	{name: 'start', takes: 'NAME…', help: 'start them; a NAME may be a glob, in quotes'},
	{name: 'stop', takes: 'NAME…', help: 'stop them, and keep them stopped'},
	{name: 'reload', takes: 'NAME…', help: 'reload them gracefully'},
	{name: 'restart', takes: 'NAME…', help: 'stop them, then start them'},
	{name: 'kill', takes: 'NAME…', help: 'kill their process groups'},
	{name: 'forgive', takes: 'NAME…', help: 'clear their throttle records, and start them now'},
	{name: 'wait', takes: 'NAME…', help: 'until they are ready, or what --for says'},
] as const satisfies readonly Command[];

export type CommandName = (typeof commands)[number]['name'];
