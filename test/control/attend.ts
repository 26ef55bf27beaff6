import assert from 'node:assert/strict';
import {request} from 'node:http';
import type {Socket} from 'node:net';
import {type TestContext, test} from 'node:test';
import {type EmperorSays, wireProtocol, wireWindow} from '../../source/client/wire.js';
import {type ToldControl, toldControl} from '../helpers/told-control.js';
import {until} from '../helpers/wait.js';

/** Attaches to it as a screen does, but hears and says as the test tells. */
const attach = async (t: TestContext, {path}: ToldControl) => {
	const heard: EmperorSays[] = [];
	let characters = 0;
	const socket = await new Promise<Socket>((resolve, reject) => {
		request({
			socketPath: path,
			path: '/attach',
			agent: false,
			headers: {connection: 'Upgrade', upgrade: wireProtocol},
		})
			.on('upgrade', (_, upgraded, head) => {
				upgraded.unshift(head);
				resolve(upgraded as Socket);
			})
			.on('error', reject)
			.end();
	});
	t.after(() => void socket.destroy());
	let isClosed = false;
	socket.on('close', () => {
		isClosed = true;
	});
	socket.on('error', () => undefined);
	let rest = '';
	socket.setEncoding('utf8').on('data', (chunk: string) => {
		characters += chunk.length;
		const lines = (rest + chunk).split('\n');
		rest = lines.pop() ?? '';
		heard.push(...lines.map(line => JSON.parse(line)));
	});
	const of = <T extends EmperorSays['type']>(type: T) =>
		heard.filter((words): words is Extract<EmperorSays, {type: T}> => words.type === type);
	return {
		socket,
		of,
		say: (words: unknown) =>
			void socket.write(`${typeof words === 'string' ? words : JSON.stringify(words)}\n`),
		isClosed: () => isClosed,
		characters: () => characters,
	};
};

const a = '/v/a.ini';

const begin = async (t: TestContext) => {
	const told = await toldControl(t);
	told.story.brings('a.ini');
	told.story.brings('b.ini');
	told.tell();
	const screen = await attach(t, told);
	await until('the empire', () => screen.of('empire').length === 1);
	return {...told, screen};
};

test('an attached screen is told who speaks and everything there is, then only what changed', async t => {
	const {screen, story, tell} = await begin(t);
	const [hello] = screen.of('hello');
	assert.deepEqual(
		{...hello, reign: ''},
		{
			type: 'hello',
			reign: '',
			pid: 7,
			version: '1.2.3',
			cwd: 'undefined',
			monitors: ['/v'],
		},
	);
	const [first] = screen.of('empire');
	assert.deepEqual(first?.news.order, [a, '/v/b.ini']);
	assert.equal(first?.news.vassals?.length, 2);
	await until('vitals', () => screen.of('vitals').length > 0);
	story.hears('b.ini', 17);
	tell();
	await until('the news', () => screen.of('empire').length === 2);
	const news = screen.of('empire')[1]?.news ?? {};
	assert.deepEqual(Object.keys(news), ['vassals']);
	assert.deepEqual(
		news.vassals?.map(({id}) => id),
		['/v/b.ini'],
	);
});

test('of logs that nobody takes no more is on its way than the window, and a pulse goes on beside', async t => {
	const {screen, print} = await begin(t);
	print('a.ini', `${'x'.repeat(999)}\n`.repeat(900));
	screen.say({type: 'follow', id: a});
	await until('the newest', () => screen.of('log').length > 0);
	const [{log = '', from = 0} = {}] = screen.of('log');
	screen.say({type: 'past', id: a, log, before: from, from: 1, maxLines: 10_000, maxCharacters: 1e9});
	const told = () =>
		[...screen.of('log'), ...screen.of('past')].reduce(
			(sum, words) => sum + JSON.stringify(words).length + 1,
			0,
		);
	await until('the window', () => told() >= wireWindow);
	const [full, pulses] = [told(), screen.of('vitals').length];
	assert.ok(full < wireWindow * 1.3, `${full} characters`);
	await until('two more pulses', () => screen.of('vitals').length >= pulses + 2);
	assert.equal(told(), full);
	screen.say({type: 'taken', characters: full});
	await until('more', () => told() > full);
});

test('a log that is shown does not wait for others that are not', async t => {
	const {screen, print} = await begin(t);
	screen.say({type: 'follow', id: '/v/b.ini', isAside: true});
	await until('the one', () => screen.of('log').length === 1);
	screen.say({type: 'follow', id: a});
	await until('the other', () => screen.of('log').length === 2);
	for (const name of ['a.ini', 'b.ini']) {
		print(name, `${'x'.repeat(999)}\n`.repeat(100));
	}
	const told = () => screen.of('log').slice(2);
	await until('both', () => told().some(({id}) => id !== a));
	const before = told().findIndex(({id}) => id !== a);
	assert.ok(before >= 5, `${before} pieces`);
});

test('who speaks nonsense is not heard, and what he says well still is', async t => {
	const {screen, sent} = await begin(t);
	for (const nonsense of [
		'',
		'{',
		'null',
		'[]',
		'"follow"',
		{type: 'send', number: 1, command: {type: 'tell', id: a, command: 'explode'}},
		{type: 'send', number: 1, command: {type: 'tell-all', command: '__proto__'}},
		{type: 'send', number: 'one', command: {type: 'ragnarok'}},
		{type: 'send', number: 1, command: null},
		{type: 'follow', id: 7},
		{type: 'past', id: a, log: '1', before: -1, from: 0, maxLines: 1, maxCharacters: 1},
		{type: 'past', id: '/v/nobody', log: '1', before: 1, from: 0, maxLines: 1, maxCharacters: 1},
		{type: 'taken', characters: 1e300},
		{type: 'unfollow', id: '/v/nobody'},
		{type: 'follow', id: '/v/nobody', after: {log: 'x', line: 1e15}},
	]) {
		screen.say(nonsense);
	}
	screen.say({type: 'send', number: 2, command: {type: 'tell', id: a, command: 'stop'}});
	await until('an answer', () => screen.of('answer').length > 0);
	assert.deepEqual(screen.of('answer'), [{type: 'answer', to: 2, answer: {ok: true}}]);
	assert.deepEqual(sent, [{type: 'tell', id: a, command: 'stop'}]);
});

test('who never comes to the end of a line is hung up on; who says very much is heard in turn', async t => {
	const {screen} = await begin(t);
	for (let number = 1; number <= 2000; number++) {
		screen.say({type: 'send', number, command: {type: 'rescan'}});
	}
	await until('all answers', () => screen.of('answer').length === 2000);
	screen.socket.write('x'.repeat(200_000));
	await until('the end', screen.isClosed);
});

test('a screen that takes nothing holds up nobody, and costs no more than what is on its way', async t => {
	const {screen, print, ask} = await begin(t);
	screen.socket.pause();
	screen.say({type: 'follow', id: a});
	for (let round = 0; round < 50; round++) {
		print('a.ini', `${'y'.repeat(999)}\n`.repeat(100));
		assert.equal((await ask('GET', '/vassals/a.ini')).status, 200);
	}
});

test('another protocol, or another place, is refused with a sentence', async t => {
	const {path, ask} = await toldControl(t);
	assert.equal((await ask('GET', '/attach')).status, 426);
	assert.equal((await ask('POST', '/attach')).status, 405);
	for (const [target, upgrade] of [
		['/attach', 'websocket'],
		['/vassals', wireProtocol],
		['/attach', 'emperor-attach/999'],
	]) {
		const status = await new Promise(resolve => {
			request({socketPath: path, path: target, agent: false, headers: {connection: 'Upgrade', upgrade}})
				.on('response', response => resolve(response.statusCode))
				.end();
		});
		assert.equal(status, 426);
	}
});

test('when the socket closes, attached screens hear the end of it', async t => {
	const {screen, close} = await begin(t);
	await close();
	await until('the end', screen.isClosed);
});
