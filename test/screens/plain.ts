import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {openEmperor} from '../helpers/emperor.js';
import {needs} from '../helpers/needs.js';
import {pipeEmperor} from '../helpers/piped-emperor.js';
import {freePort} from '../helpers/scratch.js';
import {quietVassal, shellVassal} from '../helpers/vassal-text.js';
import {until} from '../helpers/wait.js';

const withTmux = await needs('tmux');
const withUwsgi = await needs('uwsgi');

const two = {'a.ini': quietVassal('word of a'), 'longer.ini': quietVassal('word of longer')};

test(
	'without a terminal every line has its name in front, aligned, and the emperor speaks as uWSGI does',
	withUwsgi,
	async t => {
		const ports = {http: await freePort(), uwsgi: await freePort()};
		const emperor = await pipeEmperor(t, {args: ['http.ini', 'uwsgi.ini'], ports});
		await emperor.prints(/^emperor +\| \[emperor\] vassal http\.ini has been spawned$/m);
		await emperor.prints(/^emperor +\| \[emperor\] vassal uwsgi\.ini is ready to accept requests$/m);
		await emperor.prints(/^http\.ini +\| spawned uWSGI http 1 \(pid: \d+\)$/m);
		const response = await fetch(`http://127.0.0.1:${ports.http}/`, {headers: {connection: 'close'}});
		assert.equal(response.status, 200);
		await emperor.prints(/^uwsgi\.ini \| \[pid: \d+\|app: 0\|req: 1\/1\] .* GET \/ => generated/m);
		await emperor.prints(/^emperor +\| \[emperor\] vassal uwsgi\.ini is now loyal$/m);

		emperor.signal('SIGINT');
		assert.equal(await emperor.exited(), 130);
		const lines = emperor.output().trimEnd().split('\n');
		assert.match(lines[0] ?? '', /^emperor +\| \*\*\* starting uWSGI Emperor \*\*\*$/);
		assert.match(lines.at(-1) ?? '', /^emperor +\| The Emperor is buried\.$/);
		assert.deepEqual(
			lines.filter(line => !/^(emperor {2}|http\.ini |uwsgi\.ini) \| /.test(line)),
			[],
		);
		assert.doesNotMatch(emperor.output(), /http\.ini is ready to accept/, 'a router never sends byte 5');
		assert.doesNotMatch(emperor.output(), /\u001B/);
		assert.equal(emperor.errors(), '');
	},
);

for (const {how, args, env} of [
	{how: 'with --no-tui', args: ['--no-tui'], env: {}},
	{how: 'under CI', args: [], env: {CI: '1'}},
	{how: 'in a dumb terminal', args: [], env: {TERM: 'dumb'}},
]) {
	test(`a terminal gets plain lines ${how}, and keeps its screen`, withTmux, async t => {
		const emperor = await openEmperor(t, {args: ['*.ini', ...args], files: two, env});
		await emperor.shows(/^a\.ini +\| word of a *$/m);
		await emperor.shows(/^longer\.ini \| word of longer *$/m);
		assert.equal(await emperor.alternateOn(), false);
		assert.equal(await emperor.cursorShown(), true);
		await emperor.keys('C-c');
		assert.equal((await emperor.ended()).code, 130);
		assert.deepEqual(await emperor.family(), []);
	});
}

test('a pipe gets colours only when asked, one for each name', async t => {
	const emperor = await pipeEmperor(t, {args: ['*.ini', '--color', 'always'], files: two});
	await emperor.prints(/^\u001B\[\d+ma\.ini +\| \u001B\[39mword of a$/m);
});

test('a reader that has seen enough ends it, and leaves nothing', async t => {
	const chatty = shellVassal('while :; do echo again; sleep 0.05; done');
	const emperor = await pipeEmperor(t, {args: ['*.ini'], files: {'chatty.ini': chatty}});
	await emperor.prints('again');
	assert.notDeepEqual(await emperor.family(), []);
	emperor.hangUp();
	assert.equal(await emperor.exited(), 141);
	assert.deepEqual(await emperor.family(), []);
});

test('| head -1 in a shell ends it too', withTmux, async t => {
	const emperor = await openEmperor(t, {
		args: ['*.ini'],
		files: {'chatty.ini': shellVassal('while :; do echo again; sleep 0.05; done')},
		under: ['sh', '-c', '"$@" | head -1', 'sh'],
	});
	const {code, words} = await emperor.ended();
	assert.equal(code, 0);
	assert.deepEqual(
		words.map(word => word.trimEnd()),
		['emperor    | *** starting uWSGI Emperor ***'],
	);
	await until('all to be gone', async () => (await emperor.family()).length === 0, 5000);
});

test('a reader that never reads keeps no vassal from writing, and does not end the emperor', async t => {
	const script = 'head -c 2000000 /dev/zero | tr "\\0" x | fold -w 99; echo >done; exec sleep 1000';
	const files = {'writer.ini': shellVassal(script)};
	const emperor = await pipeEmperor(t, {args: ['*.ini'], files, isUnread: true});
	await until('the vassal to have written all', () => existsSync(join(emperor.folder, 'done')));
	assert.equal((await emperor.family()).length, 1);
	emperor.signal('SIGTERM');
	assert.equal(await emperor.exited(), 143);
});

test('a reader that comes late gets everything that is kept, in order', async t => {
	const script = 'i=0; while [ $i -lt 9000 ]; do i=$((i+1)); echo line $i; done; echo >done; exec sleep 1000';
	const files = {'writer.ini': shellVassal(script)};
	const emperor = await pipeEmperor(t, {args: ['*.ini'], files, isUnread: true});
	await until('the vassal to have written all', () => existsSync(join(emperor.folder, 'done')));
	emperor.read();
	await emperor.prints(/^writer\.ini \| line 9000$/m);
	const numbers = [...emperor.output().matchAll(/^writer\.ini \| line (\d+)$/gm)].map(([, digits]) =>
		Number(digits),
	);
	assert.deepEqual(
		numbers,
		Array.from({length: 9000}, (_, index) => index + 1),
	);
});

test('a last line that was never finished is printed at the end', async t => {
	const files = {'a.ini': shellVassal('printf unfinished; echo >done; exec sleep 1000')};
	const emperor = await pipeEmperor(t, {args: ['*.ini'], files});
	await until('the vassal to have written it', () => existsSync(join(emperor.folder, 'done')));
	emperor.signal('SIGTERM');
	assert.equal(await emperor.exited(), 143);
	await emperor.prints(/^a\.ini +\| unfinished$/m);
});

for (const [what, reign] of [
	['--plain', {args: ['--plain', '*.ini']}],
	['a screen reader', {args: ['*.ini'], env: {INK_SCREEN_READER: 'true'}}],
] as const) {
	test(`with ${what} a terminal gets lines, each once, and none is drawn`, withTmux, async t => {
		const emperor = await openEmperor(t, {...reign, files: two});
		await emperor.shows(/^longer\.ini \| word of longer/m);
		await emperor.shows(/^emperor +\| \*\*\* starting uWSGI Emperor/m);
		assert.equal(await emperor.alternateOn(), false);
		const screen = await emperor.screen();
		assert.equal(screen.split('word of longer').length, 2);
		assert.doesNotMatch(screen, /[╭│●]/);
		await emperor.keys('C-c');
		assert.equal((await emperor.ended()).code, 130);
	});
}
