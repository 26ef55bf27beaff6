import type {VassalCommand} from '../core/command.js';
import type {FocusCommand} from './focus.js';
import type {LayoutKind} from './layout.js';
import type {LogGesture} from './log/gestures.js';

/** Everything a key can mean. */
export type UiCommand =
	| FocusCommand
	| LogGesture
	| VassalCommand
	| 'mark'
	| 'mark-all'
	| 'zoom'
	| 'back'
	| 'unzoom'
	| 'search'
	| 'filter'
	| 'merged'
	| 'sort-next'
	| 'sort-previous'
	| 'trouble-first'
	| 'next-layout'
	| 'previous-layout'
	| 'copy'
	| 'copy-error'
	| 'inspect'
	| 'edit'
	| 'page'
	| 'watch'
	| 'suspend'
	| 'mouse'
	| 'controls'
	| 'palette'
	| 'messages'
	| 'help'
	| 'redraw'
	| 'quit'
	| 'end'
	| 'ragnarok';

/** What is on the screen decides what keys mean: the layout, the inspector, or that something is being selected to be copied. */
export type KeyMode = LayoutKind | 'selecting' | 'inspecting';

/** The compiler refuses a forgotten one. */
const everyMode: Readonly<Record<KeyMode, true>> = {
	grid: true,
	list: true,
	table: true,
	merged: true,
	zoom: true,
	tiny: true,
	selecting: true,
	inspecting: true,
};

export const keyModes = Object.keys(everyMode) as readonly KeyMode[];

export type Binding = {
	/** As `nameKey` spells them. */
	readonly keys: readonly string[];
	readonly command: UiCommand;
	readonly help: string;
	readonly group: 'vassals' | 'focus' | 'log' | 'selection' | 'emperor';
	/**
	 * Only there; everywhere without, but while selecting only what concerns the emperor, and while inspecting nothing that
	 * would change the layout unseen.
	 */
	readonly layouts?: readonly KeyMode[];
	/** One word for the last line of the screen; absent where there is no room to spend on it. */
	readonly hint?: string;
	/** What is said of it instead where the emperor runs elsewhere. */
	readonly attached?: {readonly help: string; readonly hint?: string};
};

const panelled: readonly LayoutKind[] = ['grid', 'list', 'merged', 'zoom'];

/** Where a page can be turned. */
const paged: readonly KeyMode[] = [...panelled, 'inspecting'];

/** Where each vassal has a line. */
const listed: readonly LayoutKind[] = ['list', 'table', 'tiny'];

/** Where one log, or the inspector, has the whole screen, and the arrows. */
const alone: readonly KeyMode[] = ['merged', 'zoom', 'inspecting'];

const selecting: readonly KeyMode[] = ['selecting'];

/**
 * The one table of keys: the input handler, the last line, the help screen and the README are made from it.
 * Earlier rows win. Never bound: what tmux, screen and terminals keep for themselves (product.md 6).
 */
export const bindings: readonly Binding[] = [
	{
		keys: ['enter', 'z'],
		command: 'zoom',
		help: 'zoom the focused vassal',
		group: 'focus',
		layouts: ['grid', 'list', 'merged'],
		hint: 'zoom',
	},
	{
		keys: ['enter', 'z'],
		command: 'zoom',
		help: 'the log of the focused vassal',
		group: 'focus',
		layouts: ['table', 'tiny'],
		hint: 'log',
	},
	{keys: ['enter', 'z'], command: 'unzoom', help: 'zoom out', group: 'focus', layouts: ['zoom']},
	{
		keys: ['escape'],
		command: 'back',
		help: 'end the search, then the filter, then the zoom',
		group: 'focus',
		layouts: ['zoom'],
		hint: 'back',
	},
	{
		keys: ['escape'],
		command: 'back',
		help: 'leave the inspector',
		group: 'focus',
		layouts: ['inspecting'],
		hint: 'back',
	},
	{keys: ['tab'], command: 'focus-next', help: 'next vassal', group: 'focus', hint: 'next'},
	{keys: ['shift+tab'], command: 'focus-previous', help: 'previous vassal', group: 'focus'},
	{
		keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
		command: 'focus-number',
		help: 'vassal by its number',
		group: 'focus',
	},
	{keys: ['left', 'h'], command: 'focus-left', help: 'vassal to the left', group: 'focus', layouts: ['grid']},
	{
		keys: ['right', 'l'],
		command: 'focus-right',
		help: 'vassal to the right',
		group: 'focus',
		layouts: ['grid'],
	},
	{
		keys: ['up', 'k'],
		command: 'focus-up',
		help: 'vassal above',
		group: 'focus',
		layouts: ['grid', 'table', 'tiny'],
	},
	{
		keys: ['down', 'j'],
		command: 'focus-down',
		help: 'vassal below',
		group: 'focus',
		layouts: ['grid', 'table', 'tiny'],
	},
	{keys: ['up'], command: 'focus-up', help: 'vassal above', group: 'focus', layouts: ['list']},
	{keys: ['down'], command: 'focus-down', help: 'vassal below', group: 'focus', layouts: ['list']},
	{keys: [']'], command: 'next-page', help: 'next page of vassals', group: 'focus'},
	{keys: ['['], command: 'previous-page', help: 'previous page of vassals', group: 'focus'},
	{
		keys: ['+'],
		command: 'next-layout',
		help: 'next layout: grid, list, table, merged',
		group: 'focus',
		hint: 'layout',
	},
	{keys: ['_'], command: 'previous-layout', help: 'previous layout', group: 'focus'},
	{keys: ['0'], command: 'merged', help: 'all logs merged, or not', group: 'focus', hint: 'merged'},
	{
		keys: ['>'],
		command: 'sort-next',
		help: 'sort by the next column, the most first',
		group: 'focus',
		layouts: listed,
		hint: 'sort',
	},
	{keys: ['<'], command: 'sort-previous', help: 'sort by the column before', group: 'focus', layouts: listed},
	{keys: ['!'], command: 'trouble-first', help: 'trouble first, or by name', group: 'focus', layouts: listed},
	{keys: ['up', 'k'], command: 'line-up', help: 'scroll up a line', group: 'log', layouts: alone},
	{keys: ['down', 'j'], command: 'line-down', help: 'scroll down a line', group: 'log', layouts: alone},
	{keys: ['k'], command: 'line-up', help: 'scroll up a line', group: 'log', layouts: ['list']},
	{keys: ['j'], command: 'line-down', help: 'scroll down a line', group: 'log', layouts: ['list']},
	{keys: ['u'], command: 'half-page-up', help: 'scroll up half a page', group: 'log', layouts: paged},
	{keys: ['d'], command: 'half-page-down', help: 'scroll down half a page', group: 'log', layouts: paged},
	{keys: ['pageup', 'b'], command: 'page-up', help: 'scroll up a page', group: 'log', layouts: paged},
	{
		keys: ['pagedown', 'space'],
		command: 'page-down',
		help: 'scroll down a page',
		group: 'log',
		layouts: paged,
	},
	{keys: ['g', 'home'], command: 'oldest', help: 'oldest line that is kept', group: 'log', layouts: panelled},
	{keys: ['g', 'home'], command: 'oldest', help: 'first line', group: 'log', layouts: ['inspecting']},
	{keys: ['G', 'end'], command: 'follow', help: 'last line', group: 'log', layouts: ['inspecting']},
	{
		keys: ['G', 'end', 'f'],
		command: 'follow',
		help: 'newest line, and follow',
		group: 'log',
		layouts: panelled,
		hint: 'follow',
	},
	{
		keys: ['H'],
		command: 'scroll-left',
		help: 'towards the beginning of long lines',
		group: 'log',
		layouts: panelled,
	},
	{
		keys: ['L'],
		command: 'scroll-right',
		help: 'towards the end of long lines',
		group: 'log',
		layouts: panelled,
	},
	{
		keys: ['/'],
		command: 'search',
		help: 'search: a regular expression, case counts if it has capitals',
		group: 'log',
		layouts: panelled,
		hint: 'search',
	},
	{keys: ['n'], command: 'find-next', help: 'next match', group: 'log', layouts: panelled},
	{keys: ['N'], command: 'find-previous', help: 'previous match', group: 'log', layouts: panelled},
	{keys: ['e'], command: 'next-error', help: 'next error', group: 'log', layouts: panelled},
	{keys: ['E'], command: 'previous-error', help: 'previous error', group: 'log', layouts: panelled},
	{
		keys: ['a'],
		command: 'fold',
		help: 'fold a traceback, report or banner, or open it: the lowest that is seen',
		group: 'log',
		layouts: panelled,
	},
	{keys: ['.'], command: 'fold-all', help: 'fold all of them, or open all', group: 'log', layouts: panelled},
	{
		keys: ['&'],
		command: 'filter',
		help: 'show only lines that match; with ! in front, only the others; level:error, writer:worker2',
		group: 'log',
		layouts: panelled,
	},
	{
		keys: ['escape'],
		command: 'back',
		help: 'end the search, then the filter, then the marks',
		group: 'log',
		layouts: ['grid', 'list', 'table', 'merged', 'tiny'],
	},
	{keys: ['w'], command: 'wrap', help: 'wrap long lines, or cut them', group: 'log', layouts: panelled},
	{
		keys: ['t'],
		command: 'times',
		help: 'times: of day, how long ago, none',
		group: 'log',
		layouts: panelled,
	},
	{
		keys: ['c'],
		command: 'controls',
		help: 'escape sequences and other control characters: written out, or not shown',
		group: 'log',
		layouts: panelled,
	},
	{keys: ['m'], command: 'set-mark', help: 'mark this place in the log', group: 'log', layouts: panelled},
	{keys: ["'"], command: 'go-to-mark', help: 'back to the mark', group: 'log', layouts: panelled},
	{keys: ['v'], command: 'select', help: 'select lines to copy', group: 'log', layouts: panelled},
	{keys: ['Y'], command: 'copy-error', help: 'copy its latest error, whole', group: 'log'},
	{
		keys: ['y', 'enter'],
		command: 'copy',
		help: 'copy it: the text of the log, unwrapped',
		group: 'selection',
		layouts: selecting,
		hint: 'copy',
	},
	{
		keys: ['escape'],
		command: 'deselect',
		help: 'select nothing',
		group: 'selection',
		layouts: selecting,
		hint: 'back',
	},
	{
		keys: ['v'],
		command: 'select',
		help: 'characters, or whole lines',
		group: 'selection',
		layouts: selecting,
		hint: 'lines or characters',
	},
	{keys: ['up', 'k'], command: 'line-up', help: 'up a line', group: 'selection', layouts: selecting},
	{keys: ['down', 'j'], command: 'line-down', help: 'down a line', group: 'selection', layouts: selecting},
	{
		keys: ['left', 'h'],
		command: 'select-left',
		help: 'left a character',
		group: 'selection',
		layouts: selecting,
	},
	{
		keys: ['right', 'l'],
		command: 'select-right',
		help: 'right a character',
		group: 'selection',
		layouts: selecting,
	},
	{keys: ['u'], command: 'half-page-up', help: 'up half a page', group: 'selection', layouts: selecting},
	{keys: ['d'], command: 'half-page-down', help: 'down half a page', group: 'selection', layouts: selecting},
	{keys: ['pageup', 'b'], command: 'page-up', help: 'up a page', group: 'selection', layouts: selecting},
	{
		keys: ['pagedown', 'space'],
		command: 'page-down',
		help: 'down a page',
		group: 'selection',
		layouts: selecting,
	},
	{
		keys: ['0', 'home'],
		command: 'select-begin',
		help: 'begin of the line',
		group: 'selection',
		layouts: selecting,
	},
	{
		keys: ['$', 'end'],
		command: 'select-end',
		help: 'end of the line',
		group: 'selection',
		layouts: selecting,
	},
	{keys: ['g'], command: 'oldest', help: 'oldest line that is kept', group: 'selection', layouts: selecting},
	{keys: ['G'], command: 'follow', help: 'newest line', group: 'selection', layouts: selecting},
	{keys: ['r'], command: 'reload', help: 'reload gracefully', group: 'vassals', hint: 'reload'},
	{keys: ['R'], command: 'restart', help: 'restart: stop, then start', group: 'vassals', hint: 'restart'},
	{keys: ['s'], command: 'start', help: 'start', group: 'vassals', hint: 'start'},
	{keys: ['x'], command: 'stop', help: 'stop, and keep it stopped', group: 'vassals', hint: 'stop'},
	{keys: ['X'], command: 'kill', help: 'kill its whole process group (asks)', group: 'vassals', hint: 'kill'},
	{
		keys: ['F'],
		command: 'forgive',
		help: 'forgive: clear its throttle record, start it now',
		group: 'vassals',
		hint: 'start now',
	},
	{
		keys: ['*'],
		command: 'mark',
		help: 'mark it, or not: what it is told, all marked are told together',
		group: 'vassals',
	},
	{keys: ['A'], command: 'mark-all', help: 'mark all, or none', group: 'vassals'},
	{
		keys: ['i'],
		command: 'inspect',
		help: 'inspector: why it is so, what comes next, errors, processes, config',
		group: 'vassals',
		hint: 'why',
	},
	{keys: ['o'], command: 'edit', help: 'edit its config file in $EDITOR', group: 'vassals'},
	{keys: ['O'], command: 'page', help: 'open its log in $PAGER', group: 'log'},
	{keys: ['T'], command: 'watch', help: 'follow its log in a new pane of tmux', group: 'log'},
	{keys: ['?'], command: 'help', help: 'this help; / searches it', group: 'emperor', hint: 'help'},
	{
		keys: [':'],
		command: 'palette',
		help: 'run a command by its name, for a vassal by its name too: reload shop',
		group: 'emperor',
		hint: 'commands',
	},
	{
		keys: ['q'],
		command: 'quit',
		help: 'back one level, or stop all and quit (asks)',
		group: 'emperor',
		hint: 'quit',
		attached: {help: 'back one level, or detach: the emperor rules on', hint: 'detach'},
	},
	{
		keys: ['Q'],
		command: 'end',
		help: 'stop all and end the emperor (asks), also from an attached screen',
		group: 'emperor',
		attached: {help: 'stop all and end the emperor (asks); again: without waiting'},
	},
	{
		keys: ['ctrl+c'],
		command: 'ragnarok',
		help: 'stop all and quit; again: without waiting',
		group: 'emperor',
		attached: {help: 'detach: the emperor rules on'},
	},
	{keys: ['"'], command: 'messages', help: 'what was said on the last line, with times', group: 'emperor'},
	{
		keys: ['M'],
		command: 'mouse',
		help: 'mouse on or off: off, the terminal selects by itself',
		group: 'emperor',
	},
	{
		keys: ['ctrl+z'],
		command: 'suspend',
		help: 'suspend: back to the shell until fg (or bg, to rule unseen)',
		group: 'emperor',
		attached: {help: 'suspend: back to the shell until fg'},
	},
	{keys: ['ctrl+l'], command: 'redraw', help: 'redraw the screen', group: 'emperor'},
];

/** The same binding, in the words for where the emperor is. */
export const wordedFor = (isAttached: boolean, binding: Binding): Binding =>
	isAttached && binding.attached !== undefined ? {...binding, ...binding.attached} : binding;

export const bindingFor = (
	key: string,
	mode: KeyMode,
	among: readonly Binding[] = bindings,
): Binding | undefined => among.find(binding => binding.keys.includes(key) && isBound(binding, mode));

/** The first key of a command, as people read it; undefined where it has none. */
export const keyFor = (command: UiCommand, among: readonly Binding[]): string | undefined => {
	const key = among.find(binding => binding.command === command && binding.keys.length > 0)?.keys[0];
	return key && spellKey(key);
};

/** A sentence with `{go-to-mark}` in it, which becomes the key of that command. */
export const spellCommands = (sentence: string, among: readonly Binding[]): string =>
	sentence.replace(/\{([a-z-]+)\}/g, (_, name: string) => {
		const command = among.find(binding => binding.command === name)?.command;
		return (command && keyFor(command, among)) ?? `:${name}`;
	});

/** As people read them. */
export const spellKeys = (keys: readonly string[]): string =>
	keys.join() === '1,2,3,4,5,6,7,8,9' ? '1…9' : keys.map(spellKey).join(' ');

export const spellKey = (key: string): string => (key === 'escape' ? 'esc' : key);

/** Whether a binding means something there: a key that stops a vassal must not do so by a slip while selecting. */
export const isBound = ({layouts, group, command}: Binding, mode: KeyMode): boolean =>
	layouts?.includes(mode) ??
	(mode === 'selecting' ? group === 'emperor' : mode !== 'inspecting' || !unseenThere.includes(command));

/** What the inspector would hide. */
const unseenThere: readonly UiCommand[] = [
	'next-page',
	'previous-page',
	'next-layout',
	'previous-layout',
	'merged',
	'mark',
	'mark-all',
];
