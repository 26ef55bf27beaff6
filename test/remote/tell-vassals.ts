import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {Failure} from '../../source/remote/failure.js';
import {openLine} from '../../source/remote/line.js';
import {tellVassals, waitForVassals} from '../../source/remote/tell-vassals.js';
import {sight} from '../helpers/story.js';
import {toldControl} from '../helpers/told-control.js';
import {until} from '../helpers/wait.js';

const start = async (t: TestContext) => {
	const control = await toldControl(t);
	control.story.brings('a.ini');
	control.story.brings('b.ini');
	control.tell();
	const said: string[] = [];
	const complaints: string[] = [];
	const narrator = {
		say: (text: string) => void said.push(text),
		complain: (text: string) => void complaints.push(text),
	};
	return {...control, line: openLine(control.path), said, complaints, narrator};
};

test('a vassal that the emperor has not seen yet can be waited for', async t => {
	const {line, story, tell, drawings, narrator, said} = await start(t);
	const waiting = waitForVassals(line, {names: ['new.ini'], goal: 'ready', timeout: 20_000}, '/', narrator);
	await until('it to have asked twice', () => drawings() >= 4);
	story.brings('new.ini');
	tell();
	assert.equal(await waiting, 0);
	assert.match(said.join(), /^new\.ini: ready after/);
});

test('a vassal that never comes is waited for no longer than asked', async t => {
	const {line, narrator} = await start(t);
	await assert.rejects(
		waitForVassals(line, {names: ['new.ini'], goal: 'ready', timeout: 200}, '/', narrator),
		(error: unknown) => error instanceof Failure && error.exitCode === 3,
	);
});

test('each vassal that is meant is told, and a refusal of one is said and counts', async t => {
	const {line, narrator, sent, complaints, refuse} = await start(t);
	const orders = {names: ['*'], command: 'reload', pace: 'hasty', timeout: 1000} as const;
	assert.equal(await tellVassals(line, orders, '/', narrator), 0);
	assert.deepEqual(sent, [
		{type: 'tell', id: '/v/a.ini', command: 'reload'},
		{type: 'tell', id: '/v/b.ini', command: 'reload'},
	]);
	refuse('not now. Later.');
	assert.equal(await tellVassals(line, {...orders, names: ['b.ini']}, '/', narrator), 1);
	assert.deepEqual(complaints, ['b.ini: not now. Later.']);
});

test('who is late is quoted', async t => {
	const {line, narrator, story, tell, print, complaints} = await start(t);
	story.finds(sight('slow.ini'));
	story.spawns('slow.ini');
	print('slow.ini', 'loading\n');
	tell();
	const waiting = {names: ['slow.ini'], goal: 'ready', timeout: 300} as const;
	assert.equal(await waitForVassals(line, waiting, '/', narrator), 1);
	assert.match(
		complaints[0] ?? '',
		/^slow\.ini: not ready after 0\.\d s, but starting · 0 s\. What it printed last:$/,
	);
	assert.deepEqual(complaints.slice(1), ['  loading']);
});

test('rolling, each is told once the one before is ready, and a failure spares the rest', async t => {
	const {line, narrator, story, tell, sent, said, complaints} = await start(t);
	const told = () => sent.map(command => (command.type === 'tell' ? command.id : command.type));
	story.brings('c.ini');
	story.commands('b.ini', 'reload');
	tell();
	const orders = {names: [], command: 'restart', pace: 'rolling', timeout: 20_000} as const;
	const over = tellVassals(line, orders, '/', narrator);
	await until('the second to be told', () => sent.length === 2);
	// Who did not wait for it would have looked at the third and told it by then.
	for (let turn = 0; turn < 5; turn += 1) {
		await line.ask('GET', '/vassals');
	}
	assert.deepEqual([said.length, told()], [1, ['/v/a.ini', '/v/b.ini']]);
	story.hears('b.ini', 5);
	tell();
	assert.equal(await over, 0);
	assert.deepEqual(told(), ['/v/a.ini', '/v/b.ini', '/v/c.ini']);

	story.dies('b.ini');
	tell();
	assert.equal(await tellVassals(line, orders, '/', narrator), 1);
	assert.deepEqual(told().slice(3), ['/v/a.ini', '/v/b.ini']);
	assert.match(complaints[0] ?? '', /^b\.ini: throttled/);
	assert.equal(complaints.at(-1), 'halted: c.ini left as before.');
});

test('a name is said as the table says it, whatever is in it', async t => {
	const {line, narrator, story, tell, said, complaints, refuse} = await start(t);
	story.brings('n\nl\u001b[2J.ini');
	tell();
	const waiting = {names: ['n*'], goal: 'ready', timeout: 20_000} as const;
	assert.equal(await waitForVassals(line, waiting, '/', narrator), 0);
	assert.match(said.join(), /^n␊l␛\[2J\.ini: ready after/);
	refuse('not now. Later.');
	await tellVassals(line, {names: ['n*'], command: 'reload', pace: 'hasty', timeout: 1000}, '/', narrator);
	assert.deepEqual(complaints, ['n␊l␛[2J.ini: not now. Later.']);
});

test('who could not be started is as stopped as can be, and that is all that is said', async t => {
	const {line, narrator, story, tell, said} = await start(t);
	const remedy = 'Rename it, for example to x-y.ini';
	story.finds(sight('x;y.ini', {refusal: {what: 'no', where: {file: 'x;y.ini'}, remedy}}));
	tell();
	const waiting = {names: ['x*'], goal: 'stopped', timeout: 20_000} as const;
	assert.equal(await waitForVassals(line, waiting, '/', narrator), 0);
	assert.deepEqual(said, ['x;y.ini: failed']);
});

test('all are all but the files that are no vassals, and nobody waits for these', async t => {
	const {line, narrator, story, tell, said, sent} = await start(t);
	const refusal = {kind: 'not-a-vassal', what: 'no', where: {file: 'tox.ini'}, remedy: 'None'} as const;
	story.finds(sight('tox.ini', {refusal}));
	tell();
	const waiting = {names: [], goal: 'ready', timeout: 1000} as const;
	assert.equal(await waitForVassals(line, waiting, '/', narrator), 0);
	assert.equal(said.length, 2);
	const orders = {names: [], command: 'start', pace: 'hasty', timeout: 1000} as const;
	assert.equal(await tellVassals(line, orders, '/', narrator), 0);
	assert.equal(sent.length, 2);
});
