/**
 * Follows the log of `p1.ini` many times over: some read it, some ask for it and never do. Says `ready`, and when its
 * input ends how many lines were read and missed, and how many of those who do not read were hung up on.
 *
 *     node build/bench/follow-many.js SOCKET READERS SLEEPERS
 */
import {once} from 'node:events';
import {connect, type Socket} from 'node:net';
import {setTimeout as pause} from 'node:timers/promises';

const [path = '', readers = '0', sleepers = '0'] = process.argv.slice(2);
let read = 0;
let missed = 0;

const call = async (): Promise<Socket> => {
	const caller = connect({path});
	caller.on('error', () => undefined);
	caller.write('GET /vassals/p1.ini/log?follow=1&lines=0 HTTP/1.1\r\nHost: emperor\r\n\r\n');
	await once(caller, 'connect');
	return caller;
};

for (let index = 0; index < Number(readers); index += 1) {
	(await call()).setEncoding('latin1').on('data', (text: string) => {
		for (let at = text.indexOf('\n{"'); at !== -1; at = text.indexOf('\n{"', at + 1)) {
			read += 1;
		}
		missed += [...text.matchAll(/\{"missed":(\d+)\}/g)].reduce((sum, [, count]) => sum + Number(count), 0);
	});
}
const asleep: Socket[] = [];
for (let index = 0; index < Number(sleepers); index += 1) {
	asleep.push((await call()).pause());
}
console.log('ready');
await once(process.stdin.resume(), 'end');
let hungUp = 0;
for (const caller of asleep) {
	// Who was hung up on finds the end behind what was left to read; who was not is told more and more.
	caller.on('close', () => {
		hungUp += 1;
	});
	caller.resume();
}
await pause(300);
console.log(JSON.stringify({read, missed, hungUp}));
process.exit(0);
