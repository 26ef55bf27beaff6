import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {Socket} from 'node:net';
import path from 'node:path';
import {test} from 'node:test';
import {attendEmperorPipe} from '../../source/processes/emperor-pipe.js';
import {scratch} from '../helpers/scratch.js';

test('what a vassal said before its death is heard before the pipe has settled', async t => {
	const heard: (number | string)[] = [];
	const written = path.join(await scratch(t), 'written');
	const child = spawn('/bin/sh', ['-c', `printf abc >&3; exec 3>&-; : > "${written}"`], {
		stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
	});
	const socket: unknown = child.stdio[3];
	assert.ok(socket instanceof Socket);
	const pipe = attendEmperorPipe(socket, {
		heard: byte => heard.push(byte),
		pipeClosed: () => heard.push('pipeClosed'),
	});
	while (!existsSync(written)); // Without a turn of the event loop: all of it happens behind our back.
	assert.deepEqual(heard, []);
	await pipe.settle();
	assert.deepEqual(heard, [97, 98, 99, 'pipeClosed']);
	await pipe.settle();
	assert.equal(pipe.say(0), false);
	pipe.close();
	assert.deepEqual(heard, [97, 98, 99, 'pipeClosed']);
});
