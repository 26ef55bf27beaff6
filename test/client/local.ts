import assert from 'node:assert/strict';
import {test} from 'node:test';
import {localClient} from '../../source/client/local.js';
import type {VassalCommand} from '../../source/core/command.js';
import type {Effect} from '../../source/core/effect.js';
import type {VassalEvent} from '../../source/core/event.js';
import {defaultTerms} from '../../source/core/terms.js';
import {noVitals} from '../../source/core/vitals.js';
import {Engine} from '../../source/engine/engine.js';
import {LogArchive} from '../../source/logs/log-archive.js';
import {defaultScrollback} from '../../source/logs/log-store.js';
import {manualClock} from '../helpers/manual-clock.js';
import {deeds, sight} from '../helpers/story.js';

/** A real engine that rules over these vassals, all accepting; nobody carries out what it wants done. */
const start = (...names: readonly string[]) => {
	const wanted: Effect[] = [];
	const engine = new Engine(defaultTerms, manualClock(), effect => wanted.push(effect));
	const logs = new LogArchive(defaultScrollback);
	let scans = 0;
	const vitals = {...noVitals, emperor: {cpu: 0, resident: 1}};
	const client = localClient(
		engine,
		logs,
		() => vitals,
		() => {
			scans += 1;
		},
		async () => undefined,
	);
	engine.enqueue({type: 'surveyed', found: names.map(name => sight(name)), changed: [], gone: []});
	engine.enqueue({type: 'tick'});
	for (const [index, name] of names.entries()) {
		const tell = (event: VassalEvent) => engine.enqueue({type: 'told', id: `/v/${name}`, event});
		tell({type: 'spawned', pid: index + 100});
		tell({type: 'heard', byte: 1});
		tell({type: 'heard', byte: 5});
	}
	wanted.length = 0;
	return {engine, client, logs, wanted, scans: () => scans};
};

test('a command for one vassal reaches it and nobody else', async () => {
	const {client, wanted} = start('a.ini', 'b.ini');
	assert.deepEqual(await client.send({type: 'tell', id: '/v/b.ini', command: 'reload'}), {ok: true});
	assert.deepEqual(deeds(wanted), ['say 1']);
	assert.deepEqual(
		client.getSnapshot().vassals.map(({reloads}) => reloads),
		[0, 1],
	);
});

test('a command for a vassal that nobody knows is refused with its name, and does nothing', async () => {
	const {client, wanted} = start('a.ini');
	const before = client.getSnapshot();
	assert.deepEqual(await client.send({type: 'tell', id: '/v/b.ini', command: 'stop'}), {
		ok: false,
		reason: '/v/b.ini: no such vassal. Its config file may be gone.',
	});
	assert.deepEqual(wanted, []);
	assert.equal(client.getSnapshot(), before);
});

test('where there is nothing to start, to stop or to forgive, the answer says so', async () => {
	const {client} = start('a.ini');
	const send = (command: VassalCommand) => client.send({type: 'tell', id: '/v/a.ini', command});
	assert.deepEqual(await send('start'), {ok: true, isVain: true});
	assert.deepEqual(await send('forgive'), {ok: true, isVain: true});
	assert.deepEqual(await send('stop'), {ok: true});
	assert.deepEqual(await send('stop'), {ok: true, isVain: true});
	assert.deepEqual(await send('kill'), {ok: true});
	assert.deepEqual(await send('start'), {ok: true});
});

test('a command for all reaches each', async () => {
	const {client, wanted} = start('a.ini', 'b.ini', 'c.ini');
	await client.send({type: 'tell-all', command: 'stop'});
	assert.deepEqual(deeds(wanted), ['say 0', 'say 0', 'say 0']);
});

test('what all are told brings nobody back who was stopped by hand or exiled itself; a start does', async () => {
	const {client, engine, wanted} = start('stopped.ini', 'stopping.ini', 'exiled.ini', 'fine.ini');
	const dies = (name: string, exitCode: number) =>
		engine.enqueue({type: 'told', id: `/v/${name}`, event: {type: 'died', exitCode, signal: null}});
	await client.send({type: 'tell', id: '/v/stopped.ini', command: 'stop'});
	await client.send({type: 'tell', id: '/v/stopping.ini', command: 'stop'});
	dies('stopped.ini', 0);
	dies('exiled.ini', 26);
	wanted.length = 0;
	await client.send({type: 'tell-all', command: 'reload'});
	await client.send({type: 'tell-all', command: 'forgive'});
	assert.deepEqual(deeds(wanted), ['say 1']);
	dies('stopping.ini', 0);
	const kept = client.getSnapshot().vassals.filter(({state}) => state === 'suspended');
	assert.deepEqual(
		kept.map(({name}) => name),
		['exiled.ini', 'stopped.ini', 'stopping.ini'],
	);
	await client.send({type: 'tell-all', command: 'start'});
	engine.enqueue({type: 'tick'});
	assert.deepEqual(deeds(wanted), ['say 1', 'spawn', 'spawn', 'spawn']);
});

test('asked to look, the monitors look', async () => {
	const {client, scans} = start();
	assert.equal(scans(), 0);
	await client.send({type: 'rescan'});
	assert.equal(scans(), 1);
});

test('the first ragnarok asks everybody, the second kills', async () => {
	const {client, wanted} = start('a.ini', 'b.ini');
	await client.send({type: 'ragnarok'});
	assert.deepEqual(deeds(wanted), ['say 0', 'say 0']);
	wanted.length = 0;
	await client.send({type: 'ragnarok'});
	assert.deepEqual(deeds(wanted), ['SIGKILL', 'SIGKILL']);
});

test('watchers hear of a change, find it in the snapshot, and nothing once they have left', async () => {
	const {client} = start('a.ini');
	const seen: string[] = [];
	const leave = client.subscribe(() => seen.push(client.getSnapshot().vassals[0]?.state ?? ''));
	const before = client.getSnapshot();
	assert.equal(client.getSnapshot(), before);
	await client.send({type: 'tell', id: '/v/a.ini', command: 'stop'});
	assert.deepEqual(seen, ['cursed']);
	assert.notEqual(client.getSnapshot(), before);
	leave();
	await client.send({type: 'ragnarok'});
	assert.deepEqual(seen, ['cursed']);
});

test('a log is that of its vassal, and that of nobody stays empty', () => {
	const {client, logs, engine} = start('a.ini');
	logs.of('/v/a.ini').append(Buffer.from('hello\n'), 0);
	assert.equal(client.log('/v/a.ini').read(1, 1)[0]?.text, 'hello');
	assert.equal(client.log('/v/b.ini').last, 0);
	engine.enqueue({type: 'told', id: '/v/a.ini', event: {type: 'died', exitCode: 0, signal: null}});
	assert.equal(client.log('/v/a.ini').last, 1);
	engine.enqueue({type: 'surveyed', found: [], changed: [], gone: ['/v/a.ini']});
	assert.equal(client.log('/v/a.ini').last, 0);
});

test('a snapshot survives the way over a socket', () => {
	const {client} = start('a.ini', 'b.ini');
	assert.deepEqual(JSON.parse(JSON.stringify(client.getSnapshot())), client.getSnapshot());
});
