import assert from 'node:assert/strict';
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdirSync, readFileSync, readlinkSync} from 'node:fs';
import {chmod, lstat, mkdir, readFile, symlink, unlink, writeFile} from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {describeProblem, type Problem} from '../../source/core/problem.js';
import {openOutputPipe} from '../../source/processes/output-pipe.js';
import {isRunning, listProcesses} from '../../source/processes/process-table.js';
import {type HeldSocket, holdSocket} from '../../source/sockets/hold-socket.js';
import {queue} from '../helpers/queue.js';
import {freePort, scratch} from '../helpers/scratch.js';
import {until} from '../helpers/wait.js';

const onLinux = process.platform === 'linux' ? false : 'needs /proc';

/** An address nobody has, and how callers find it. */
type Place = {readonly address: string; readonly door: net.NetConnectOpts};

const places: Readonly<Record<string, (t: TestContext) => Promise<Place>>> = {
	'a TCP socket': async () => {
		const port = await freePort();
		return {address: `127.0.0.1:${port}`, door: {host: '127.0.0.1', port}};
	},
	'a unix socket': async t => {
		const file = path.join(await scratch(t), 'shop.sock');
		return {address: file, door: {path: file}};
	},
};

/** Holds the place until the test is over. */
const hold = async (t: TestContext, address: string) => {
	const knocks = queue<number>('nobody knocked');
	const troubles = queue<Problem>('there was no trouble');
	const socket = await holdSocket(address, () => knocks.add(performance.now()), troubles.add);
	t.after(() => socket.close());
	return {socket, knocks, troubles};
};

const unheard = () => assert.fail('a socket that was refused has nothing to say');

/** Calls, and listens to the answer up to its end. */
const call = (t: TestContext, door: net.NetConnectOpts) => {
	const caller = net.connect(door).setEncoding('utf8');
	t.after(() => caller.destroy());
	const answer = new Promise<string>((resolve, reject) => {
		let text = '';
		caller.on('data', chunk => {
			text += chunk;
		});
		caller.once('end', () => resolve(text));
		caller.once('error', reject);
	});
	answer.catch(() => {}); // Looked at when the test asks for it.
	return {connected: once(caller, 'connect'), answer, hangUp: () => caller.destroy()};
};

/** A vassal that says its name to callers on descriptor 0 and leaves, in good order, after so many. */
const vassal = `
	const [name, shift] = process.argv.slice(1);
	let answered = 0;
	const server = require('net').createServer(caller => {
		caller.on('error', () => {});
		caller.end(name);
		answered += 1;
		if (answered === Number(shift)) server.close();
	});
	server.listen({fd: 0, backlog: 100});
`;

const startVassal = (t: TestContext, {fd}: HeldSocket, name: string, shift: number): ChildProcess => {
	const child = spawn(process.execPath, ['-e', vassal, name, String(shift)], {
		stdio: [fd, 'ignore', 'inherit'],
	});
	t.after(async () => {
		if (child.exitCode === null && child.signalCode === null) {
			child.kill('SIGKILL');
			await once(child, 'exit');
		}
	});
	return child;
};

const commandLineOf = (pid: number): string => {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
	} catch {
		return '';
	}
};

const doorkeepersOf = (address: string): readonly number[] =>
	listProcesses().filter(
		pid => commandLineOf(pid).includes(`emperor-doorkeeper ${address}`) && isRunning(pid),
	);

/** It has given itself its name: it is no shell any more, and has begun. */
const doorkeeperOf = (address: string): Promise<number> =>
	until(`the doorkeeper of ${address}`, () =>
		doorkeepersOf(address).find(pid => commandLineOf(pid).startsWith('emperor-doorkeeper')),
	);

/** Where there is no perl, for as long as the test takes. */
const forgetPerl = async (t: TestContext) => {
	const {PATH} = process.env;
	process.env.PATH = await scratch(t);
	t.after(() => {
		process.env.PATH = PATH;
	});
};

for (const [kind, choosePlace] of Object.entries(places)) {
	for (const [means, prepare] of [
		['', async () => {}],
		[' where there is no perl', forgetPerl],
	] as const) {
		test(`at ${kind}${means}, callers are noticed once, kept, and answered by the vassal`, async t => {
			await prepare(t);
			const {address, door} = await choosePlace(t);
			const {socket, knocks} = await hold(t, address);
			socket.watch();
			socket.watch();
			if (onLinux === false) {
				await doorkeeperOf(address);
				assert.equal(doorkeepersOf(address).length, 1);
			}

			const called = performance.now();
			const first = call(t, door);
			const knocked = await knocks.next();
			t.diagnostic(`${(knocked - called).toFixed(1)} ms from the call to the knock`);
			const second = call(t, door);
			await Promise.all([first.connected, second.connected]);
			startVassal(t, socket, 'shop', Number.POSITIVE_INFINITY);

			assert.equal(await first.answer, 'shop');
			assert.equal(await second.answer, 'shop');
			assert.equal(knocks.waiting, 0);
		});

		test(`at ${kind}${means}, every caller is answered while the vassal falls asleep and wakes ten times`, async t => {
			await prepare(t);
			const {address, door} = await choosePlace(t);
			let lives = 0;
			const socket = await holdSocket(
				address,
				() => {
					lives += 1;
					startVassal(t, socket, `life ${lives}`, 5).once('exit', socket.watch);
				},
				() => {},
			);
			t.after(socket.close);
			socket.watch();

			const answers: string[] = [];
			const callAgainAndAgain = async () => {
				while (lives < 11) {
					answers.push(await call(t, door).answer);
				}
			};
			await Promise.all([callAgainAndAgain(), callAgainAndAgain(), callAgainAndAgain()]);

			t.diagnostic(`${answers.length} callers in ${lives} lives`);
			assert.ok(answers.length >= 50, `${answers.length} callers`);
			assert.deepEqual(
				answers.filter(answer => !/^life \d+$/.test(answer)),
				[],
			);
			assert.equal(new Set(answers).size, lives);
		});
	}

	test(`at ${kind}, a caller who came while nobody watched is noticed when somebody does`, async t => {
		const {address, door} = await choosePlace(t);
		const {socket, knocks} = await hold(t, address);
		socket.watch();
		socket.unwatch();
		const caller = call(t, door);
		await caller.connected;
		if (onLinux === false) {
			await until('the doorkeeper to leave', () => doorkeepersOf(address).length === 0);
		}
		assert.equal(knocks.waiting, 0);
		socket.watch();
		await knocks.next();
	});

	test(`at ${kind}, callers are refused once it is closed, and it can be held again at once`, async t => {
		const {address, door} = await choosePlace(t);
		const {socket} = await hold(t, address);
		socket.watch();
		const fresh = hold(t, address);
		await assert.rejects(fresh, /cannot listen on .*: another vassal is on demand there\. Give each/);

		socket.close(); // Without waiting, as one does whose config has changed.
		const again = await hold(t, address);
		again.socket.watch();
		await call(t, door).connected;
		await again.knocks.next();

		await again.socket.close();
		await assert.rejects(call(t, door).connected, /ECONNREFUSED|ENOENT/);
	});

	test(`at ${kind} where another program listens, it is refused until that program leaves`, async t => {
		const {address, door} = await choosePlace(t);
		const other = net.createServer(caller => caller.on('error', assert.fail).end('other'));
		t.after(() => other.close());
		other.listen(door);
		await once(other, 'listening');

		await assert.rejects(holdSocket(address, unheard, unheard), error => {
			assert.ok(error instanceof Error && 'problem' in error);
			assert.equal(
				error.message,
				`emperor: cannot listen on ${address}: another program listens there. Stop that program, or choose another socket.`,
			);
			return true;
		});
		assert.equal(await call(t, door).answer, 'other');

		other.close();
		await once(other, 'close');
		await hold(t, address);
	});

	test(`at ${kind}, it still wakes when its doorkeeper was killed, and says so when none lasts`, {
		skip: onLinux,
	}, async t => {
		const {address, door} = await choosePlace(t);
		const {socket, knocks, troubles} = await hold(t, address);
		socket.watch();
		const first = await doorkeeperOf(address);
		process.kill(first, 'SIGKILL');
		assert.match(
			describeProblem(await troubles.next()),
			/^emperor: nobody watches .*: its doorkeeper does not last \(was killed\)\. See/,
		);
		const second = await doorkeeperOf(address);
		assert.notEqual(second, first);
		process.kill(second, 'SIGKILL');
		call(t, door);
		await knocks.next();
		assert.equal(troubles.waiting, 0, 'it complains once');
	});

	test(`at ${kind}, the doorkeeper leaves and the address is free when the emperor is killed`, {
		skip: onLinux,
	}, async t => {
		const {address, door} = await choosePlace(t);
		const room = new URL('../../source/sockets/hold-socket.js', import.meta.url).href;
		const emperor = spawn(
			process.execPath,
			[
				'--input-type=module',
				'-e',
				`import {holdSocket} from ${JSON.stringify(room)};
				const socket = await holdSocket(${JSON.stringify(address)}, () => {}, () => {});
				socket.watch();`,
			],
			{stdio: ['ignore', 'ignore', 'inherit']},
		);
		t.after(() => emperor.kill('SIGKILL'));
		await doorkeeperOf(address);

		emperor.kill('SIGKILL');
		await once(emperor, 'exit');
		await until('the doorkeeper to leave', () => doorkeepersOf(address).length === 0);
		// One that was only just forked holds it too, until it is another program and finds that nobody is there.
		const {socket, knocks} = await until('the address to be free', () => hold(t, address));
		socket.watch();
		call(t, door);
		await knocks.next();
	});

	test(`at ${kind}, the doorkeeper holds no pipe of a vassal, and closing leaves nothing`, {
		skip: onLinux,
	}, async t => {
		const {address} = await choosePlace(t);
		const pipe = await openOutputPipe(() => {});
		t.after(pipe.close);
		const pipeName = readlinkSync(`/proc/self/fd/${pipe.writeEnd}`);
		const before = descriptors('self');
		const {socket} = await hold(t, address);
		assert.ok(descriptors('self').length > before.length);
		socket.watch();
		const doorkeeper = await doorkeeperOf(address);
		const inherited = descriptors(doorkeeper);
		assert.equal(inherited.filter(link => link.startsWith('socket:')).length, 2, inherited.join());
		assert.ok(before.includes(pipeName));
		assert.ok(!inherited.includes(pipeName), inherited.join());
		assert.equal(readlinkSync(`/proc/${doorkeeper}/cwd`), '/');

		await socket.close();
		assert.throws(() => process.kill(doorkeeper, 0), /ESRCH/, 'it has been reaped');
		await until('its descriptors to close', () => descriptors('self').length === before.length);
	});
}

/** What a process has open, but for the folder that is being read. */
const descriptors = (pid: number | 'self'): readonly string[] =>
	readdirSync(`/proc/${pid}/fd`).flatMap(fd => {
		try {
			return [readlinkSync(`/proc/${pid}/fd/${fd}`)];
		} catch {
			return [];
		}
	});

test('the file of a unix socket lets everybody in, replaces one that is stale, and goes with it', async t => {
	const file = path.join(await scratch(t), 'shop.sock');
	const corpse = spawn(process.execPath, [
		'-e',
		`require('net').createServer().listen(${JSON.stringify(file)})`,
	]);
	await until('the socket', () => lstat(file));
	corpse.kill('SIGKILL');
	await once(corpse, 'exit');
	assert.ok((await lstat(file)).isSocket());

	const {socket, knocks} = await hold(t, file);
	const status = await lstat(file);
	assert.ok(status.isSocket());
	assert.equal(status.mode & 0o777, 0o666);
	socket.watch();
	call(t, {path: file});
	await knocks.next();

	await socket.close();
	await assert.rejects(lstat(file), /ENOENT/);
});

test('what lies at the path and is not a socket is refused and stays', async t => {
	const folder = await scratch(t);
	const precious = path.join(folder, 'precious');
	await writeFile(precious, 'the books');
	const pointer = path.join(folder, 'pointer');
	await symlink(precious, pointer);
	await mkdir(path.join(folder, 'folder'));
	for (const name of ['precious', 'pointer', 'folder']) {
		const file = path.join(folder, name);
		await assert.rejects(holdSocket(file, unheard, unheard), {
			message: `emperor: cannot listen on ${file}: what is there is not a socket. Move it away, or choose another path.`,
		});
	}
	assert.equal(await readFile(precious, 'utf8'), 'the books');
	assert.ok((await lstat(pointer)).isSymbolicLink());
	assert.ok((await lstat(path.join(folder, 'folder'))).isDirectory());
});

test('what somebody put in the place of its file stays when it is closed', async t => {
	const folder = await scratch(t);
	const file = path.join(folder, 'shop.sock');
	const {socket} = await hold(t, file);
	await unlink(file);
	await writeFile(file, 'the books');
	await socket.close();
	assert.equal(await readFile(file, 'utf8'), 'the books');
	assert.deepEqual(readdirSync(folder), ['shop.sock']);
});

test('a folder that is missing, and an address that is not of this machine, are said in plain words', async t => {
	const folder = path.join(await scratch(t), 'missing');
	await assert.rejects(holdSocket(path.join(folder, 'shop.sock'), unheard, unheard), {
		message: `emperor: cannot listen on ${folder}/shop.sock: there is no such folder. Make it: mkdir -p "${folder}".`,
	});
	await assert.rejects(
		holdSocket('192.0.2.1:8015', unheard, unheard),
		/cannot listen on 192\.0\.2\.1:8015: this machine has no such address\. Write one that it has/,
	);
});

test('a folder where this user may not write is said to be one', {
	skip: process.getuid?.() === 0 ? 'root may write anywhere' : false,
}, async t => {
	const folder = await scratch(t);
	await chmod(folder, 0o500);
	await assert.rejects(
		holdSocket(path.join(folder, 'shop.sock'), unheard, unheard),
		/permission denied\. Allow this user to write in/,
	);
});
