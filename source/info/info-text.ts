import {printable} from '../core/printable.js';
import type {FoundTool} from './look.js';

/** What `emperor info` says, and `--json` as it stands. */
export type Info = {
	readonly emperor: string;
	readonly node: string;
	readonly system: string;
	readonly paths: {
		readonly config: {readonly path: string; readonly isThere: boolean};
		/** Where crash reports go. */
		readonly state: string;
		/** Where Node keeps what it compiled of the program; absent where it does not. */
		readonly cache?: string;
		/** Where control sockets may be, the first that can be had first. */
		readonly sockets: readonly string[];
	};
	readonly emperors: readonly RunningEmperor[];
	readonly tools: readonly FoundTool[];
	readonly plugins: {readonly names: readonly string[]; readonly folder?: string};
	/** What copying makes use of, besides tmux and the terminal. */
	readonly clipboard: {readonly tool?: string; readonly packages?: string};
	readonly terminal: TerminalFacts;
};

export type RunningEmperor = {
	readonly socket: string;
	/** Absent where it does not answer. */
	readonly pid?: number;
	readonly cwd?: string;
	readonly vassals?: number;
};

export type TerminalFacts = {
	readonly isTerminal: boolean;
	readonly term?: string;
	readonly columns?: number;
	readonly rows?: number;
	readonly colours: boolean;
	readonly utf8: boolean;
	/** The version of the tmux around us, if there is one. */
	readonly tmux?: string;
	readonly ssh: boolean;
	/** Why there would be plain lines instead of panels. */
	readonly plainBecause?: string;
};

/** A fact a line, what it is about in front; of what is missing what is lost and how to get it. */
export const infoText = (info: Info): string =>
	rows(info)
		.map(([about, fact]) => (about === '' && fact === '' ? '\n' : `${about.padEnd(10)}${printable(fact)}\n`))
		.join('');

type Row = readonly [about: string, fact: string];

const rows = ({
	emperor,
	node,
	system,
	paths,
	emperors,
	tools,
	plugins,
	clipboard,
	terminal,
}: Info): readonly Row[] => [
	['emperor', emperor],
	['node', node],
	['system', system],
	['', ''],
	['config', `${paths.config.path}${paths.config.isThere ? '' : ' (not there)'}`],
	['state', paths.state],
	...(paths.cache === undefined ? [] : [['cache', paths.cache] as const]),
	...under('sockets', paths.sockets),
	...under('running', emperors.length === 0 ? ["no emperor of this user's"] : emperors.map(describeEmperor)),
	['', ''],
	...tools.flatMap(tool => [
		[tool.name, describeTool(tool)] as const,
		...(tool.name === 'uwsgi' && 'path' in tool ? [['plugins', describePlugins(plugins)] as const] : []),
	]),
	['clipboard', describeClipboard(clipboard)],
	['', ''],
	...under('terminal', describeTerminal(terminal)),
];

const under = (about: string, facts: readonly string[]): readonly Row[] =>
	facts.map((fact, index) => [index === 0 ? about : '', fact]);

const describeEmperor = ({socket, pid, cwd, vassals}: RunningEmperor): string =>
	pid === undefined
		? `${socket}, which does not answer`
		: `${pid} in ${cwd}, ${vassals} ${vassals === 1 ? 'vassal' : 'vassals'}: ${socket}`;

const describeTool = (tool: FoundTool): string =>
	'path' in tool
		? `${tool.version === undefined ? '' : `${tool.version}, `}${tool.path}`
		: `missing: ${tool.lost}. apt install ${tool.packages}`;

const describePlugins = ({names, folder}: Info['plugins']): string =>
	names.length === 0
		? 'none: no application can be served. apt install uwsgi-plugin-python3'
		: `${names.join(' ')}${folder === undefined ? '' : `, in ${folder}`}`;

const describeClipboard = ({tool, packages}: Info['clipboard']): string => {
	if (tool !== undefined) {
		return tool;
	}
	const way = 'copies go through the terminal (OSC 52), which may not take them';
	return packages === undefined ? `no desktop here: ${way}` : `missing: ${way}. apt install ${packages}`;
};

const describeTerminal = (terminal: TerminalFacts): readonly string[] => {
	const {isTerminal, term, columns, rows, colours, utf8, tmux, ssh, plainBecause} = terminal;
	const size = columns === undefined ? '' : `, ${columns}×${rows}`;
	return [
		isTerminal ? `${term ?? 'TERM is not set'}${size}` : 'none here',
		colours ? 'colours' : 'no colours: NO_COLOR is set, or there is no terminal. Give --color always',
		utf8 ? 'UTF-8' : 'no UTF-8: drawn with ASCII only. Set LANG, for example to C.UTF-8',
		...(tmux === undefined ? [] : [`in tmux ${tmux}`]),
		...(ssh ? ['over ssh: copies go through the terminal'] : []),
		...(plainBecause === undefined ? [] : [`plain lines instead of panels: ${plainBecause}`]),
	];
};
