import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Emperor, openEmperor} from '../helpers/emperor.js';
import {needs} from '../helpers/needs.js';
import {quietVassal, shellVassal} from '../helpers/vassal-text.js';
import {until} from '../helpers/wait.js';

const withTmux = await needs('tmux');

/** No desktop that a test could write to. */
const noDesktop = {DISPLAY: '', WAYLAND_DISPLAY: '', SSH_CONNECTION: '', SSH_TTY: ''};

const buffer = (emperor: Emperor): Promise<string> => emperor.tmux('show-buffer');

/** A report of the mouse, in cells counted from 0 as everywhere here. */
const mouse = (button: number, x: number, y: number, end = 'M') =>
	`\u001B[<${button};${x + 1};${y + 1}${end}`;

/** Where on the screen a text begins. */
const find = async (emperor: Emperor, text: string): Promise<{x: number; y: number}> => {
	const rows = (await emperor.shows(text)).split('\n');
	const y = rows.findIndex(row => row.includes(text));
	return {x: rows[y]?.indexOf(text) ?? -1, y};
};

const long = `begin ${'many words '.repeat(30)}end`;

/** What it prints is in a file beside it. */
const printing = {
	'a.ini': shellVassal('cat words; exec sleep 1000'),
	words: `first\n${long}\n\u001B[31mred\u001B[0m\ttab\nlast\n`,
};

for (const [columns, rows] of [
	[200, 50],
	[80, 24],
	[40, 10],
] as const) {
	test(`v, keys and y copy the document to tmux's buffer, at ${columns}×${rows}`, withTmux, async t => {
		const emperor = await openEmperor(t, {
			columns,
			rows,
			args: ['*.ini', '--layout', 'zoom'],
			files: printing,
			env: noDesktop,
		});
		await emperor.shows('last');
		await emperor.keys('w', 'v', 'k', 'k', 'k');
		await emperor.shows(/^ y copy +esc back/m);
		await emperor.keys('y');
		await emperor.shows("copied 4 lines to tmux's buffer");
		assert.equal(await buffer(emperor), `first\n${long}\nred\ttab\nlast`);

		await emperor.keys('v', 'v', '$', 'y');
		await emperor.shows("copied 1 line to tmux's buffer");
		assert.equal(await buffer(emperor), 'last');

		await emperor.keys('v', 'k', 'Escape');
		await emperor.gone(/y copy/);
		assert.equal(await buffer(emperor), 'last');
		await emperor.panel('a.ini', '● ready');
	});
}

test(
	'a drag selects as it goes and copies when it ends; a click focuses; the wheel scrolls what it is over',
	withTmux,
	async t => {
		const emperor = await openEmperor(t, {
			args: ['*.ini'],
			files: {
				'a.ini': shellVassal(
					'i=0; while [ $i -lt 50 ]; do i=$((i+1)); echo "number $i"; done; exec sleep 1000',
				),
				'b.ini': quietVassal('quiet'),
			},
			env: noDesktop,
		});
		await emperor.shows('quiet');
		const from = await find(emperor, 'number 48');
		const to = await find(emperor, 'number 50');
		await emperor.type(mouse(0, from.x + 3, from.y) + mouse(32, to.x + 1, to.y));
		await until('the selection to be seen', async () =>
			/\u001B\[7mnumber 49/.test(await emperor.screenWithColours()),
		);
		await emperor.type(mouse(0, to.x + 1, to.y, 'm'));
		await emperor.shows("copied 3 lines to tmux's buffer");
		assert.equal(await buffer(emperor), 'ber 48\nnumber 49\nnu');
		await until(
			'nothing to be marked',
			async () => !/\u001B\[7mnumber/.test(await emperor.screenWithColours()),
		);

		await emperor.focuses('a.ini');
		const quiet = await find(emperor, 'quiet');
		await emperor.type(mouse(0, quiet.x, quiet.y) + mouse(0, quiet.x, quiet.y, 'm'));
		await emperor.focuses('b.ini');
		await emperor.type(mouse(64, from.x, from.y));
		await emperor.shows('↓ ─');
		await emperor.focuses('b.ini');
		await emperor.type(mouse(65, from.x, from.y));
		await emperor.gone('↓ ─');
		assert.equal(await buffer(emperor), 'ber 48\nnumber 49\nnu', 'a click copies nothing');
	},
);

test('Y copies the latest error whole, and says where there is none', withTmux, async t => {
	const emperor = await openEmperor(t, {
		args: ['*.ini'],
		files: {
			'a.ini': shellVassal('cat words; exec sleep 1000'),
			'b.ini': quietVassal('quiet'),
			words: `begin\nTraceback (most recent call last):\n  File "app.py", line 2, in f\n    1 / 0\nZeroDivisionError: division by zero\nthat was it\n`,
		},
		env: noDesktop,
	});
	await emperor.shows('that was it');
	await emperor.shows('quiet');
	await emperor.keys('Y');
	await emperor.shows("copied 4 lines to tmux's buffer");
	assert.match(await buffer(emperor), /^Traceback .*\n.*\n.*\nZeroDivisionError: division by zero$/);
	await emperor.keys('2', 'Y');
	await emperor.shows('no error in what is kept of b.ini');
});

test(
	'through a terminal, as over ssh, a long text arrives whole in the middle of a flood',
	withTmux,
	async t => {
		const folderful = Array.from({length: 900}, (_, index) => `${index} ${'ä'.repeat(38)}`);
		const emperor = await openEmperor(t, {
			columns: 160,
			args: ['*.ini'],
			files: {
				'flood.ini': shellVassal('while :; do echo "again and again"; done'),
				'text.ini': shellVassal('cat text; exec sleep 1000'),
				text: `${folderful.join('\n')}\n`,
			},
			// In tmux, but it does not know: all that is left is the terminal, which is tmux.
			env: {...noDesktop, TMUX: ''},
		});
		await emperor.tmux('set-option', '-s', 'set-clipboard', 'on');
		await emperor.shows('899 ä');
		await emperor.keys('2', 'v', 'g', 'y');
		await emperor.shows("copied 900 lines to the terminal's clipboard (OSC 52)");
		await until('the buffer', async () => (await buffer(emperor)) === folderful.join('\n'));
		await emperor.shows('again and again');
	},
);

test(
	'M leaves the mouse to the terminal and takes it again, as --no-mouse does from the beginning',
	withTmux,
	async t => {
		const emperor = await openEmperor(t, {args: ['*.ini'], files: {'a.ini': quietVassal()}});
		const mouseIsOurs = async () => (await emperor.ask('#{mouse_button_flag}#{mouse_sgr_flag}')) === '11';
		await emperor.panel('a.ini', '● ready');
		await until('the mouse', mouseIsOurs);
		await emperor.keys('M');
		await emperor.shows('mouse: off');
		await until('no mouse', async () => (await emperor.ask('#{mouse_any_flag}')) === '0');
		await emperor.keys('M');
		await until('the mouse', mouseIsOurs);
		await emperor.keys('C-c');
		await emperor.ended();

		const without = await openEmperor(t, {args: ['*.ini', '--no-mouse'], files: {'a.ini': quietVassal()}});
		await without.panel('a.ini', '● ready');
		assert.equal(await without.ask('#{mouse_any_flag}'), '0');
	},
);

test(
	'while another program has the terminal the mouse is not ours, and afterwards it is',
	withTmux,
	async t => {
		const emperor = await openEmperor(t, {
			args: ['*.ini'],
			files: {'a.ini': quietVassal()},
			env: {EDITOR: "sh -c 'echo editing; read -r word' editor"},
		});
		await emperor.panel('a.ini', '● ready');
		await emperor.keys('o');
		await emperor.shows('editing');
		assert.equal(await emperor.ask('#{mouse_any_flag}'), '0');
		await emperor.keys('Enter');
		await emperor.panel('a.ini', '● ready');
		await until('the mouse', async () => (await emperor.ask('#{mouse_any_flag}')) === '1');
	},
);

test(
	'in the merged log a click focuses whoever printed the line, and a drag copies from all',
	withTmux,
	async t => {
		const emperor = await openEmperor(t, {
			args: ['*.ini', '--layout', 'merged'],
			files: {
				'a.ini': shellVassal(
					'echo from a; until [ -e said ]; do sleep 0.02; done; echo again a; exec sleep 1000',
				),
				'b.ini': shellVassal(
					'until [ -e go ]; do sleep 0.02; done; echo from b; touch said; exec sleep 1000',
				),
			},
			env: noDesktop,
		});
		await emperor.shows('from a');
		await emperor.write('go', '');
		const end = await find(emperor, 'again a');
		const middle = await find(emperor, 'from b');
		const begin = await find(emperor, 'from a');
		await emperor.type(mouse(0, middle.x, middle.y) + mouse(0, middle.x, middle.y, 'm'));
		await emperor.keys('Enter');
		await emperor.panel('b.ini', '● ready');
		await emperor.keys('Escape');
		await emperor.shows('again a');
		await emperor.type(
			mouse(0, begin.x, begin.y) + mouse(32, end.x + 6, end.y) + mouse(0, end.x + 6, end.y, 'm'),
		);
		await emperor.shows('copied 3 lines');
		assert.equal(await buffer(emperor), 'from a\nfrom b\nagain a');
	},
);
