import type {VassalCommand} from '../core/command.js';
import type {LayoutKind} from './layout.js';

/** Everything a key can mean. */
export type UiCommand =
	| 'focus-left'
	| 'focus-right'
	| 'focus-up'
	| 'focus-down'
	| 'focus-next'
	| 'focus-previous'
	| 'focus-number'
	| 'next-page'
	| 'previous-page'
	| 'zoom'
	| 'back'
	| 'next-layout'
	| 'previous-layout'
	| 'line-up'
	| 'line-down'
	| 'half-page-up'
	| 'half-page-down'
	| 'page-up'
	| 'page-down'
	| 'oldest'
	| 'follow'
	| VassalCommand
	| 'help'
	| 'redraw'
	| 'quit'
	| 'ragnarok';

export type Binding = {
	/** As `nameKey` spells them. */
	readonly keys: readonly string[];
	readonly command: UiCommand;
	readonly help: string;
	readonly group: 'vassals' | 'focus' | 'log' | 'emperor';
	/** Only in these layouts; everywhere without. */
	readonly layouts?: readonly LayoutKind[];
	/** One word for the last line of the screen; absent where there is no room to spend on it. */
	readonly hint?: string;
};

const panelled: readonly LayoutKind[] = ['grid', 'list', 'zoom'];

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
		layouts: ['grid', 'list', 'tiny'],
		hint: 'zoom',
	},
	{keys: ['enter', 'z'], command: 'back', help: 'zoom out', group: 'focus', layouts: ['zoom']},
	{
		keys: ['escape'],
		command: 'back',
		help: 'back one level',
		group: 'focus',
		layouts: ['zoom'],
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
	{keys: ['up', 'k'], command: 'focus-up', help: 'vassal above', group: 'focus', layouts: ['grid', 'tiny']},
	{
		keys: ['down', 'j'],
		command: 'focus-down',
		help: 'vassal below',
		group: 'focus',
		layouts: ['grid', 'tiny'],
	},
	{keys: ['up'], command: 'focus-up', help: 'vassal above', group: 'focus', layouts: ['list']},
	{keys: ['down'], command: 'focus-down', help: 'vassal below', group: 'focus', layouts: ['list']},
	{keys: [']'], command: 'next-page', help: 'next page of vassals', group: 'focus'},
	{keys: ['['], command: 'previous-page', help: 'previous page of vassals', group: 'focus'},
	{keys: ['+'], command: 'next-layout', help: 'next layout: grid, list', group: 'focus', hint: 'layout'},
	{keys: ['_'], command: 'previous-layout', help: 'previous layout', group: 'focus'},
	{keys: ['up', 'k'], command: 'line-up', help: 'scroll up a line', group: 'log', layouts: ['zoom']},
	{keys: ['down', 'j'], command: 'line-down', help: 'scroll down a line', group: 'log', layouts: ['zoom']},
	{keys: ['k'], command: 'line-up', help: 'scroll up a line', group: 'log', layouts: ['list']},
	{keys: ['j'], command: 'line-down', help: 'scroll down a line', group: 'log', layouts: ['list']},
	{keys: ['u'], command: 'half-page-up', help: 'scroll up half a page', group: 'log', layouts: panelled},
	{keys: ['d'], command: 'half-page-down', help: 'scroll down half a page', group: 'log', layouts: panelled},
	{keys: ['pageup', 'b'], command: 'page-up', help: 'scroll up a page', group: 'log', layouts: panelled},
	{
		keys: ['pagedown', 'space'],
		command: 'page-down',
		help: 'scroll down a page',
		group: 'log',
		layouts: panelled,
	},
	{keys: ['g', 'home'], command: 'oldest', help: 'oldest line that is kept', group: 'log', layouts: panelled},
	{
		keys: ['G', 'end', 'f'],
		command: 'follow',
		help: 'newest line, and follow',
		group: 'log',
		layouts: panelled,
		hint: 'follow',
	},
	{keys: ['r'], command: 'reload', help: 'reload gracefully', group: 'vassals', hint: 'reload'},
	{keys: ['R'], command: 'restart', help: 'restart: stop, then start', group: 'vassals', hint: 'restart'},
	{keys: ['s'], command: 'start', help: 'start', group: 'vassals', hint: 'start'},
	{keys: ['x'], command: 'stop', help: 'stop, and keep it stopped', group: 'vassals', hint: 'stop'},
	{keys: ['X'], command: 'kill', help: 'kill its whole process group (asks)', group: 'vassals'},
	{
		keys: ['F'],
		command: 'forgive',
		help: 'forgive: clear its throttle record, start it now',
		group: 'vassals',
	},
	{keys: ['?'], command: 'help', help: 'this help', group: 'emperor', hint: 'help'},
	{keys: ['ctrl+l'], command: 'redraw', help: 'redraw the screen', group: 'emperor'},
	{
		keys: ['q'],
		command: 'quit',
		help: 'back one level, or stop all and quit (asks)',
		group: 'emperor',
		hint: 'quit',
	},
	{
		keys: ['ctrl+c'],
		command: 'ragnarok',
		help: 'stop all and quit; again: without waiting',
		group: 'emperor',
	},
];

export const bindingFor = (key: string, layout: LayoutKind): Binding | undefined =>
	bindings.find(
		({keys, layouts}) => keys.includes(key) && (layouts === undefined || layouts.includes(layout)),
	);
