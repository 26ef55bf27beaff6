import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {appendFileSync, renameSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {followFile} from '../../source/log-files/follow-file.js';
import {scratch} from '../helpers/scratch.js';
import {until} from '../helpers/wait.js';

const inFolder = async (t: TestContext) => {
	const file = path.join(await scratch(t), 'app.log');
	let text = '';
	const troubles: string[] = [];
	const follow = () => {
		const stop = followFile(file, {
			lines: lines => {
				text += lines.toString();
			},
			trouble: what => troubles.push(what),
		});
		t.after(stop);
		return stop;
	};
	const shows = (expected: string) =>
		until(JSON.stringify(expected), () => {
			assert.equal(text, expected);
			return true;
		});
	return {file, follow, shows, troubles};
};

/** Every follower has looked meanwhile: another file that grew twice was seen to. */
const looks = async (t: TestContext): Promise<void> => {
	const {file, follow, shows} = await inFolder(t);
	writeFileSync(file, '');
	follow();
	appendFileSync(file, 'tick\n');
	await shows('tick\n');
	appendFileSync(file, 'tock\n');
	await shows('tick\ntock\n');
};

test('a file is followed from where it ended, in whole lines', async t => {
	const {file, follow, shows, troubles} = await inFolder(t);
	writeFileSync(file, 'old\n');
	follow();
	appendFileSync(file, 'new\nhal');
	await shows('new\n');
	appendFileSync(file, 'f\n');
	await shows('new\nhalf\n');
	assert.deepEqual(troubles, []);
});

test('a file that comes later is read from its beginning, and its absence said once', async t => {
	const {file, follow, shows, troubles} = await inFolder(t);
	follow();
	await until('its absence', () => troubles.length > 0);
	await looks(t);
	writeFileSync(file, 'first\n');
	await shows('first\n');
	assert.deepEqual(troubles, ['not there yet']);
});

test('through rotation nothing is lost, even if somebody goes on writing to the old file for a while', async t => {
	const {file, follow, shows} = await inFolder(t);
	writeFileSync(file, '');
	follow();
	appendFileSync(file, 'one\n');
	await shows('one\n');
	renameSync(file, `${file}.1`);
	writeFileSync(file, '');
	appendFileSync(`${file}.1`, 'two, to the old\n');
	await shows('one\ntwo, to the old\n');
	await looks(t);
	appendFileSync(`${file}.1`, 'three, to the old\n');
	appendFileSync(file, 'four, to the new\n');
	await shows('one\ntwo, to the old\nthree, to the old\nfour, to the new\n');
	rmSync(file);
	writeFileSync(file, 'five\n');
	await shows('one\ntwo, to the old\nthree, to the old\nfour, to the new\nfive\n');
});

test('a file that was emptied is read from its beginning, and half a line is not completed by what came later', async t => {
	const {file, follow, shows} = await inFolder(t);
	writeFileSync(file, '');
	follow();
	appendFileSync(file, 'a long line\nhalf');
	await shows('a long line\n');
	truncateSync(file);
	appendFileSync(file, 'anew\n');
	await shows('a long line\nhalf\nanew\n');
});

test('a FIFO, a device or a folder is named, and followed once it is a file', async t => {
	const {file, follow, shows, troubles} = await inFolder(t);
	execFileSync('mkfifo', [file]);
	follow();
	await until('its nature', () => troubles.length > 0);
	assert.deepEqual(troubles, ['not a plain file, so it is not followed']);
	rmSync(file);
	writeFileSync(file, 'a file now\n');
	await shows('a file now\n');
});

test('much that came at once is read without end, and more than a pane can hold is counted', async t => {
	const {file, follow, shows} = await inFolder(t);
	writeFileSync(file, '');
	const line = `${'x'.repeat(1023)}\n`;
	follow();
	appendFileSync(file, line.repeat(17 * 1024));
	await shows(
		`[emperor] ${1024 * 1024} bytes came faster than they were read, and were let go\n${line.repeat(16 * 1024)}`,
	);
});

test('once it is no longer followed nothing more is read', async t => {
	const {file, follow, shows} = await inFolder(t);
	writeFileSync(file, '');
	const stop = follow();
	appendFileSync(file, 'one\n');
	await shows('one\n');
	stop();
	appendFileSync(file, 'two\n');
	await looks(t);
	await shows('one\n');
});
