import assert from 'node:assert/strict';
import test from 'node:test';
import {LogStore} from '../../source/logs/log-store.js';
import {Studies} from '../../source/study/studies.js';

const progress = (studies: Studies): Promise<void> =>
	new Promise(resolve => {
		// What is studied in turns does not keep a process alive; a test has to.
		const alive = setInterval(() => undefined, 1000);
		const stop = studies.follow(() => {
			stop();
			clearInterval(alive);
			resolve();
		});
	});

test('logs are studied by themselves, as they grow', async () => {
	const studies = new Studies();
	const logs = [new LogStore(), new LogStore()];
	logs[0]?.append(Buffer.from('ERROR: was there\n'), 0);
	const [one, other] = logs.map(log => studies.of(log));
	await progress(studies);
	assert.equal(one?.errors.last, 1);
	logs[1]?.append(Buffer.from('fine\nERROR: came\n'), 0);
	await progress(studies);
	assert.equal(other?.errors.last, 1);
	assert.equal(studies.of(logs[1] ?? new LogStore()), other);
});

test('a line that comes after a pause is understood in the same turn, before a frame is made of it', async () => {
	const studies = new Studies();
	const log = new LogStore();
	log.append(Buffer.from('ERROR: alone\n'), 0);
	const study = studies.of(log);
	const asFrame = new Promise<number>(resolve => setImmediate(() => resolve(study.errors.last)));
	assert.equal(study.errors.last, 0);
	assert.equal(await asFrame, 1);
});

test('a turn ends after a few milliseconds, and takes nobody’s place', async () => {
	const studies = new Studies();
	const logs = Array.from({length: 4}, () => new LogStore());
	for (const log of logs) {
		log.append(Buffer.from(`${'x'.repeat(400)}\n`.repeat(9999)), 0);
		log.append(Buffer.from('ERROR: last\n'), 0);
		studies.of(log);
	}
	const begun = process.cpuUsage();
	await progress(studies);
	const {user, system} = process.cpuUsage(begun);
	assert(user + system < 60_000, `a turn took ${user + system} µs`);
	// Each has had its share before the first is through.
	while (!logs.every(log => studies.of(log).recordOf(1) !== undefined)) {
		await progress(studies);
	}
	assert(logs.every(log => studies.of(log).recordOf(10_000) === undefined));
	while (!logs.every(log => studies.of(log).errors.last === 1)) {
		await progress(studies);
	}
});
