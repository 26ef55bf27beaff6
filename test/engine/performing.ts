import assert from 'node:assert/strict';
import {readdirSync, readlinkSync} from 'node:fs';
import {test} from 'node:test';
import type {EmpireEvent} from '../../source/core/event.js';
import {startPerforming} from '../../source/engine/perform.js';
import {LogArchive} from '../../source/logs/log-archive.js';
import {defaultScrollback} from '../../source/logs/log-store.js';
import {startGuard} from '../../source/processes/guard.js';
import {inventMark} from '../../source/processes/mark.js';
import {until} from '../helpers/wait.js';

/** Ends of pipes for output that this process has open. */
const countOutputEnds = (): number =>
	readdirSync('/proc/self/fd').filter(fd => {
		try {
			return /\/emperor-[^/]+\/\d+ \(deleted\)$/.test(readlinkSync(`/proc/self/fd/${fd}`));
		} catch {
			return false;
		}
	}).length;

test('of many vassals one is spawned after the other, in a turn of its own and with few pipes made before', {
	skip: process.platform !== 'linux' && 'needs /proc',
}, async t => {
	const mark = inventMark();
	const guard = startGuard(mark);
	t.after(guard.close);
	const ids = Array.from({length: 100}, (_, index) => `/v/${index}.ini`);
	const spawned: {readonly id: string; readonly turn: number; readonly ends: number}[] = [];
	let turn = 0;
	let isOver = false;
	const countTurns = () => {
		turn++;
		if (!isOver) {
			setImmediate(countTurns);
		}
	};
	countTurns();
	const enqueue = (event: EmpireEvent) => {
		if (event.type === 'told' && event.event.type === 'spawned') {
			spawned.push({id: event.id, turn, ends: countOutputEnds()});
		}
	};
	const logs = new LogArchive(defaultScrollback);
	const perform = startPerforming({enqueue, logs, logDir: undefined, guard, mark, onExit: () => undefined});
	for (const id of ids) {
		const order = {command: '/bin/sh', args: ['-c', 'exit'], env: {}, cwd: '/'};
		perform({type: 'spawn', id, order, noticesLostEmperor: false});
	}
	t.after(() => {
		isOver = true;
		for (const id of ids) {
			perform({type: 'bury', id});
		}
	});
	await until('the last', () => spawned.length === ids.length);
	assert.deepEqual(
		spawned.map(({id}) => id),
		ids,
	);
	assert.equal(new Set(spawned.map(event => event.turn)).size, ids.length, 'turns');
	const spares = spawned.map(({ends}, index) => ends / 2 - (index + 1));
	assert.ok(Math.max(...spares) <= 40, `${Math.max(...spares)} pipes made before their turn`);
});
