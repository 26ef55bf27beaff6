import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {type Emperor, openEmperor} from '../helpers/emperor.js';
import {needs} from '../helpers/needs.js';
import {shellVassal} from '../helpers/vassal-text.js';
import {until} from '../helpers/wait.js';

const withTmux = await needs('tmux');

/** Prints these lines, then what is written into its fifo, and stays. */
const printing = (words: string) => shellVassal(`cat ${words}; exec sleep 1000`);

const line = (number: number): string =>
	number % 50 === 0 ? `ERROR ${number}. ${'and so on '.repeat(25)}end of ${number}.` : `fine ${number}.`;

const words = Array.from({length: 300}, (_, index) => `${line(index + 1)}\n`).join('');

const banner = '*** Starting uWSGI 2.0.21 (64bit) on [Tue Nov 24 20:59:31 2026] ***\nnodename: vm\n';

const traceback = 'Traceback (most recent call last):\n  File "/srv/a.py", line 3, in f\nValueError: bad\n';

const sizes = [
	[200, 50],
	[80, 24],
	[40, 10],
] as const;

/** The one vassal's log on the whole screen. */
const openZoomed = async (t: Parameters<typeof openEmperor>[0], columns: number, rows: number) => {
	const emperor = await openEmperor(t, {
		columns,
		rows,
		args: ['a.ini'],
		files: {'a.ini': printing('words'), words},
	});
	await emperor.shows('1 a.ini');
	await emperor.keys('z');
	await emperor.shows('ERROR 300.');
	return emperor;
};

/** Rows of the only panel, without their times. */
const rowsOf = async (emperor: Emperor): Promise<readonly string[]> => {
	const [panel] = await emperor.panels(1);
	return panel?.lines.map(row => row.replace(/^(?:\d\d:\d\d:\d\d| +\d+ s) /, '').trimEnd()) ?? [];
};

const seesRows = (emperor: Emperor, what: string, isSeen: (rows: readonly string[]) => boolean) =>
	until(what, async () => {
		const rows = await rowsOf(emperor);
		assert.ok(isSeen(rows), rows.join('\n'));
		return true;
	});

for (const [columns, rows] of sizes) {
	test(`a log is scrolled, wrapped, moved sideways and marked, at ${columns}×${rows}`, withTmux, async t => {
		const emperor = await openZoomed(t, columns, rows);
		const height = rows - 4;
		await emperor.keys('k');
		await emperor.gone('ERROR 300.');
		await emperor.keys('u');
		await seesRows(
			emperor,
			'half a page above',
			shown => shown.at(-1)?.startsWith(line(299 - Math.ceil(height / 2)).slice(0, 8)) === true,
		);
		await emperor.shows('↓ ─');
		await emperor.keys('m');
		await emperor.shows('marked');
		await emperor.keys('g');
		await seesRows(emperor, 'the oldest line', ([top]) => top === 'fine 1.');
		await emperor.keys("'");
		const marked = 300 - height - Math.ceil(height / 2);
		await seesRows(emperor, 'the mark', ([top]) => top?.startsWith(line(marked).slice(0, 8)) === true);
		await emperor.keys('G');
		await emperor.gone('↓ ─');
		await emperor.shows('ERROR 300.');

		await emperor.gone('end of 300.');
		await emperor.keys('w');
		await seesRows(emperor, 'the whole line', shown =>
			shown
				.map(row => row.trim())
				.join('')
				.replaceAll(' ', '')
				.endsWith('endof300.'),
		);
		await emperor.keys('w');
		await emperor.gone('end of 300.');
		await emperor.keys(...Array<string>(20).fill('L'));
		await seesRows(emperor, 'the end of the line', shown => shown.at(-1)?.endsWith('end of 300.') === true);
		await emperor.shows(/→ \d+/);
		await emperor.keys(...Array<string>(20).fill('H'));
		await emperor.shows('ERROR 300.');
		await emperor.gone('→');
	});

	test(`e and E go through the errors of a log, at ${columns}×${rows}`, withTmux, async t => {
		const emperor = await openZoomed(t, columns, rows);
		await emperor.keys('e');
		await emperor.shows('error 6/6');
		await emperor.keys('E');
		await emperor.shows('error 5/6');
		await emperor.shows('ERROR 250.');
		await emperor.keys('e', 'e');
		await emperor.shows('error 1/6');
		await emperor.shows('ERROR 50.');
		await emperor.keys('G');
		await emperor.gone('error 1/6');
	});

	test(`what is folded opens and closes, at ${columns}×${rows}`, withTmux, async t => {
		const emperor = await openEmperor(t, {
			columns,
			rows,
			args: ['a.ini'],
			files: {'a.ini': printing('words'), words: banner + traceback},
		});
		await emperor.shows('1 a.ini');
		await emperor.keys('z');
		await emperor.shows('▸ uWSGI 2.0.21 started');
		await emperor.shows('ValueError: bad');
		await emperor.keys('a');
		await emperor.shows('▸ Traceback ... Value');
		await emperor.keys('a', '.');
		await emperor.shows('all folded');
		await emperor.shows('▸ Traceback ... Value');
		await emperor.keys('.');
		await emperor.shows('nodename: vm');
		await emperor.shows('ValueError: bad');
		await emperor.gone('▸ ');
	});

	test(`a log is searched and filtered, at ${columns}×${rows}`, withTmux, async t => {
		const emperor = await openZoomed(t, columns, rows);
		await emperor.type('/^error');
		await emperor.shows(/^ \/\^error /m);
		await emperor.keys('Enter');
		await emperor.shows('/^error 6/6');
		await emperor.keys('N');
		await emperor.shows('/^error 5/6');
		await emperor.shows('ERROR 250.');
		await emperor.keys('n', 'n');
		await emperor.shows('/^error 1/6');
		await emperor.shows('ERROR 50.');
		await emperor.keys('Escape');
		await emperor.gone('/^error');

		await emperor.type('&error');
		await emperor.keys('Enter');
		await emperor.shows(columns === 40 ? '& 6/300' : '&error 6/300 lines');
		await seesRows(emperor, 'only errors', shown =>
			shown.every(row => row === '' || row.startsWith('ERROR')),
		);
		await emperor.keys('Escape');
		await emperor.gone('6/300');
		// Where it stood still, among its neighbours again.
		await emperor.shows('fine 51.');

		await emperor.type('/(');
		await emperor.keys('Enter');
		await emperor.shows(/unterminated|\/\(/);
		await emperor.keys('Escape');
		await emperor.gone('/(');
	});
}

test('times are of day, then ages, then none, and the pane says which', withTmux, async t => {
	const emperor = await openZoomed(t, 80, 24);
	await emperor.shows(/│ \d\d:\d\d:\d\d ERROR 300\./);
	await emperor.keys('t');
	await emperor.shows(/│ +\d+ s ERROR 300\./);
	await emperor.shows('times: relative');
	await emperor.keys('t');
	await emperor.shows(/│ ERROR 300\./);
	await emperor.keys('t');
	await emperor.shows(/│ \d\d:\d\d:\d\d ERROR 300\./);
});

for (const [columns, rows] of sizes) {
	test(`all logs are one, in the order of what was printed, at ${columns}×${rows}`, withTmux, async t => {
		const telling = (fifo: string) =>
			shellVassal(
				`mkfifo ${fifo}; exec 3<>${fifo}; echo ${fifo} is there; while read -r words <&3; do echo $words; done`,
			);
		const emperor = await openEmperor(t, {
			columns,
			rows,
			args: ['--layout', 'merged', '*.ini'],
			files: {'ping.ini': telling('ping'), 'pong.ini': telling('pong')},
		});
		await emperor.shows('all 2 vassals');
		await emperor.shows('ping is there');
		await emperor.shows('pong is there');
		for (let round = 1; round <= 6; round++) {
			for (const name of ['ping', 'pong']) {
				await writeFile(join(emperor.folder, name), `${name} ${round}\n`);
				await emperor.shows(`${name} ${round}`);
			}
		}
		const told = [4, 5, 6].flatMap(round => [`ping.ini ping ${round}`, `pong.ini pong ${round}`]);
		await seesRows(emperor, 'ping and pong in turns', shown => {
			const lowest = shown.filter(row => row !== '').slice(-6);
			return lowest.join() === told.join();
		});
		await emperor.keys('g');
		await emperor.shows('ping is there');
		await emperor.type('/pong [24]');
		await emperor.keys('Enter');
		await emperor.shows(/\/pong \[24\] \d\/2/);
		await emperor.keys('0');
		await emperor.gone('all 2 vassals');
	});
}
