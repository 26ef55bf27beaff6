import assert from 'node:assert/strict';
import {createServer, type RequestListener} from 'node:http';
import {createServer as createPlainServer, type ListenOptions, type Server, type Socket} from 'node:net';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {isWell, readProbe, tryProbe} from '../../source/remote/probe.js';
import {freePort, scratch} from '../helpers/scratch.js';

const placeOf = (text: string, file = '/v/my shop.ini') => readProbe(text)?.placeOf(file);

test('a probe is a place of HTTP, by an address or a unix socket, with the names of the vassal in it', () => {
	assert.deepEqual(placeOf('http://127.0.0.1:8000/health?deep=1'), {
		url: 'http://127.0.0.1:8000/health?deep=1',
		address: {host: '127.0.0.1', port: 8000, path: '/health?deep=1'},
	});
	assert.deepEqual(placeOf('http://[::1]/%s')?.address, {host: '::1', port: 80, path: '/my%20shop.ini'});
	assert.deepEqual(placeOf('http://localhost:%n/', '/v/8001.ini')?.address, {
		host: 'localhost',
		port: 8001,
		path: '/',
	});
	assert.deepEqual(placeOf('http://unix:/run/%n.sock:/a%20b/%n'), {
		url: 'http://unix:/run/my shop.sock:/a%20b/my%20shop',
		address: {host: 'localhost', socketPath: '/run/my shop.sock', path: '/a%20b/my%20shop'},
	});
	assert.equal(placeOf('http://unix:/run/a.sock')?.address.path, '/');
	assert.equal(placeOf('http://unix:/run/%n.sock', '/v/.hidden')?.url, 'http://unix:/run/.hidden.sock:/');
});

test('what is no such place is none', () => {
	for (const text of [
		'',
		'/',
		'shop',
		'127.0.0.1:80',
		'https://a/',
		'http://',
		'http://:80/',
		'http://unix:run/a',
	]) {
		assert.equal(readProbe(text), undefined, text);
	}
	assert.equal(placeOf('http://localhost:%n/', '/v/shop.ini'), undefined);
});

const listening = (t: TestContext, server: Server, at: ListenOptions): Promise<void> =>
	new Promise(resolve => {
		const callers = new Set<Socket>();
		server.on('connection', caller => callers.add(caller));
		t.after(() => {
			for (const caller of callers) {
				caller.destroy();
			}
			server.close();
		});
		server.listen(at, resolve);
	});

const ask = async (t: TestContext, answer: RequestListener, patience = 10_000) => {
	const port = await freePort();
	await listening(t, createServer(answer), {host: '127.0.0.1', port});
	const place = placeOf(`http://127.0.0.1:${port}/`);
	assert.ok(place !== undefined);
	return tryProbe(place, patience);
};

test('what a vassal answers is its status, whatever follows', async t => {
	assert.equal(await ask(t, (_, response) => response.end('fine')), 200);
	assert.equal(await ask(t, (_, response) => response.writeHead(302, {location: '/'}).end()), 302);
	assert.equal(await ask(t, (_, response) => response.writeHead(503).end('x'.repeat(3_000_000))), 503);
	assert.equal(await ask(t, (_, response) => void response.write('never ends'), 200), 200);
	assert.deepEqual([199, 200, 399, 400, 'refused'].map(isWell), [false, true, true, false, false]);
});

test('no answer is a reason', async t => {
	assert.equal(await ask(t, () => undefined, 100), 'said nothing for 0.1 s');
	assert.equal(await ask(t, request => request.socket.destroy()), 'hung up without an answer');
	const nobody = placeOf(`http://127.0.0.1:${await freePort()}/`);
	assert.ok(nobody !== undefined);
	assert.equal(await tryProbe(nobody, 10_000), 'refused the connection');
	const socket = join(await scratch({after: cleanup => t.after(cleanup)}), 'a.sock');
	const place = placeOf(`http://unix:${socket}:/`);
	assert.ok(place !== undefined);
	assert.equal(await tryProbe(place, 10_000), 'has no such socket');
	await listening(
		t,
		createPlainServer(caller => caller.end('hello\r\n\r\n')),
		{path: socket},
	);
	assert.match(String(await tryProbe(place, 10_000)), /^cannot be asked \(Parse Error/);
});
