import assert from 'node:assert/strict';
import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {openAttached} from '../helpers/attached-screen.js';
import {panelOf, panelsOn} from '../helpers/frame.js';
import {isRunning} from '../helpers/is-running.js';
import {needs} from '../helpers/needs.js';
import {type PipedEmperor, pipeEmperor} from '../helpers/piped-emperor.js';
import type {Terminal} from '../helpers/tmux.js';
import {until} from '../helpers/wait.js';

const withTmux = await needs('tmux');

const vassal = (script: string) => `[uwsgi]\nunprivileged-binary-patch-arg = ${script}\n`;

const files = {
	'good.ini': vassal('echo one; echo two; exec sleep 1000'),
	'many.ini': vassal('seq 1 5000 | sed "s/^/line /"; exec sleep 1000'),
};

const rule = async (t: Parameters<typeof pipeEmperor>[0], socket?: string): Promise<PipedEmperor> => {
	const chosen = socket === undefined ? [] : ['--socket', socket];
	const emperor = await pipeEmperor(t, {args: ['--no-tui', ...chosen, '*.ini'], files});
	await until(
		'the socket',
		() =>
			existsSync(join(emperor.folder, socket ?? '')) &&
			(socket !== undefined || readdirSync(join(emperor.folder, '.run/emperor')).length === 1),
	);
	await emperor.prints('line 5000');
	return emperor;
};

/** What was printed before one attached comes behind what was printed last. */
const toTheOldest = (screen: Terminal) =>
	until('the oldest line', async () => {
		await screen.keys('g');
		return (await screen.screen()).includes('line 1 ');
	});

test(
	'an emperor without a screen is attached to, commanded, scrolled, and left to rule on',
	withTmux,
	async t => {
		const emperor = await rule(t);
		const screen = await openAttached(t, emperor);
		await screen.shows('q detach');
		await screen.shows(/│ .*two/);
		await screen.shows('line 5000');
		const shown = await screen.shows('● 2 ready');
		assert.match(shown, / emperor at \/.*2 vassals +● 2 ready/);
		assert.deepEqual(
			panelsOn(shown).map(({title}) => title),
			['1 good.ini ● ready', '2 many.ini ● ready'],
		);

		await screen.keys('2');
		await toTheOldest(screen);
		await screen.keys('/');
		await screen.type('line 2345$');
		await screen.keys('Enter');
		await screen.shows('1/1');
		await screen.shows('line 2345');

		await screen.keys('Escape');
		await screen.gone('1/1');
		await screen.keys('1', 'R');
		await screen.shows('1 restart ');
		await emperor.prints(/one\n[\s\S]*one\n/);
		await screen.keys('x');
		await until('it to stop', async () =>
			panelOf(await screen.screen(), 'good.ini').title.includes('■ stopped'),
		);

		await screen.keys('q');
		assert.equal(await screen.exited(), 0);
		await screen.shows(/emperor: detached from .*, where it rules on/);
		assert.equal(await screen.alternateOn(), false);
		assert.ok(await isRunning(emperor.pid));
		assert.equal((await emperor.family()).length, 1);
	},
);

test(
	'several are attached at once; ctrl+c is the end of one of them, Q after a yes that of the emperor and of this one, and the others wait for the next',
	withTmux,
	async t => {
		const emperor = await rule(t);
		const one = await openAttached(t, emperor, [String(emperor.pid)]);
		const other = await openAttached(t, emperor, [`.run/emperor/${emperor.pid}.sock`], {
			columns: 40,
			rows: 10,
		});
		await one.shows('q detach');
		await other.shows('● ready');
		await one.keys('x');
		await other.shows('■ stopped');
		await one.keys('C-c');
		assert.equal(await one.exited(), 0);

		await other.keys('Q');
		await other.shows('end the emperor?');
		await other.keys('n');
		await other.gone('end the emperor?');
		assert.ok(await isRunning(emperor.pid));
		const third = await openAttached(t, emperor);
		await third.shows('q detach');
		await other.keys('Q', 'y');
		assert.equal(await emperor.exited(), 0);
		await third.shows(/since \d\d:\d\d:\d\d ended, awaiting the next/);
		await third.shows('no vassals any more');
		await third.shows('q detach');
		assert.equal(await third.alternateOn(), true);
		await third.keys('q');
		for (const screen of [other, third]) {
			assert.equal(await screen.exited(), 0);
			await until('its last words', async () =>
				/emperor: the emperor at .* has ended\./.test((await screen.screen()).replaceAll('\n', '')),
			);
			assert.equal(await screen.alternateOn(), false);
		}
	},
);

test(
	'an emperor that is killed and started again is there again, with everything in its place',
	withTmux,
	async t => {
		const emperor = await rule(t, 'c.sock');
		const screen = await openAttached(t, emperor, ['c.sock'], {columns: 120});
		await screen.shows('line 5000');
		await screen.keys('2', 'z');
		await toTheOldest(screen);
		await screen.shows('↓');
		emperor.signal('SIGKILL');
		await screen.shows(/since \d\d:\d\d:\d\d line broken, trying again/);
		await screen.shows('line 1 ');
		assert.match(await screen.screen(), /2 many\.ini ─/);

		const next = emperor.again();
		await next.prints('line 5000');
		await screen.gone('broken');
		await screen.shows(`pid `);
		const shown = await screen.screen();
		assert.equal(panelsOn(shown).length, 1, 'still zoomed');
		assert.equal(panelOf(shown, 'many.ini').lines[0]?.slice(9), 'line 1');
		await screen.keys('G');
		await screen.shows('line 5000');

		next.signal('SIGKILL');
		await screen.shows('line broken');
		await screen.keys('z', 'q');
		assert.equal(await screen.exited(), 0);
		await screen.shows('The line was broken: whether it rules on is not known.');
	},
);

test(
	'an emperor that is stopped and started again is there again, with everything in its place',
	withTmux,
	async t => {
		const emperor = await rule(t);
		const screen = await openAttached(t, emperor, [], {columns: 120});
		await screen.shows('line 5000');
		await screen.keys('2', 'z');
		await toTheOldest(screen);
		await screen.shows('↓');
		emperor.signal('SIGTERM');
		await screen.shows('ended, awaiting the next');
		assert.equal(await emperor.exited(), 143);

		const next = emperor.again();
		await next.prints('line 5000');
		await screen.gone('awaiting');
		await screen.shows('pid ');
		const shown = await screen.screen();
		assert.equal(panelsOn(shown).length, 1, 'still zoomed');
		assert.equal(panelOf(shown, 'many.ini').lines[0]?.slice(9), 'line 1');
		await screen.keys('G');
		await screen.shows('line 5000');
		await screen.keys('z', 'q');
		assert.equal(await screen.exited(), 0);
		await screen.shows(/emperor: detached from .*, where it rules on/);
	},
);

test('of several, one that is started again is known by what it rules over', withTmux, async t => {
	const emperor = await rule(t);
	const other = await pipeEmperor(t, {
		args: ['--no-tui', '*.ini'],
		files: {'other.ini': vassal('echo another; exec sleep 1000')},
		env: {XDG_RUNTIME_DIR: join(emperor.folder, '.run')},
	});
	await other.prints('another');
	const sockets = join(emperor.folder, '.run/emperor');
	await until('both sockets', () => readdirSync(sockets).length === 2);
	const screen = await openAttached(t, emperor, [join(sockets, `${emperor.pid}.sock`)], {columns: 120});
	await screen.shows('line 5000');

	emperor.signal('SIGTERM');
	await screen.shows('ended, awaiting the next');
	await emperor.exited();
	const next = emperor.again();
	await next.prints('line 5000');
	await screen.gone('awaiting');
	await screen.shows('● 2 ready');

	next.signal('SIGKILL');
	await screen.shows('to another.');
	const last = next.again();
	await last.prints('line 5000');
	await screen.gone('line broken');
	await screen.keys('R');
	const shown = await screen.shows('1 restart ');
	assert.equal(shown.includes('other.ini'), false);
	// The first one's socket is not there any more: it is called by what stays.
	assert.ok(shown.split('\n')[0]?.includes(` at ${emperor.folder} `), shown);
	await screen.keys('q');
	assert.equal(await screen.exited(), 0);
	await screen.shows(`emperor: detached from ${emperor.folder}, where it rules on`);
});

test('where there is no emperor, or no terminal, that is said', withTmux, async t => {
	const emperor = await rule(t);
	const nobody = await openAttached(t, emperor, ['nobody.sock']);
	assert.equal(await nobody.exited(), 1);
	await nobody.shows('nobody.sock: there is no such socket');
	const dumb = await openAttached(t, emperor, [], {env: {TERM: 'dumb'}});
	assert.equal(await dumb.exited(), 1);
	await dumb.shows('attach: there is no terminal to draw on');
});

test('whatever the way out, the terminal is as it was', withTmux, async t => {
	const emperor = await rule(t);
	for (const [signal, code] of [
		['SIGTERM', 143],
		['SIGINT', 130],
	] as const) {
		const screen = await openAttached(t, emperor);
		await screen.shows('q detach');
		process.kill(screen.pid, signal);
		assert.equal(await screen.exited(), code);
		await until('the normal screen', async () => !(await screen.alternateOn()));
	}
	assert.ok(await isRunning(emperor.pid));
});
