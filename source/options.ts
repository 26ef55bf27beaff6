import {defaultTerms} from './core/terms.js';

/** One option of the command line. The parser, `--help` and the README are made from this table. */
export type Option = {
	readonly name: string;
	/** What its value is called in the help; absent for a switch. */
	readonly value?: string;
	readonly isRepeatable?: true;
	readonly help: string;
	readonly group: 'emperor' | 'vassals' | 'screen';
};

const seconds = (milliseconds: number): string => `${milliseconds / 1000} s`;

/** uWSGI's spellings where the meaning is uWSGI's (product.md 2). */
export const options = [
	{
		name: 'emperor',
		value: 'PATTERN',
		isRepeatable: true,
		group: 'emperor',
		help: 'one more place to look for config files; the same as PATTERN',
	},
	{
		name: 'binary-path',
		value: 'PATH',
		group: 'emperor',
		help: 'the uwsgi to run (default: the first in $PATH)',
	},
	{
		name: 'emperor-freq',
		value: 'SECONDS',
		group: 'emperor',
		help: 'how often to look even if nothing seems to happen (3 s)',
	},
	{
		name: 'emperor-throttle',
		value: 'MS',
		group: 'emperor',
		help: `added to the wait for each unloyal death (${defaultTerms.throttle})`,
	},
	{
		name: 'emperor-max-throttle',
		value: 'MS',
		group: 'emperor',
		help: `the longest such wait (${defaultTerms.maxThrottle})`,
	},
	{name: 'emperor-no-blacklist', group: 'emperor', help: 'never make an unloyal vassal wait'},
	{
		name: 'emperor-curse-tolerance',
		value: 'SECONDS',
		group: 'emperor',
		help: `from being told to stop to SIGKILL (${seconds(defaultTerms.curseTolerance)})`,
	},
	{
		name: 'emperor-required-heartbeat',
		value: 'SECONDS',
		group: 'emperor',
		help: `silence after which a vassal with a heartbeat is killed (${seconds(defaultTerms.requiredHeartbeat)})`,
	},
	{
		name: 'emperor-graceful-shutdown',
		group: 'emperor',
		help: 'let workers finish their request when a vassal is stopped',
	},
	{
		name: 'reload-mercy',
		value: 'SECONDS',
		group: 'emperor',
		help: `how long the end of all may take (${seconds(defaultTerms.mercy)})`,
	},
	{
		name: 'emperor-nofollow',
		group: 'emperor',
		help: 'look at symbolic links themselves, not at what they point to',
	},
	{
		name: 'emperor-extra-extension',
		value: 'EXT',
		isRepeatable: true,
		group: 'emperor',
		help: 'files with this ending are vassals too',
	},
	{
		name: 'emperor-on-demand-extension',
		value: 'EXT',
		group: 'emperor',
		help: 'start on demand whoever has a file NAME+EXT with the address of its socket',
	},
	{
		name: 'emperor-on-demand-directory',
		value: 'DIR',
		group: 'emperor',
		help: 'start every vassal on demand, at the unix socket DIR/NAME.socket',
	},
	{
		name: 'emperor-on-demand-exec',
		value: 'COMMAND',
		group: 'emperor',
		help: 'start on demand where COMMAND NAME prints the address of a socket',
	},
	{
		name: 'emperor-wrapper',
		value: 'PATH',
		group: 'vassals',
		help: 'run this instead of uwsgi, with the same arguments',
	},
	{
		name: 'vassal-set',
		value: 'K=V',
		isRepeatable: true,
		group: 'vassals',
		help: 'set an option in every vassal',
	},
	{
		name: 'vassals-include',
		value: 'FILE',
		isRepeatable: true,
		group: 'vassals',
		help: 'have every vassal include a file',
	},
	{
		name: 'vassals-include-before',
		value: 'FILE',
		isRepeatable: true,
		group: 'vassals',
		help: 'the same, before its own config',
	},
	{
		name: 'vassals-inherit',
		value: 'FILE',
		isRepeatable: true,
		group: 'vassals',
		help: 'have every vassal inherit a file',
	},
	{
		name: 'vassals-inherit-before',
		value: 'FILE',
		isRepeatable: true,
		group: 'vassals',
		help: 'the same, before its own config',
	},
	{name: 'layout', value: 'grid|list|zoom', group: 'screen', help: 'how to begin (default: whatever fits)'},
	{
		name: 'scrollback',
		value: 'SIZE',
		group: 'screen',
		help: 'kept of each log: lines (20000) or bytes (16M); default 10000 lines, 8M',
	},
	{name: 'no-tui', group: 'screen', help: 'plain lines instead of panels'},
	{name: 'color', value: 'auto|always|never', group: 'screen', help: 'colours (default: auto)'},
	{name: 'ascii', group: 'screen', help: 'draw with ASCII only'},
] as const satisfies readonly Option[];

export type OptionName = (typeof options)[number]['name'];
