import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {type TestContext, test} from 'node:test';
import {FamilyReader} from '../../source/telemetry/family.js';
import {readSockets} from '../../source/telemetry/listeners.js';
import {scratch} from '../helpers/scratch.js';
import {until} from '../helpers/wait.js';

/** A program of Node's that lives until the test is over and prints a line when it is ready. */
const run = async (t: TestContext, script: string, ...args: string[]) => {
	const child = spawn(
		process.execPath,
		['-e', `${script}; process.stdin.resume().on('end', () => process.exit())`, ...args],
		{
			stdio: ['pipe', 'pipe', 'inherit'],
			detached: true,
		},
	);
	const {pid = 0} = child;
	t.after(async () => {
		process.kill(-pid, 'SIGKILL');
		await once(child, 'exit');
	});
	const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
	return {pid, said: String(line).trim()};
};

test('a family is told of parents first, with what each was started as and what it has in memory', async t => {
	const {pid, said} = await run(
		t,
		`const {pid} = require('child_process').spawn('sh', ['-c', 'sleep 60 & wait'], {stdio: 'ignore'}); console.log(pid)`,
	);
	const reader = new FamilyReader();
	const {members, others} = await until('the grandchild', async () => {
		const family = await reader.read(pid);
		return family.members.some(({command}) => command === 'sleep 60') && family;
	});
	assert.equal(others, 0);
	assert.deepEqual(
		members.map(({depth, command}) => [depth, command.split(' ')[0]]),
		[
			[0, process.execPath],
			[1, 'sh'],
			[2, 'sleep'],
		],
	);
	assert.equal(members[1]?.pid, Number(said));
	assert.ok((members[0]?.resident ?? 0) > 10e6);
});

test('the second look says how busy each has been since the first', async t => {
	const {pid} = await run(
		t,
		`console.log('up'); setInterval(() => { const end = Date.now() + 9; while (Date.now() < end); }, 10)`,
	);
	const reader = new FamilyReader();
	assert.equal((await reader.read(pid)).members[0]?.cpu, undefined);
	await until('some time on the processor', async () => {
		const [member] = (await reader.read(pid)).members;
		return (member?.cpu ?? 0) > 0.05 && (member?.cpu ?? 0) < 4;
	});
});

test('nobody is told of a process that is gone', async () => {
	assert.deepEqual(await new FamilyReader().read(2 ** 22 + 1), {members: [], others: 0});
	assert.deepEqual(await readSockets([2 ** 22 + 1]), {listeners: [], others: 0});
});

test('listeners are told of by address and process; connections are counted', async t => {
	const folder = await scratch(t);
	const {pid, said} = await run(
		t,
		`const net = require('net');
		const [path] = process.argv.slice(1);
		const four = net.createServer().listen(0, '127.0.0.1', () =>
			net.createServer().listen(0, '::1', function () {
				net.createServer().listen(path, () =>
					net.connect(four.address().port, '127.0.0.1', () => console.log(four.address().port, this.address().port)));
			}))`,
		`${folder}/with space.sock`,
	);
	const [four, six] = said.split(' ');
	const {listeners, others} = await readSockets([pid]);
	assert.deepEqual(
		listeners,
		[`127.0.0.1:${four}`, `[::1]:${six}`, `${folder}/with space.sock`]
			.map(address => ({address, pids: [pid]}))
			.sort((a, b) => (a.address < b.address ? -1 : 1)),
	);
	assert.ok(others >= 1);
});
