/**
 * Characters that are drawn, not written: a font's own lines and blocks meet their neighbours only in rows as high as
 * the font happens to want, and few fonts have the last three. Each is an SVG path in a cell of 10 by 20, to be stroked.
 */
export const strokes: Readonly<Record<string, string>> = {
	'─': 'M0 10h10',
	'│': 'M5 0v20',
	'╭': 'M5 20v-5q0-5 5-5',
	'╮': 'M5 20v-5q0-5-5-5',
	'╰': 'M5 0v5q0 5 5 5',
	'╯': 'M5 0v5q0 5-5 5',
	'┌': 'M5 20v-10h5',
	'┐': 'M5 20v-10h-5',
	'└': 'M5 0v10h5',
	'┘': 'M5 0v10h-5',
	'├': 'M5 0v20M5 10h5',
	'┤': 'M5 0v20M5 10h-5',
	'┬': 'M0 10h10M5 10v10',
	'┴': 'M0 10h10M5 0v10',
	'┼': 'M0 10h10M5 0v20',
	'═': 'M0 8.5h10M0 11.5h10',
	'║': 'M3.5 0v20M6.5 0v20',
	'╔': 'M3.5 20v-11.5h6.5M6.5 20v-8.5h3.5',
	'╗': 'M6.5 20v-11.5h-6.5M3.5 20v-8.5h-3.5',
	'╚': 'M3.5 0v11.5h6.5M6.5 0v8.5h3.5',
	'╝': 'M6.5 0v11.5h-6.5M3.5 0v8.5h-3.5',
	'▯': 'M2.5 5h5v11h-5v-11',
	'▮': 'M2.5 5h5v11h-5v-11M3.5 5v11M4.5 5v11M5.5 5v11M6.5 5v11',
	'⧗': 'M2 5h6M2 16h6M2.5 5q0 4 2.5 5.5q2.5 1.5 2.5 5.5M7.5 5q0 4-2.5 5.5q-2.5 1.5-2.5 5.5',
};

/** Heights of the bars of a sparkline, in the same cell. */
export const bars: Readonly<Record<string, number>> = Object.fromEntries(
	[...'▁▂▃▄▅▆▇█'].map((bar, index) => [bar, (20 * (index + 1)) / 8]),
);
