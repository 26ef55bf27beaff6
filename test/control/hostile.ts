import assert from 'node:assert/strict';
import {once} from 'node:events';
import {readdirSync, readFileSync} from 'node:fs';
import {connect, type Socket} from 'node:net';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {pipeEmperor} from '../helpers/piped-emperor.js';
import {shellVassal} from '../helpers/vassal-text.js';
import {until} from '../helpers/wait.js';

/** An emperor with a vassal that ticks, twenty times a second, and the way to both. */
const start = async (t: TestContext) => {
	const emperor = await pipeEmperor(t, {
		args: ['*.ini'],
		files: {
			'a.ini': shellVassal('while :; do echo tick; sleep 0.05; done'),
			'quiet.ini': shellVassal('echo quiet; exec sleep 1000'),
		},
	});
	const folder = join(emperor.folder, '.run/emperor');
	const name = await until('the socket', () => readdirSync(folder)[0]);
	await emperor.prints('tick');
	await emperor.prints('quiet.ini | quiet');
	const path = join(folder, name);
	const callers = new Set<Socket>();
	t.after(() => {
		for (const caller of callers) {
			caller.destroy();
		}
	});
	const call = (): Caller => {
		const socket = connect({path, allowHalfOpen: true});
		callers.add(socket);
		const caller = {socket, heard: '', isOver: false};
		socket.setEncoding('utf8').on('data', text => {
			caller.heard += text;
		});
		socket.on('error', () => undefined);
		socket.on('end', () => {
			caller.isOver = true;
		});
		socket.on('close', () => {
			caller.isOver = true;
			callers.delete(socket);
		});
		return caller;
	};
	/** The system keeps only so many waiting: who is turned away calls again. */
	const callMany = async (count: number): Promise<readonly Caller[]> => {
		const many: Caller[] = [];
		while (many.length < count) {
			const caller = await until('to be let in', () => callIn().catch(() => undefined));
			many.push(caller);
		}
		return many;
	};
	const callIn = async (): Promise<Caller> => {
		const caller = call();
		await once(caller.socket, 'connect');
		return caller;
	};
	const ask = async (target: string): Promise<string> => {
		const caller = call();
		caller.socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
		await until(`an answer to ${target}`, () => caller.isOver);
		return caller.heard;
	};
	return {
		emperor,
		call,
		callMany,
		ask,
		/** Megabytes that the emperor holds, and how many descriptors. */
		resident: () =>
			Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${emperor.pid}/status`, 'utf8'))?.[1]) / 1000,
		descriptors: () => readdirSync(`/proc/${emperor.pid}/fd`).length,
		/** Whether everything goes on: whoever asks is answered, and the vassal is heard. */
		goesOn: async () => {
			assert.match(await ask('/vassals/a.ini'), /^HTTP\/1\.1 200 .*"name": "a\.ini"/s);
			const ticks = emperor.output().split('tick').length;
			await until('the vassal to be heard', () => emperor.output().split('tick').length > ticks + 2);
		},
	};
};

type Caller = {readonly socket: Socket; heard: string; isOver: boolean};

const request = (target: string) => `GET ${target} HTTP/1.1\r\nHost: x\r\n`;

/** Says a word again and again until hung up on; answers how many bytes that took. */
const sayForever = async ({socket}: Caller, word: string): Promise<number> => {
	while (!socket.destroyed && socket.writable && socket.bytesWritten < 1_000_000_000) {
		if (!socket.write(word)) {
			await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => undefined);
		}
	}
	return socket.bytesWritten;
};

test('a header or a body without an end is hung up on after a few of its bytes, and costs no memory', async t => {
	const {call, goesOn, resident} = await start(t);
	const before = resident();
	const word = 'x'.repeat(65_536);
	for (const [head, status] of [
		[`${request('/vassals')}X: `, 431],
		['GET /', 431],
		[`POST /vassals/a.ini/stop HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n`, 413],
	] as const) {
		const caller = call();
		caller.socket.write(head);
		const taken = await sayForever(caller, word);
		assert.ok(taken < 5_000_000, `${taken} bytes of ${head.slice(0, 20)}`);
		await until('the end', () => caller.socket.closed);
		assert.ok(caller.heard === '' || caller.heard.startsWith(`HTTP/1.1 ${status} `), caller.heard);
	}
	await goesOn();
	assert.ok(resident() - before < 40, `${resident() - before} MB more`);
});

test('requests that arrive a byte at a time are given up, and keep nobody else waiting', async t => {
	const {callMany, goesOn} = await start(t);
	const callers = await callMany(100);
	const words = `${request('/vassals')}X: ${'x'.repeat(4000)}`;
	let at = 0;
	const dripping = setInterval(() => {
		for (const {socket, isOver} of callers) {
			if (!isOver && socket.writable) {
				socket.write(words[at] ?? 'x');
			}
		}
		at += 1;
	}, 50);
	t.after(() => clearInterval(dripping));
	await goesOn();
	await until('all to be hung up on', () => callers.every(({isOver}) => isOver), 20_000);
	assert.match(callers[0]?.heard ?? '', /^HTTP\/1\.1 408 .*the request took too long to arrive/s);
	await goesOn();
});

test('ten thousand connections leave nothing behind', async t => {
	const {call, goesOn, resident, descriptors} = await start(t);
	const before = {resident: resident(), descriptors: descriptors()};
	for (let round = 0; round < 20; round++) {
		const callers = Array.from({length: 500}, call);
		await until('all to be let in, or turned away', () =>
			callers.every(({socket, isOver}) => isOver || !socket.connecting),
		);
		for (const {socket} of callers) {
			socket.destroy();
		}
	}
	await until('room', () => descriptors() <= before.descriptors + 2);
	await goesOn();
	assert.ok(resident() - before.resident < 60, `${resident() - before.resident} MB more`);
});

test('who says that he says no more is answered all the same', async t => {
	const {call} = await start(t);
	for (const target of ['/vassals', '/vassals/quiet.ini/log']) {
		const caller = call();
		caller.socket.end(`${request(target)}\r\n`);
		await until('the end', () => caller.isOver);
		assert.match(caller.heard, /^HTTP\/1\.1 200 .*quiet/s, target);
	}
	const silent = call();
	silent.socket.end();
	await until('the end', () => silent.isOver);
});

test('who follows what says nothing, and goes, makes room', async t => {
	const {callMany, descriptors, goesOn} = await start(t);
	const before = descriptors();
	const callers = await callMany(100);
	for (const {socket} of callers) {
		socket.write(`${request('/vassals/quiet.ini/log?follow=1')}\r\n`);
	}
	await until('all to follow', () => callers.every(({heard}) => heard.includes('quiet')));
	assert.ok(descriptors() >= callers.length);
	for (const {socket} of callers) {
		socket.destroy();
	}
	await until('room', () => descriptors() <= before + 2);
	await goesOn();
});
