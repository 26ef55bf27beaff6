import assert from 'node:assert/strict';
import {test} from 'node:test';
import stringWidth from 'string-width';
import {isRunning} from '../helpers/is-running.js';
import {needs} from '../helpers/needs.js';
import {scratch} from '../helpers/scratch.js';
import {type Opening, openTerminal} from '../helpers/tmux.js';
import {until} from '../helpers/wait.js';

const withTmux = await needs('tmux');

const shell = (script: string, opening: Partial<Opening> = {}): Opening => ({
	columns: 80,
	rows: 6,
	command: ['sh', '-c', script],
	...opening,
});

test('a terminal has exactly the size it was asked for, and every row is as wide', withTmux, async t => {
	const terminal = await openTerminal(t, shell('stty size; echo 日本語; cat'));

	const rows = (await terminal.shows('日本語')).split('\n');
	assert.match(rows[0] ?? '', /^6 80 +$/);
	assert.deepEqual(
		rows.map(row => stringWidth(row)),
		[80, 80, 80, 80, 80, 80],
	);
});

test('a program in a terminal hears of a new size and can use it', withTmux, async t => {
	const terminal = await openTerminal(
		t,
		shell("trap 'stty size' WINCH; echo up; while read -r x; do :; done; while :; do sleep 0.05; done"),
	);
	await terminal.shows('up');
	await terminal.resize(61, 9);

	const rows = (await terminal.shows(/^9 61 /m)).split('\n');
	assert.equal(rows.length, 9);
	assert.equal(stringWidth(rows[8] ?? ''), 61);
});

test('keys and text arrive as a keyboard would send them', withTmux, async t => {
	const terminal = await openTerminal(
		t,
		shell('stty raw -echo; echo up; dd bs=1 count=16 2>/dev/null | od -An -c; stty sane; cat'),
	);
	await terminal.shows('up');
	await terminal.type('a;-b');
	await terminal.keys('Enter', 'C-a', 'Up', 'Escape', '-', ';');
	await terminal.type('end;');

	await terminal.shows(/a +; +- +b +\\r +001 +033 +\[ +A +033 +- +; +e +n +d +;/);
});

test('an escape sequence of a mouse arrives in one piece', withTmux, async t => {
	const terminal = await openTerminal(
		t,
		shell('stty raw -echo; echo up; dd bs=64 count=1 2>/dev/null | od -An -c; cat'),
	);
	await terminal.shows('up');
	await terminal.type('\u001B[<0;10;5M');

	await terminal.shows(/033 +\[ +< +0 +; +1 +0 +; +5 +M/);
});

test('the alternate screen, the cursor and colours can be asked for', withTmux, async t => {
	const terminal = await openTerminal(
		t,
		shell(
			String.raw`read x; printf '\033[?1049h\033[?25l\033[31mred\033[0m'; read x; printf '\033[?1049l\033[?25h'; echo back; read x`,
		),
	);
	assert.equal(await terminal.alternateOn(), false);
	assert.equal(await terminal.cursorShown(), true);

	await terminal.keys('Enter');
	await terminal.shows('red');
	assert.equal(await terminal.alternateOn(), true);
	assert.equal(await terminal.cursorShown(), false);
	assert.match(await terminal.screenWithColours(), /\[31mred/);

	await terminal.keys('Enter');
	await terminal.gone('red');
	await terminal.shows('back');
	assert.equal(await terminal.alternateOn(), false);
	assert.equal(await terminal.cursorShown(), true);
});

test(
	'the end of a program is seen with its exit code or signal, and its last screen stays',
	withTmux,
	async t => {
		const exiting = await openTerminal(t, shell('echo last words; exit 7'));
		assert.equal(await exiting.exited(), 7);
		await exiting.shows(/^last words +\n( +\n?){5}$/);

		const killed = await openTerminal(t, shell('kill -KILL $$'));
		assert.equal(await killed.exited(), 137);
	},
);

test(
	'the program gets its folder and environment, and nothing of the person who runs the tests',
	withTmux,
	async t => {
		process.env.CI = 'true';
		process.env.NO_COLOR = '1';
		t.after(() => {
			delete process.env.CI;
			delete process.env.NO_COLOR;
		});
		const cwd = await scratch(t);
		const terminal = await openTerminal(
			t,
			shell('pwd; echo "$TERM $LANG ci=$CI colour=$NO_COLOR mine=$MINE"; cat', {
				columns: 100,
				cwd,
				env: {MINE: 'yes'},
			}),
		);

		await terminal.shows('tmux-256color C.UTF-8 ci= colour= mine=yes');
		await terminal.shows(cwd);
	},
);

test('what is waited for in vain fails with the screen in the message', withTmux, async t => {
	const terminal = await openTerminal(t, shell('echo something else; cat'));
	await terminal.shows('else');

	await assert.rejects(
		terminal.shows('what never comes', 100),
		/to show what never comes.*\nsomething else/s,
	);
	await assert.rejects(terminal.gone('else', 100), /to be without else.*\nsomething else/s);
});

test('a program that outlives its terminal is killed, and that is a failure', withTmux, async () => {
	const cleanups: (() => Promise<void>)[] = [];
	const terminal = await openTerminal(
		{after: cleanup => void cleanups.push(cleanup)},
		shell("trap '' HUP; echo up; while :; do sleep 0.1; done"),
	);
	await terminal.shows('up');

	const [cleanup] = cleanups;
	assert.ok(cleanup);
	await assert.rejects(cleanup(), /to end with its terminal/);
	// SIGKILL is sent, not waited for.
	await until('it to be gone', async () => !(await isRunning(terminal.pid)));
});
