import {defaultTerms} from '../core/terms.js';
import type {CommandName} from './commands.js';

/** One option of the command line. The parser, `--help` and the README are made from this table. */
export type Option = {
	readonly name: string;
	/** uWSGI's other spellings of it. */
	readonly aliases?: readonly string[];
	/** What its value is called in the help; absent for a switch. */
	readonly value?: string;
	readonly isRepeatable?: true;
	/** Its name with one dash. */
	readonly short?: string;
	readonly help: string;
	readonly group: 'emperor' | 'vassals' | 'screen' | 'commands';
	/** Who takes it: commands, or `rule`, which is none. Without, {@link ruling}. */
	readonly takenBy?: readonly ('rule' | CommandName)[];
};

/** The emperor that rules, and its demo. */
export const ruling = ['rule', 'demo'] as const;

/** Whoever draws panels. */
const drawing = [...ruling, 'attach'] as const;

/** Whatever else reads configs must find the same ones, and read them as the vassals will. */
const reading = [...ruling, 'check'] as const;

const seconds = (milliseconds: number): string => `${milliseconds / 1000} s`;

/** The commands that tell vassals what to do. */
const orders = ['start', 'stop', 'reload', 'restart', 'kill', 'forgive'] as const;

/** uWSGI's spellings where the meaning is uWSGI's (product.md 2). */
export const options = [
	{
		name: 'emperor',
		value: 'PATTERN',
		isRepeatable: true,
		group: 'emperor',
		help: 'one more place to look for config files; the same as PATTERN',
		takenBy: reading,
	},
	{
		name: 'ini',
		value: 'FILE',
		isRepeatable: true,
		group: 'emperor',
		help: 'read these options from an emperor.ini as uWSGI has it',
		takenBy: reading,
	},
	{
		name: 'binary-path',
		value: 'PATH',
		group: 'emperor',
		help: 'the uwsgi to run (default: the first in $PATH)',
		takenBy: reading,
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
		name: 'exit-on-failure',
		group: 'emperor',
		help: 'end all, with 1, when a vassal cannot be started or dies 3 times unloyal',
	},
	{
		name: 'emperor-broodlord',
		value: 'NUMBER',
		group: 'emperor',
		help: 'answer a vassal that is overloaded (vassal-sos) with up to so many zergs',
	},
	{
		name: 'emperor-nofollow',
		group: 'emperor',
		help: 'look at symbolic links themselves, not at what they point to',
		takenBy: reading,
	},
	{
		name: 'emperor-extra-extension',
		aliases: ['emperor-extra-ext'],
		value: 'EXT',
		isRepeatable: true,
		group: 'emperor',
		help: 'files with this ending are vassals too',
		takenBy: reading,
	},
	{
		name: 'emperor-on-demand-extension',
		aliases: ['emperor-on-demand-ext'],
		value: 'EXT',
		group: 'emperor',
		help: 'start on demand whoever has a file NAME+EXT with the address of its socket',
		takenBy: reading,
	},
	{
		name: 'emperor-on-demand-directory',
		aliases: ['emperor-on-demand-dir'],
		value: 'DIR',
		group: 'emperor',
		help: 'start every vassal on demand, at the unix socket DIR/NAME.socket',
		takenBy: reading,
	},
	{
		name: 'emperor-on-demand-exec',
		value: 'COMMAND',
		group: 'emperor',
		help: 'start on demand where COMMAND NAME prints the address of a socket',
		takenBy: reading,
	},
	{
		name: 'emperor-stats',
		aliases: ['emperor-stats-server'],
		value: 'ADDRESS',
		group: 'emperor',
		help: "uWSGI's emperor stats as JSON: a unix socket, or a port such as :9191",
	},
	{name: 'stats-http', group: 'emperor', help: 'put an HTTP header in front of the stats'},
	{
		name: 'metrics',
		value: 'ADDRESS',
		group: 'emperor',
		help: 'GET /metrics for Prometheus: a port such as 127.0.0.1:9117, or a unix socket',
	},
	{
		name: 'emperor-pidfile',
		aliases: ['pidfile', 'pidfile2', 'safe-pidfile', 'safe-pidfile2'],
		value: 'FILE',
		group: 'emperor',
		help: "write the emperor's pid to a file, which goes when it ends",
	},
	{name: 'emperor-procname', value: 'NAME', group: 'emperor', help: 'what ps calls the emperor (emperor)'},
	{name: 'uid', value: 'USER', group: 'emperor', help: 'give up root for this user before anything else'},
	{name: 'gid', value: 'GROUP', group: 'emperor', help: 'and for this group'},
	{
		name: 'socket',
		value: 'PATH',
		group: 'emperor',
		takenBy: [...ruling, 'attach', 'status', 'logs', ...orders, 'wait'],
		help: 'the control socket, instead of one in $XDG_RUNTIME_DIR/emperor',
	},
	{
		name: 'emperor-wrapper',
		value: 'PATH',
		group: 'vassals',
		help: 'run this instead of uwsgi, with the same arguments',
		takenBy: reading,
	},
	{
		name: 'emperor-wrapper-override',
		value: 'PATH',
		isRepeatable: true,
		group: 'vassals',
		help: 'run this instead where it can be run',
		takenBy: reading,
	},
	{
		name: 'emperor-wrapper-fallback',
		value: 'PATH',
		isRepeatable: true,
		group: 'vassals',
		help: 'run this where nothing else can be run',
		takenBy: reading,
	},
	{
		name: 'emperor-tyrant',
		group: 'vassals',
		help: 'run each vassal as the owner and the group of its file; for root',
	},
	{
		name: 'emperor-tyrant-nofollow',
		group: 'vassals',
		help: 'as the owner of a symbolic link, not of what it points to',
	},
	{
		name: 'emperor-cap',
		aliases: ['vassal-cap', 'vassals-cap'],
		value: 'LIST',
		group: 'vassals',
		help: 'the only capabilities vassals may have: net_bind_service,chown; for root',
	},
	{
		name: 'emperor-use-clone',
		value: 'LIST',
		group: 'vassals',
		help: 'give each vassal namespaces of its own: ipc, mount, net, pid, user, uts',
	},
	{
		name: 'emperor-magic-exec',
		group: 'vassals',
		help: 'take configs that may be executed for programs that print a config',
		takenBy: reading,
	},
	{
		name: 'vassal-set',
		aliases: ['vassals-set'],
		value: 'K=V',
		isRepeatable: true,
		group: 'vassals',
		help: 'set an option in every vassal',
		takenBy: reading,
	},
	{
		name: 'vassals-include',
		value: 'FILE',
		isRepeatable: true,
		group: 'vassals',
		help: 'have every vassal include a file',
		takenBy: reading,
	},
	{
		name: 'vassals-include-before',
		value: 'FILE',
		isRepeatable: true,
		group: 'vassals',
		help: 'the same, before its own config',
		takenBy: reading,
	},
	{
		name: 'vassals-inherit',
		value: 'FILE',
		isRepeatable: true,
		group: 'vassals',
		help: 'have every vassal inherit a file',
		takenBy: reading,
	},
	{
		name: 'vassals-inherit-before',
		value: 'FILE',
		isRepeatable: true,
		group: 'vassals',
		help: 'the same, before its own config',
		takenBy: reading,
	},
	{
		name: 'vassals-start-hook',
		value: 'PROGRAM',
		group: 'vassals',
		help: 'run PROGRAM NAME before a vassal is started',
		takenBy: reading,
	},
	{
		name: 'vassals-stop-hook',
		value: 'PROGRAM',
		group: 'vassals',
		help: 'run PROGRAM NAME once the process of a vassal is gone',
	},
	{
		name: 'layout',
		value: 'grid|list|table|merged|zoom',
		group: 'screen',
		help: 'how to begin (default: whatever fits)',
		takenBy: drawing,
	},
	{
		name: 'scrollback',
		value: 'SIZE',
		group: 'screen',
		help: 'kept of each log: lines (20000) or bytes (16M); default 10000 lines, 8M',
		takenBy: drawing,
	},
	{
		name: 'log-dir',
		value: 'DIR',
		group: 'screen',
		help: 'keep everything that vassals print in DIR too, a file for each, rotated',
	},
	{
		name: 'log-maxsize',
		value: 'SIZE',
		group: 'screen',
		help: 'size at which such a file is rotated (10M)',
	},
	{
		name: 'log-maxfiles',
		value: 'COUNT',
		group: 'screen',
		help: 'how many are kept of a vassal, the latest among them (10)',
	},
	{name: 'no-tui', group: 'screen', help: 'plain lines instead of panels'},
	{name: 'plain', group: 'screen', help: 'the same, as a screen reader wants it'},
	{
		name: 'color',
		value: 'auto|always|never',
		group: 'screen',
		help: 'colours (default: auto)',
		takenBy: [...drawing, 'untangle'],
	},
	{
		name: 'theme',
		value: 'dark|light|colour-blind|none',
		group: 'screen',
		help: 'which of the sixteen colours (default: dark)',
		takenBy: drawing,
	},
	{name: 'ascii', group: 'screen', help: 'draw with ASCII only', takenBy: drawing},
	{name: 'no-mouse', group: 'screen', help: 'leave the mouse to the terminal', takenBy: drawing},
	{
		name: 'keymap',
		value: 'FILE',
		group: 'screen',
		help: 'your own keys, instead of those in [keys] of config.ini: the same lines',
		takenBy: drawing,
	},
	{
		name: 'no-bell',
		group: 'screen',
		help: 'do not ring the bell when a vassal turns bad',
		takenBy: drawing,
	},
	{
		name: 'no-telemetry',
		group: 'vassals',
		help: 'count no requests, ask no vassal for its stats, add no --stats to any',
	},
	{
		name: 'json',
		group: 'commands',
		takenBy: [...ruling, 'check', 'status', 'logs', 'untangle', 'info'],
		help: 'JSON for programs: of an emperor, everything that happens, an object a line',
	},
	{
		name: 'follow',
		short: 'f',
		group: 'commands',
		takenBy: ['logs'],
		help: 'and each new line as it comes',
	},
	{
		name: 'lines',
		value: 'N',
		short: 'n',
		group: 'commands',
		takenBy: ['logs'],
		help: 'so many of the newest lines (10; all, with --since, --level or --grep)',
	},
	{
		name: 'since',
		value: 'TIME',
		group: 'commands',
		takenBy: ['logs'],
		help: 'nothing older: 10m ago, 12:00, or 2026-11-24T12:00',
	},
	{
		name: 'level',
		value: 'error|warning|notice|info',
		group: 'commands',
		takenBy: ['logs'],
		help: 'nothing less grave; tracebacks are errors as a whole',
	},
	{
		name: 'grep',
		value: 'REGEX',
		group: 'commands',
		takenBy: ['logs'],
		help: 'only lines that match; case counts if it has capitals',
	},
	{name: 'all', group: 'commands', takenBy: [...orders, 'wait'], help: 'every vassal'},
	{
		name: 'wait',
		group: 'commands',
		takenBy: orders,
		help: 'until it is done: the vassal ready again, or stopped',
	},
	{
		name: 'rolling',
		group: 'commands',
		takenBy: orders,
		help: 'one after the other, each waited for; halts at the first that fails',
	},
	{
		name: 'probe',
		value: 'URL',
		group: 'commands',
		takenBy: ['start', 'reload', 'restart'],
		help: 'each must answer 2xx or 3xx there too: http://unix:/run/%n.sock:/health',
	},
	{
		name: 'format',
		value: 'tmux|names',
		group: 'commands',
		takenBy: ['status'],
		help: "one short segment for tmux's status line, or a name a line",
	},
	{name: 'watch', group: 'commands', takenBy: ['status'], help: 'again every second, until Ctrl-C'},
	{
		name: 'for',
		value: 'ready|loyal|stopped',
		group: 'commands',
		takenBy: ['wait'],
		help: 'what to wait for (ready)',
	},
	{
		name: 'into',
		value: 'DIR',
		group: 'commands',
		takenBy: ['untangle'],
		help: 'instead, a file for each vassal in a folder that is new or empty',
	},
	{
		name: 'timeout',
		value: 'SECONDS',
		group: 'commands',
		takenBy: [...orders, 'wait'],
		help: 'how long to wait (60 s)',
	},
] as const satisfies readonly Option[];

export type OptionName = (typeof options)[number]['name'];

/** By the names in the table: `--vassals-set=a=b` becomes `--vassal-set=a=b`. */
export const canonical = (argument: string): string => {
	const [, spelled, rest = ''] = /^--([^=]+)(=[\s\S]*)?$/.exec(argument) ?? [];
	const option = options.find(
		(candidate: Option) => spelled !== undefined && candidate.aliases?.includes(spelled),
	);
	return option === undefined ? argument : `--${option.name}${rest}`;
};
