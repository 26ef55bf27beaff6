import assert from 'node:assert/strict';
import {statSync, writeFileSync} from 'node:fs';
import {connect, createServer, type NetConnectOpts, type Socket} from 'node:net';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {type Place, readPlace} from '../../source/control/place.js';
import {serveStats} from '../../source/control/stats-server.js';
import {runTool} from '../helpers/needs.js';
import {freePort, scratch} from '../helpers/scratch.js';
import {until} from '../helpers/wait.js';

const serve = (t: TestContext, place: Place, text = '{}', isHttp = false) => {
	const troubles: (string | undefined)[] = [];
	const server = serveStats({place, isHttp, describe: () => text, onTrouble: what => troubles.push(what)});
	t.after(() => server.close());
	return {...server, troubles, opened: () => until('it to listen', () => troubles.includes(undefined))};
};

/** Everything that is said to a caller who reads. */
const ask = async (place: NetConnectOpts, words = ''): Promise<string> => {
	let answer = '';
	const caller = connect(place);
	caller.write(words);
	for await (const chunk of caller) {
		answer += chunk;
	}
	return answer;
};

const unixPlace = async (t: TestContext) => {
	const path = join(await scratch(t), 's.sock');
	return {kind: 'unix', path} as const;
};

test('whoever calls hears everything, at once and to the end', async t => {
	const text = JSON.stringify('x'.repeat(3_000_000));
	const port = await freePort();
	const place = readPlace(`:${port}`, '/');
	assert.ok('kind' in place);
	await serve(t, place, text).opened();
	assert.equal(await ask({port, host: '127.0.0.1'}), text);
});

test('with an HTTP header an HTTP client understands it', async t => {
	const place = await unixPlace(t);
	await serve(t, place, '{"a":1}', true).opened();
	const answer = await ask(place, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n');
	assert.match(answer, /^HTTP\/1\.0 200 OK\r\n(?:[^\r\n]+\r\n)*Content-Type: application\/json\r\n/);
	assert.match(answer, /\r\n\r\n\{"a":1\}$/);
});

test('its unix socket is for this user alone, and goes with it', async t => {
	const place = await unixPlace(t);
	const {opened, close} = serve(t, place);
	await opened();
	assert.equal((statSync(place.path).mode & 0o777).toString(8), '600');
	await close();
	assert.throws(() => statSync(place.path), /ENOENT/);
});

test('callers that take nothing are hung up on, and meanwhile others are served', async t => {
	const place = await unixPlace(t);
	await serve(t, place, 'x'.repeat(3_000_000)).opened();
	const silent: Socket[] = [];
	for (let i = 0; i < 20; i++) {
		silent.push(
			connect(place)
				.on('error', () => undefined)
				.pause(),
		);
	}
	assert.equal((await ask(place)).length, 3_000_000);
	// Whoever was hung up on finds out by writing.
	await until('all of them to be hung up on', () => {
		for (const caller of silent) {
			caller.write('x');
		}
		return silent.every(({destroyed}) => destroyed);
	});
});

test('a caller that talks without end is hung up on', async t => {
	const place = await unixPlace(t);
	await serve(t, place).opened();
	const caller = connect({...place, allowHalfOpen: true}).on('error', () => undefined);
	const talk = (): void => {
		while (!caller.destroyed && caller.write('x'.repeat(10_000))) {}
	};
	caller.on('drain', talk).on('connect', talk);
	await until('it to be hung up on', () => caller.destroyed, 1500);
});

test('the socket of a program that is gone is replaced', async t => {
	const place = await unixPlace(t);
	const gone = `require('net').createServer().listen(${JSON.stringify(place.path)}, () => process.kill(process.pid, 'SIGKILL'))`;
	await runTool(process.execPath, ['-e', gone]);
	assert.ok(statSync(place.path).isSocket());
	await serve(t, place).opened();
	assert.equal(await ask(place), '{}');
});

test('a place that is taken is said once, and had as soon as it is free', async t => {
	const place = await unixPlace(t);
	let calls = 0;
	const other = createServer(caller => {
		calls += 1;
		caller.end('other');
	}).listen(place.path);
	t.after(() => void other.close());
	const {troubles, opened} = serve(t, place);
	await until('it to try again', () => calls === 3);
	assert.deepEqual(troubles, [
		`cannot listen on ${place.path}: another program listens there. Stop it, or choose another address.`,
	]);
	assert.equal(await ask(place), 'other');
	other.close();
	await opened();
	assert.equal(troubles.length, 2);
	assert.equal(await ask(place), '{}');
});

test('a port that is taken is said as well', async t => {
	const port = await freePort();
	const other = createServer().listen(port, '127.0.0.1');
	t.after(() => void other.close());
	const {troubles} = serve(t, {kind: 'tcp', host: '127.0.0.1', port});
	await until('a word', () => troubles.length > 0);
	assert.match(troubles[0] ?? '', /another program listens there/);
});

test('an ordinary file is left alone, and a folder that is missing is named', async t => {
	const folder = await scratch(t);
	const file = join(folder, 'precious');
	writeFileSync(file, 'precious');
	const troubleAt = async (path: string) => {
		const {troubles} = serve(t, {kind: 'unix', path});
		return until('a word', () => troubles[0]);
	};
	assert.match(await troubleAt(file), /what is there is not a socket\. Move it away/);
	assert.ok(statSync(file).isFile());
	assert.equal(
		await troubleAt(join(folder, 'no/s.sock')),
		`cannot listen on ${folder}/no/s.sock: there is no such folder. Make it: mkdir -p '${folder}/no'.`,
	);
});
