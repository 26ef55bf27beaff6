import assert from 'node:assert/strict';
import {once} from 'node:events';
import {statSync} from 'node:fs';
import {connect, type Socket} from 'node:net';
import {test} from 'node:test';
import {sight} from '../helpers/story.js';
import {toldControl} from '../helpers/told-control.js';
import {until} from '../helpers/wait.js';

/** Two vassals of one name, and one that waits after a death. */
const population = ['a/app.ini', 'b/app.ini'].map(name => ({...sight(name), name: 'app.ini'}));

test('the list tells of the emperor and of every vassal, first in uWSGI’s words and then in ours', async t => {
	const {ask, story, tell, weigh} = await toldControl(t);
	story.brings('shop.ini');
	story.hears('shop.ini', 17);
	weigh('shop.ini', 61e6);
	tell();
	const {status, headers, body} = await ask('GET', '/vassals');
	assert.equal(status, 200);
	assert.equal(headers['content-type'], 'application/json');
	const {vassals, ...emperor} = body;
	assert.deepEqual(emperor, {version: '1.2.3', pid: 7, emperor: ['/v'], ragnarok: false, notices: []});
	assert.ok(Array.isArray(vassals) && vassals.length === 1);
	const [vassal] = vassals;
	assert.deepEqual(
		Object.keys(vassal).slice(0, 20).join(' '),
		'id pid born last_mod last_heartbeat loyal ready accepting last_loyal last_ready last_accepting first_run last_run cursed zerg on_demand uid gid monitor respawns',
	);
	const {id, path, name, state, trouble, restarts, memory, last_death} = vassal;
	assert.deepEqual(
		{id, path, name, state, trouble, restarts, memory, last_death},
		{
			id: 'shop.ini',
			path: '/v/shop.ini',
			name: 'shop.ini',
			state: 'loyal',
			trouble: false,
			restarts: 0,
			memory: 61e6,
			last_death: null,
		},
	);
});

test('a vassal in trouble says why', async t => {
	const {ask, story, tell} = await toldControl(t);
	story.finds(sight('shop.ini'));
	story.spawns('shop.ini');
	story.dies('shop.ini', 3);
	tell();
	const {body} = await ask('GET', '/vassals/shop.ini');
	assert.deepEqual(
		[body.state, body.trouble, body.pid, body.facts],
		['throttled', true, -1, ['1 s', 'exit 3']],
	);
	assert.deepEqual(Reflect.get(Object(body.last_death), 'exit_code'), 3);
	assert.deepEqual(Reflect.get(Object(body.throttle), 'throttle_level'), 1000);
});

test('a vassal is found by path, by short name, and by its own where no other has it', async t => {
	const {ask, story, tell} = await toldControl(t);
	story.finds(...population, sight('shop.ini'));
	tell();
	const pathOf = async (name: string) => (await ask('GET', `/vassals/${encodeURIComponent(name)}`)).body.path;
	assert.equal(await pathOf('/v/b/app.ini'), '/v/b/app.ini');
	assert.equal(await pathOf('a/app.ini'), '/v/a/app.ini');
	assert.equal(await pathOf('shop.ini'), '/v/shop.ini');
	const several = await ask('GET', '/vassals/app.ini');
	assert.equal(several.status, 409);
	assert.equal(several.body.error, 'app.ini: could be each of a/app.ini, b/app.ini. Write one of these.');
	const none = await ask('POST', '/vassals/no.ini/stop');
	assert.equal(none.status, 404);
	assert.equal(none.body.error, 'no.ini: no such vassal. GET /vassals lists them.');
});

test('a command reaches its vassal, and a refusal its sender', async t => {
	const {ask, story, tell, sent, refuse} = await toldControl(t);
	story.brings('shop.ini');
	tell();
	const taken = await ask('POST', '/vassals/shop.ini/reload');
	assert.equal(taken.status, 202);
	assert.deepEqual(sent, [{type: 'tell', id: '/v/shop.ini', command: 'reload'}]);
	refuse('not now. Later.');
	const refused = await ask('POST', '/vassals/shop.ini/stop');
	assert.deepEqual([refused.status, refused.body.error], [409, 'not now. Later.']);
});

test('the socket is for this user alone, and goes with its server', async t => {
	const {path, close} = await toldControl(t);
	assert.equal((statSync(path).mode & 0o777).toString(8), '600');
	await close();
	assert.throws(() => statSync(path), /ENOENT/);
});

/** Everything that is answered to these words until the connection is closed. */
const sayTo = async (path: string, words: string): Promise<string> => {
	let answer = '';
	const caller = connect({path});
	caller.write(words);
	for await (const chunk of caller) {
		answer += chunk;
	}
	return answer;
};

test('what is no HTTP, or too much of it, is answered with a sentence and hung up on', async t => {
	const {path, ask} = await toldControl(t);
	assert.match(
		await sayTo(path, 'hello\r\n\r\n'),
		/^HTTP\/1\.1 400 .*\r\n\r\n\{"error":"this is not HTTP\/1\.1\. Try curl --unix-socket PATH http:\/\/emperor\/vassals\."\}\n$/s,
	);
	assert.match(
		await sayTo(path, `GET /vassals HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(9000)}\r\n\r\n`),
		/^HTTP\/1\.1 431 .*the headers are too long/s,
	);
	const {status, body, headers} = await ask('POST', '/vassals/a.ini/stop', 'x'.repeat(5000));
	assert.deepEqual([status, headers.connection], [413, 'close']);
	assert.match(body.error ?? '', /^the request has a body of more than 4096 bytes\./);
});

test('more callers than can be served are turned away, and there is room again when one goes', async t => {
	const {path, ask} = await toldControl(t);
	const callers: Socket[] = [];
	t.after(() => {
		for (const caller of callers) {
			caller.destroy();
		}
	});
	const turnedAway = () => callers.filter(({closed}) => closed).length;
	for (let i = 0; i < 260; i++) {
		const caller = connect({path}).resume();
		callers.push(caller);
		await once(caller, 'connect');
	}
	await until('the last four to be turned away', () => turnedAway() === 4);
	callers[0]?.destroy();
	await until('room for another', async () => (await ask('GET', '/vassals')).status === 200);
});

/** What the server says, to its end, to who says these words and then no more. */
const hearAll = async (path: string, words: string): Promise<string> => {
	const socket = connect({path, allowHalfOpen: true});
	let heard = '';
	socket.setEncoding('utf8').on('data', text => {
		heard += text;
	});
	socket.write(words);
	await once(socket, 'end');
	socket.destroy();
	return heard;
};

for (const [what, words, status, sentence] of [
	['names no host', 'GET /vassals HTTP/1.1\r\nConnection: close\r\n\r\n', 400, /has no Host\. Send any/],
	[
		'expects what it cannot',
		'GET /vassals HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: foo\r\n\r\n',
		417,
		/Ask without Expect/,
	],
	['wants a tunnel', 'CONNECT x:80 HTTP/1.1\r\nHost: x:80\r\n\r\n', 501, /this is no proxy/],
	[
		'announces too much, and sends nothing of it',
		'POST /vassals/a.ini/stop HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n',
		413,
		/body of more than 4096 bytes\. Send none/,
	],
] as const) {
	test(`a request that ${what} is refused at once, with a sentence`, async t => {
		const {path} = await toldControl(t);
		const before = performance.now();
		const heard = await hearAll(path, words);
		assert.ok(heard.startsWith(`HTTP/1.1 ${status} `), heard);
		assert.match(JSON.parse(heard.split('\r\n\r\n')[1] ?? '').error, sentence);
		assert.ok(performance.now() - before < 5000);
	});
}

test('what is asked by HEAD ends with its headers, also where the answer would go on', async t => {
	const {ask, story, tell, print} = await toldControl(t);
	story.brings('a.ini');
	print('a.ini', 'line\n');
	tell();
	for (const target of ['/vassals', '/vassals/a.ini/log?follow=1', '/events', 'http://emperor/vassals']) {
		const {status, text} = await ask('HEAD', target);
		assert.deepEqual([status, text], [200, ''], target);
	}
});
