import assert from 'node:assert/strict';
import {closeSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {takeFifo} from '../../source/processes/fifo.js';
import {scratch} from '../helpers/scratch.js';

test('pipes for many vassals at once are made a few dozen at a time, not a handful', async t => {
	const place = await scratch(t);
	const runs = path.join(place, 'runs');
	const usual = process.env.PATH ?? '';
	const counted = `#!/bin/sh\nPATH='${usual}'\necho run >>'${runs}'\nexec mkfifo "$@"\n`;
	writeFileSync(path.join(place, 'mkfifo'), counted, {mode: 0o755});
	process.env.PATH = `${place}:${usual}`;
	t.after(() => {
		process.env.PATH = usual;
	});

	const wanted = 100;
	for (const {readEnd, writeEnd} of await Promise.all(Array.from({length: wanted}, takeFifo))) {
		closeSync(readEnd);
		closeSync(writeEnd);
	}
	const count = readFileSync(runs, 'utf8').split('\n').length - 1;
	assert.ok(count >= 2 && count <= 6, `${count} runs of mkfifo for ${wanted} pipes`);
});
