import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {confine} from '../../source/core/confinement.js';
import {factsOf, isRunning, listProcesses} from '../../source/processes/process-table.js';
import {needs} from '../helpers/needs.js';
import {shell, spawnOne} from '../helpers/one-vassal.js';
import {preparePuppet} from '../helpers/puppet.js';
import {scratch} from '../helpers/scratch.js';

const isRoot = process.getuid?.() === 0;
const asRoot = {skip: isRoot ? false : 'only root may'};
const util = await needs('namespaces', 'setpriv');
const rooted = isRoot ? util : asRoot;

test('what cannot be run is passed over for the next that can', async t => {
	const folder = await scratch(t);
	await writeFile(join(folder, 'not-executable'), '#!/bin/sh\n');
	const vassal = await spawnOne(t, {
		command: join(folder, 'missing'),
		alternatives: [join(folder, 'not-executable'), '/bin/sh', '/bin/false'],
		args: ['-c', 'echo "$0 $1"', 'an', 'argument'],
	});
	assert.deepEqual(await vassal.death(), {exitCode: 0, signal: null});
	assert.equal(vassal.lastOutput(), 'an argument\n');
});

test('where nothing can be run the last is named, and so is a tool that is missing', async t => {
	const none = {command: 'no-such-1', alternatives: ['no-such-2']};
	await assert.rejects(spawnOne(t, none), /cannot find "no-such-2"/);
	await assert.rejects(
		spawnOne(t, {command: 'no-such', under: ['/usr/bin/env', '--']}),
		/cannot find "no-such"\. Install it/,
	);
	await assert.rejects(
		spawnOne(t, {...shell('true'), under: ['setpriv', '--'], env: {PATH: '/nowhere'}}),
		/cannot find "setpriv"\. --emperor-cap needs it\. On Debian: apt install util-linux/,
	);
});

test(
	'capabilities that were not named are gone for good, and with root’s rights root’s name',
	rooted,
	async t => {
		const vassal = await spawnOne(t, {
			...shell('grep -E "^(CapBnd|Uid|Gid|Groups):" /proc/self/status'),
			cwd: '/',
			...confine({uid: '65534', gid: '65533'}, {capabilities: ['chown', 'kill'], namespaces: []}),
		});
		await vassal.death();
		assert.deepEqual(
			vassal
				.lastOutput()
				.replace(/[\t ]+/g, ' ')
				.split('\n')
				.map(line => line.trim()),
			[
				'Uid: 65534 65534 65534 65534',
				'Gid: 65533 65533 65533 65533',
				'Groups:',
				`CapBnd: ${((1 << 0) | (1 << 5)).toString(16).padStart(16, '0')}`,
				'',
			],
		);
	},
);

test('in namespaces of its own a vassal speaks, hears and dies as any other', rooted, async t => {
	const puppet = await preparePuppet(t);
	const all = {namespaces: ['ipc', 'mount', 'net', 'pid', 'uts'], capabilities: []} as const;
	const vassal = await spawnOne(t, {...puppet, ...confine({}, all)});
	const life = await puppet.nextLife();
	assert.equal(life.pid, 1, 'it is the first of its pid namespace');
	await life.say('spawned');
	assert.equal(await vassal.heard(), 1);
	assert.equal(vassal.say(1), true);
	assert.equal(await life.hears(), 1);
	await life.ignore('SIGINT');
	vassal.kill('SIGINT');
	assert.equal(await life.catches(), 'SIGINT', 'a signal to the group reaches it, and unshare outlives that');
	await life.exit(7);
	assert.deepEqual(await vassal.death(), {exitCode: 7, signal: null});
});

test('a kill of its group leaves nobody in its namespaces', rooted, async t => {
	const {under = []} = confine({}, {namespaces: ['pid'], capabilities: []});
	const vassal = await spawnOne(t, {...shell('setsid sleep 1000 & echo up; wait'), under});
	while (!vassal.output().includes('up')) {
		await new Promise(resolve => setImmediate(resolve));
	}
	const family = listProcesses().filter(pid => factsOf(pid)?.group === vassal.pid);
	assert.ok(family.length >= 2, 'unshare and the shell');
	vassal.kill('SIGKILL');
	assert.deepEqual(await vassal.death(), {exitCode: null, signal: 'SIGKILL'});
	assert.deepEqual(family.filter(isRunning), []);
});
