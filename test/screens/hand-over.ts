import assert from 'node:assert/strict';
import {readdir, readFile, rm, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {openEmperor} from '../helpers/emperor.js';
import {needs} from '../helpers/needs.js';
import {quietVassal, shellVassal} from '../helpers/vassal-text.js';
import {until} from '../helpers/wait.js';

const withTmux = await needs('tmux');
const withLess = await needs('tmux', 'less');

/** Prints a numbered line every few hundredths of a second, and counts in a file of its own how many there are. */
const counter = shellVassal(
	'i=0; while :; do i=$((i+1)); echo "line $i"; echo $i > count.part; mv count.part count; sleep 0.02; done',
);

/** A pager that shows its file, and what was typed, until `q` and Enter. */
const reader = `sh -c 'cat "$1"; while read -r word; do [ "$word" = q ] && exit; echo "read: $word"; done' pager`;

test(
	'O shows the whole log in less, where Ctrl-C is for less, and everything comes back after q',
	withLess,
	async t => {
		const coloured = shellVassal(
			`i=0; while [ $i -lt 300 ]; do i=$((i+1)); echo "line $i"; done; echo '\u001B[31mred\u001B[0m and \u001B]2;title\u0007last'; exec sleep 1000`,
		);
		const emperor = await openEmperor(t, {
			args: ['*.ini'],
			files: {'a.ini': coloured},
			env: {TMPDIR: '.', PAGER: 'less', LESS: '-F'},
		});
		await emperor.shows('red and last');
		await emperor.keys('O');
		await emperor.shows(/\(END\)\s*$/);
		await emperor.keys('C-c');
		await until('the first line', async () => {
			// It forgets what was typed before it came to hear of the Ctrl-C.
			await emperor.keys('g');
			return /^line 1 *\nline 2 /.test(await emperor.screen());
		});
		const folder = join(
			emperor.folder,
			(await readdir(emperor.folder)).find(name => /^emperor-/.test(name)) ?? '',
		);
		const file = join(folder, 'a.ini.log');
		assert.equal((await stat(folder)).mode & 0o777, 0o700);
		assert.equal((await stat(file)).mode & 0o777, 0o600);
		const text = await readFile(file, 'utf8');
		assert.equal(
			text,
			`${Array.from({length: 300}, (_, index) => `line ${index + 1}\n`).join('')}red and last\n`,
		);

		await emperor.resize(100, 30);
		// A key that comes while it lays its screen out anew may be lost to it.
		await emperor.shows(/^line 29 /m);
		await emperor.keys('q');
		const {width} = await emperor.panel('a.ini', '● ready');
		assert.equal(width, 100);
		await emperor.gone('(END)');
		assert.equal(await emperor.cursorShown(), false);
		await until(
			'the copy to go',
			async () => !(await readdir(emperor.folder)).some(name => /^emperor-/.test(name)),
		);
		await emperor.keys('?');
		await emperor.shows('edit its config file in $EDITOR');
		await emperor.keys('Escape');
		await emperor.panel('a.ini', '● ready');
		await emperor.keys('C-c');
		assert.equal((await emperor.ended()).code, 0);
	},
);

test(
	'o opens the config in the editor, whose arguments are kept apart, and logs go on meanwhile',
	withTmux,
	async t => {
		const emperor = await openEmperor(t, {
			args: ['*.ini'],
			files: {"it's;$(a).ini": quietVassal('first'), 'count.ini': counter},
			env: {VISUAL: reader, EDITOR: 'false'},
		});
		await emperor.shows('first');
		await emperor.keys('2', 'o');
		await emperor.shows('unprivileged-binary-patch-arg = echo first');
		const before = Number(await readFile(join(emperor.folder, 'count'), 'utf8'));
		await emperor.type('r?Xy\r');
		await emperor.shows('read: r?Xy');
		await until(
			'more lines',
			async () => Number(await readFile(join(emperor.folder, 'count'), 'utf8')) > before + 20,
		);
		await emperor.keys('q', 'Enter');
		await emperor.gone('read: r?Xy');
		assert.match((await emperor.panel("it's;$(a).ini", '● ready')).footer, / 0 restarts/);
		const lines = (await emperor.panel('count.ini', '● ready')).lines.map(line =>
			Number(/line (\d+)/.exec(line)?.[1]),
		);
		assert.ok(Math.min(...lines) > before, `${lines} after ${before}`);
	},
);

test('an editor that is missing is a message, and so is a temporary folder', withTmux, async t => {
	const emperor = await openEmperor(t, {
		columns: 120,
		args: ['*.ini'],
		files: {'a.ini': quietVassal(), 'tmp/.keep': ''},
		env: {VISUAL: '', EDITOR: 'no-such-editor -x', TMPDIR: './tmp'},
	});
	await emperor.panel('a.ini', '● ready');
	await emperor.keys('o');
	await emperor.shows('$EDITOR: cannot find "no-such-editor -x". Set it to a program that is installed.');
	await rm(join(emperor.folder, 'tmp'), {recursive: true});
	await emperor.keys('O');
	await emperor.shows(/pager: ENOENT.*Is there room in the temporary folder\?/);
	await emperor.panel('a.ini', '● ready');
});

test('a SIGTERM while another program has the terminal ends that too', withTmux, async t => {
	const emperor = await openEmperor(t, {
		args: ['*.ini'],
		files: {'a.ini': quietVassal('here')},
		env: {PAGER: reader, TMPDIR: '.'},
	});
	await emperor.panel('a.ini', '● ready');
	await emperor.keys('O');
	await emperor.gone('╭');
	await emperor.shows(/^here /m);
	process.kill(await emperor.emperorPid(), 'SIGINT');
	await emperor.type('still\r');
	await emperor.shows('read: still');
	process.kill(await emperor.emperorPid(), 'SIGTERM');
	const {code} = await emperor.ended();
	assert.equal(code, 143);
	assert.deepEqual(await emperor.family(), []);
	assert.deepEqual(
		(await readdir(emperor.folder)).filter(name => /^emperor-/.test(name)),
		[],
	);
});

/** A shell with job control runs the program; then `bg` and `fg` may be typed. */
const withJobs = ['sh', '-mc', '"$@"; while echo "job: $?"; read -r word; do $word; done', 'sh'];

test('Ctrl-Z gives the shell back, fg the panels, and no line is lost', withTmux, async t => {
	const beating = shellVassal(
		`while :; do printf '\\032' >&$UWSGI_EMPEROR_FD; echo beat >> beats; sleep 0.1; done`.replaceAll(
			'%',
			'%%',
		),
	);
	const emperor = await openEmperor(t, {
		args: ['*.ini', '--emperor-required-heartbeat', '1', '--log-dir', 'logs'],
		files: {'beats.ini': beating, 'count.ini': counter},
		under: withJobs,
	});
	await emperor.shows('● 2 ready');
	await emperor.keys('C-z');
	await emperor.shows(/^emperor: suspended\..*job: 1\d\d/s);
	assert.equal(await emperor.alternateOn(), false);
	assert.equal(await emperor.cursorShown(), true);

	const beats = async () => (await readFile(join(emperor.folder, 'beats'), 'utf8')).length / 5;
	const before = await beats();
	await until('two seconds without the emperor', async () => (await beats()) > before + 20);
	await emperor.resize(110, 30);
	const count = Number(await readFile(join(emperor.folder, 'count'), 'utf8'));
	await emperor.type('fg\r');
	await until('the panels, as wide as the terminal is now', async () => {
		const shown = await emperor.panel('count.ini', '● ready');
		assert.equal(shown.width, 110);
		return shown.lines.some(line => Number(/line (\d+)/.exec(line)?.[1]) > count);
	});
	const kept = await until('the lines of that time on disk', async () => {
		const text = await readFile(join(emperor.folder, 'logs/count.ini.log'), 'utf8');
		const lines = text.slice(0, text.lastIndexOf('\n')).split('\n');
		return lines.length > count && lines;
	});
	assert.deepEqual(
		kept,
		kept.map((_, index) => `line ${index + 1}`),
	);
	assert.match((await emperor.panel('beats.ini', '● ready')).footer, / 0 restarts/);
});

test('after Ctrl-Z and bg it rules unseen, until fg', withTmux, async t => {
	const emperor = await openEmperor(t, {args: ['*.ini'], files: {'a.ini': quietVassal()}, under: withJobs});
	await emperor.panel('a.ini', '● ready');
	await emperor.keys('C-z');
	await emperor.shows('job: ');
	await emperor.type('bg\r');
	await emperor.write('later.ini', shellVassal('echo started > proof; exec sleep 1000'));
	await until('a new vassal', async () => (await readdir(emperor.folder)).includes('proof'));
	assert.equal(await emperor.alternateOn(), false);
	await emperor.type('fg\r');
	await emperor.panel('later.ini', '● ready');
	await emperor.keys('C-c');
	await emperor.shows(/emperor ruled 2 vassals.*job: /s);
});

test('where no shell would ever continue it, Ctrl-Z says so', withTmux, async t => {
	const emperor = await openEmperor(t, {args: ['*.ini'], files: {'a.ini': quietVassal()}});
	await emperor.panel('a.ini', '● ready');
	await emperor.keys('C-z');
	await emperor.shows('suspend: no shell waits for this program.');
	await emperor.panel('a.ini', '● ready');
});

test('T follows the log in a pane of tmux, beside or below, until the emperor ends', withTmux, async t => {
	for (const [columns, rows, split] of [
		[200, 50, 'left'],
		[80, 24, 'top'],
	] as const) {
		const emperor = await openEmperor(t, {
			columns,
			rows,
			args: ['*.ini', '--socket', 'control.sock'],
			files: {
				'a;$(touch owned) #(touch owned).ini': shellVassal(
					'echo first; until [ -e go ]; do sleep 0.02; done; echo second; exec sleep 1000',
				),
			},
		});
		await emperor.shows('● 1 ready');
		await emperor.keys('T');
		const other = await until('another pane', async () =>
			(await emperor.tmux('list-panes', '-F', `#{?pane_active,,#{pane_id} #{pane_${split}}}`)).trim(),
		);
		const [pane = '', offset] = other.split(' ');
		assert.ok(Number(offset) > 0, other);
		const seen = () => emperor.tmux('capture-pane', '-p', '-t', pane);
		await until('the log', async () => /^first$/m.test(await seen()));
		await emperor.write('go', '');
		await until('what follows', async () => /^second$/m.test(await seen()));
		assert.ok(!(await readdir(emperor.folder)).includes('owned'));
		await emperor.keys('C-c');
		await emperor.ended();
	}
});

test('without tmux T says how to follow a log', withTmux, async t => {
	const emperor = await openEmperor(t, {args: ['*.ini'], files: {'a.ini': quietVassal()}, env: {TMUX: ''}});
	await emperor.panel('a.ini', '● ready');
	await emperor.keys('T');
	await emperor.shows('tmux: not in it. Start emperor there, or run emperor logs -f elsewhere.');
});
