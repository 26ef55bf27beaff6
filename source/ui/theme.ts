/** What a state feels like. Colour is spent on that only. */
export type Tone = 'good' | 'moving' | 'bad' | 'asleep' | 'quiet' | 'plain';

/** The sixteen names that every terminal knows, so that the person's own palette rules. */
const colours: Look['colours'] = {
	good: 'green',
	moving: 'yellow',
	bad: 'red',
	asleep: 'blue',
	quiet: 'gray',
	plain: undefined,
};

const noColours: Look['colours'] = {
	good: undefined,
	moving: undefined,
	bad: undefined,
	asleep: undefined,
	quiet: undefined,
	plain: undefined,
};

/** What the chrome is drawn with. */
export type Look = {
	readonly corners: readonly [topLeft: string, topRight: string, bottomLeft: string, bottomRight: string];
	readonly horizontal: string;
	readonly vertical: string;
	readonly dot: string;
	readonly ellipsis: string;
	readonly down: string;
	readonly pointer: string;
	readonly spinner: readonly string[];
	readonly badges: Readonly<Record<BadgeName, string>>;
	readonly isAscii: boolean;
	readonly isColoured: boolean;
	readonly colours: Readonly<Record<Tone, string | undefined>>;
};

export type BadgeName =
	| 'starting'
	| 'ready'
	| 'loyal'
	| 'reloading'
	| 'on demand'
	| 'throttled'
	| 'stopping'
	| 'stopped'
	| 'failed'
	| 'no app'
	| 'hung'
	| 'not a vassal';

const unicode: Omit<Look, 'colours' | 'isColoured' | 'isAscii'> = {
	corners: ['╭', '╮', '╰', '╯'],
	horizontal: '─',
	vertical: '│',
	dot: '·',
	ellipsis: '…',
	down: '↓',
	pointer: '▸',
	spinner: ['◐', '◓', '◑', '◒'],
	badges: {
		starting: '◌',
		ready: '●',
		loyal: '★',
		reloading: '◐',
		'on demand': '○',
		throttled: '⧗',
		stopping: '▽',
		stopped: '■',
		failed: '✖',
		'no app': '!',
		hung: '☠',
		'not a vassal': '·',
	},
};

const ascii: Omit<Look, 'colours' | 'isColoured' | 'isAscii'> = {
	corners: ['+', '+', '+', '+'],
	horizontal: '-',
	vertical: '|',
	dot: '-',
	ellipsis: '~',
	down: 'v',
	pointer: '>',
	spinner: ['|', '/', '-', '\\'],
	badges: {
		starting: 's',
		ready: 'o',
		loyal: '*',
		reloading: 'r',
		'on demand': 'z',
		throttled: 't',
		stopping: 'v',
		stopped: '#',
		failed: 'x',
		'no app': '!',
		hung: '%',
		'not a vassal': '.',
	},
};

/** What is drawn or said between names and logs, for a terminal that knows only ASCII: as many columns as before. */
export const inAscii = (text: string): string =>
	text.replace(/[·…→↑↓▮▯▁-█]/g, glyph => asciiOf[glyph] ?? '?');

const asciiOf: Readonly<Record<string, string>> = {
	'·': '-',
	'…': '~',
	'→': '>',
	'↑': '^',
	'↓': 'v',
	'▮': '#',
	'▯': '.',
	'▁': '_',
	'▂': '_',
	'▃': '-',
	'▄': '-',
	'▅': '=',
	'▆': '=',
	'▇': '#',
	'█': '#',
};

/** ASCII is for those who ask, and for locales that are not UTF-8. No state is told by colour alone. */
export const chooseLook = (isAscii: boolean, isColoured: boolean): Look => ({
	...(isAscii ? ascii : unicode),
	isAscii,
	isColoured,
	colours: isColoured ? colours : noColours,
});
