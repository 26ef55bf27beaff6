import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFile, rename, stat, symlink, writeFile} from 'node:fs/promises';
import {connect, createServer, type NetConnectOpts, type Socket} from 'node:net';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {type TestContext, test} from 'node:test';
import {serveStats} from '../../source/control/stats-server.js';
import type {StatsObject} from '../../source/control/uwsgi-json.js';
import {freePort, scratch} from '../helpers/scratch.js';
import {until} from '../helpers/wait.js';

const small: StatsObject = {version: '1', vassals: []};
const printed = '{\n\t"version":"1",\n\t"vassals":[\n\n\t]\n}';

/** More than a socket holds for somebody who does not read. */
const large: StatsObject = {text: 'x'.repeat(16 * 1024 * 1024)};

const serving = async (t: TestContext, address: string, read: () => StatsObject = () => small) => {
	const server = await serveStats(address, read);
	t.after(() => server.close());
	return server;
};

const servingAPort = async (t: TestContext, read?: () => StatsObject) => {
	const port = await freePort();
	const server = await serving(t, `127.0.0.1:${port}`, read);
	return {...server, port};
};

/** A caller that only does what its test makes it do. */
const call = async (t: TestContext, to: NetConnectOpts): Promise<Socket> => {
	const caller = connect(to).pause();
	caller.on('error', () => undefined);
	t.after(async () => {
		caller.destroy();
	});
	await once(caller, 'connect');
	return caller;
};

test('whoever connects to a port gets one object and EOF, again and again, as it is then', async t => {
	let pid = 0;
	const {port} = await servingAPort(t, () => ({pid: ++pid}));
	assert.equal(await text(connect(port, '127.0.0.1')), '{\n\t"pid":1\n}');
	assert.equal(await text(connect(port, '127.0.0.1')), '{\n\t"pid":2\n}');
});

test('without a host it listens to this machine alone', async t => {
	const port = await freePort();
	await serving(t, `:${port}`);
	assert.equal(await text(connect(port, '127.0.0.1')), printed);
	const listeners = (await readFile('/proc/net/tcp', 'utf8'))
		.split('\n')
		.filter(line => line.includes(`:${port.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 0A`));
	assert.equal(listeners.length, 1);
	assert.match(listeners[0] ?? '', /: 0100007F:/);
});

test('a unix socket is for its owner alone, leaves the umask as it was, and goes with the server', async t => {
	const path = join(await scratch(t), 'stats.sock');
	const before = process.umask();
	const {close} = await serving(t, path);
	assert.equal(process.umask(), before);
	assert.equal((await stat(path)).mode & 0o777, 0o600);
	assert.equal(await text(connect({path})), printed);
	await close();
	await assert.rejects(stat(path), {code: 'ENOENT'});
});

test('the socket of a program that died is replaced', async t => {
	const path = join(await scratch(t), 'stats.sock');
	const script = `require('node:net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`;
	await once(spawn(process.execPath, ['-e', script, path], {stdio: 'ignore'}), 'exit');
	assert((await stat(path)).isSocket());
	await serving(t, path);
	assert.equal(await text(connect({path})), printed);
});

test('a file that is no socket is never touched, whether it was there before or came later', async t => {
	const folder = await scratch(t);
	const path = join(folder, 'stats.sock');
	await writeFile(path, 'precious');
	await symlink(path, join(folder, 'link'));
	await assert.rejects(serveStats(path, () => small), {
		message: `${path}: what is there is not a socket. Move it away, or choose another path.`,
	});
	await assert.rejects(serveStats(join(folder, 'link'), () => small), /is not a socket/);
	assert.equal(await readFile(path, 'utf8'), 'precious');

	const later = join(folder, 'later.sock');
	const {close} = await serving(t, later);
	await writeFile(join(folder, 'new'), 'precious');
	await rename(join(folder, 'new'), later);
	await close();
	assert.equal(await readFile(later, 'utf8'), 'precious');
});

test('an address in use is refused in a sentence, and whoever has it keeps it', async t => {
	const port = await freePort();
	const path = join(await scratch(t), 'stats.sock');
	for (const address of [`127.0.0.1:${port}`, path]) {
		await serving(t, address);
		await assert.rejects(serveStats(address, () => ({})), {
			name: 'AddressRefused',
			message: `${address}: another program listens there. Stop that program, or choose another address.`,
		});
	}
	assert.equal(await text(connect(port, '127.0.0.1')), printed);
	assert.equal(await text(connect({path})), printed);
});

test('what cannot be an address is refused, with one that could', async t => {
	const folder = await scratch(t);
	const refusals = [
		['localhost:8190', 'this is no address and port. Write, for example, 127.0.0.1:8190.'],
		['127.0.0.1:99999', 'this is no address and port. Write, for example, 127.0.0.1:8190.'],
		['127.0.0.1:', 'this is no address and port. Write, for example, 127.0.0.1:8190.'],
		['@name', 'this is no path. Write, for example, /run/emperor/stats.sock.'],
		[`${folder}/none/stats.sock`, 'there is no such folder. Make it, or choose another path.'],
		['203.0.113.1:8190', 'this machine has no such address. Write one that it has, or 127.0.0.1.'],
	] as const;
	for (const [address, sentence] of refusals) {
		await assert.rejects(serveStats(address, () => small), {message: `${address}: ${sentence}`});
	}
	await assert.rejects(serveStats(join(folder, 'x'.repeat(100)), () => small), /longer than the \d+ bytes/);
});

test('whoever talks first, even a browser, gets the whole answer and a clean end', async t => {
	const path = join(await scratch(t), 'stats.sock');
	const {port} = await servingAPort(t);
	await serving(t, path);
	for (const to of [{port, host: '127.0.0.1'}, {path}]) {
		for (const words of ['GET / HTTP/1.1\r\nHost: x\r\n\r\n', '\0\xff'.repeat(8000)]) {
			const caller = connect(to);
			caller.write(words);
			assert.equal(await text(caller), printed);
		}
	}
});

test('a caller that never stops talking, or never leaves, is dropped', async t => {
	const {port} = await servingAPort(t);
	const talker = await call(t, {port, host: '127.0.0.1', allowHalfOpen: true});
	const chatter = setInterval(() => talker.write('x'.repeat(16 * 1024)), 5);
	t.after(async () => clearInterval(chatter));
	await once(talker, 'close');

	const silent = await call(t, {port, host: '127.0.0.1', allowHalfOpen: true});
	silent.resume();
	await once(silent, 'end');
	assert.equal(silent.writable, true, 'it has not left');
	// A word to a socket that was closed comes back as an error; to one that is open, not.
	await until('the server to drop it', () => {
		silent.write('.');
		return silent.destroyed;
	});
});

test('callers that never read delay nobody, and are dropped', async t => {
	const {port} = await servingAPort(t, () => large);
	const sleepers = await Promise.all(
		Array.from({length: 80}, () => call(t, {port, host: '127.0.0.1'})),
	);
	const answer = await text(connect(port, '127.0.0.1'));
	assert.deepEqual(JSON.parse(answer), large);
	const heard = await Promise.all(sleepers.map(sleeper => countAll(sleeper)));
	const {length} = answer;
	assert(heard[0] !== undefined && heard[0] < length, 'the eldest had to make room');
});

const countAll = async (caller: Socket): Promise<number> => {
	let count = 0;
	caller.on('data', chunk => {
		count += chunk.length;
	});
	caller.resume();
	if (!caller.destroyed) {
		await once(caller, 'close');
	}
	return count;
};

test('hundreds at once all get their answer, and the stats are not made for each anew', async t => {
	let reads = 0;
	const path = join(await scratch(t), 'stats.sock');
	await serving(t, path, () => {
		reads += 1;
		return small;
	});
	const answers = await Promise.all(Array.from({length: 400}, () => text(connect({path}))));
	assert.deepEqual([...new Set(answers)], [printed]);
	assert(reads >= 1 && reads < 400, `${reads} reads`);
});

test('closing ends whoever is connected and frees the address', async t => {
	const {port, close} = await servingAPort(t, () => large);
	const sleeper = await call(t, {port, host: '127.0.0.1'});
	await close();
	await countAll(sleeper);
	const next = createServer().listen(port, '127.0.0.1');
	await once(next, 'listening');
	next.close();
});
