/** What a state feels like. Colour is spent on that only. */
export type Tone = 'good' | 'moving' | 'bad' | 'asleep' | 'quiet' | 'plain';

/** How a person wants it coloured. */
export type ThemeName = (typeof themeNames)[number];

export const themeNames = ['dark', 'light', 'colour-blind', 'none'] as const;

type Theme = Pick<Look, 'colours' | 'nameColours'>;

/**
 * Of the sixteen colours that every terminal knows, so that the person's own palette rules. `light` has those that can be
 * read on white even in xterm's own palette; `colour-blind` tells well, on the way and bad apart by blue, yellow and red,
 * never by red and green.
 */
const themes: Readonly<Record<ThemeName, Theme>> = {
	dark: {
		colours: {
			good: 'green',
			moving: 'yellow',
			bad: 'red',
			asleep: 'blue',
			quiet: 'gray',
			plain: undefined,
		},
		nameColours: [36, 33, 32, 35, 34, 31],
	},
	light: {
		colours: {
			good: 'blue',
			moving: 'magenta',
			bad: 'red',
			asleep: 'gray',
			quiet: 'gray',
			plain: undefined,
		},
		nameColours: [34, 35, 31, 90],
	},
	'colour-blind': {
		colours: {
			good: 'blueBright',
			moving: 'yellow',
			bad: 'red',
			asleep: 'cyan',
			quiet: 'gray',
			plain: undefined,
		},
		nameColours: [36, 33, 94, 35],
	},
	none: {
		colours: {
			good: undefined,
			moving: undefined,
			bad: undefined,
			asleep: undefined,
			quiet: undefined,
			plain: undefined,
		},
		nameColours: [],
	},
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
	/** In front of how often something came. */
	readonly times: string;
	readonly spinner: readonly string[];
	readonly badges: Readonly<Record<BadgeName, string>>;
	readonly isAscii: boolean;
	readonly isColoured: boolean;
	readonly colours: Readonly<Record<Tone, string | undefined>>;
	/** Of names in front of lines, as SGR numbers. */
	readonly nameColours: readonly number[];
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

const unicode: Omit<Look, keyof Theme | 'isColoured' | 'isAscii'> = {
	corners: ['╭', '╮', '╰', '╯'],
	horizontal: '─',
	vertical: '│',
	dot: '·',
	ellipsis: '…',
	down: '↓',
	pointer: '▸',
	times: '×',
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

const ascii: Omit<Look, keyof Theme | 'isColoured' | 'isAscii'> = {
	corners: ['+', '+', '+', '+'],
	horizontal: '-',
	vertical: '|',
	dot: '-',
	ellipsis: '~',
	down: 'v',
	pointer: '>',
	times: 'x',
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
export const chooseLook = (isAscii: boolean, theme: ThemeName): Look => ({
	...(isAscii ? ascii : unicode),
	...themes[theme],
	isAscii,
	isColoured: theme !== 'none',
});
