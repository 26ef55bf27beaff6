import assert from 'node:assert/strict';
import {readFile, writeFile} from 'node:fs/promises';
import {connect} from 'node:net';
import {join} from 'node:path';
import test, {type TestContext} from 'node:test';
import type {Terms} from '../../source/core/terms.js';
import {preparePuppet} from '../helpers/puppet.js';
import {startEmperor} from '../helpers/start-emperor.js';
import {until} from '../helpers/wait.js';

/** One caller's whole visit: what was answered, or the code of the error. */
const visit = (door: string): Promise<string> =>
	new Promise(resolve => {
		let answer = '';
		const caller = connect(door);
		caller.setEncoding('utf8').on('data', text => {
			answer += text;
		});
		caller.on('error', error => resolve('code' in error ? String(error.code) : error.message));
		caller.on('close', () => resolve(answer));
	});

/** `open`, or why a caller does not get in. */
const knock = (door: string): Promise<string> =>
	new Promise(resolve => {
		const caller = connect(door);
		caller.on('error', error => resolve('code' in error ? String(error.code) : error.message));
		caller.on('connect', () => {
			resolve('open');
			caller.destroy();
		});
	});

/** Whether the kernel takes callers there: flag __SO_ACCEPTCON of proc(5). Asking it is no call. */
const listens = async (door: string): Promise<boolean> =>
	(await readFile('/proc/net/unix', 'utf8'))
		.split('\n')
		.some(line => line.endsWith(` ${door}`) && line.split(/\s+/)[3] === '00010000');

/** An emperor, and the door of its vassal on demand. */
const prepare = async (t: TestContext, terms: Partial<Terms> = {}) => {
	const emperor = await startEmperor(t, terms, {onDemand: {extension: '.socket'}});
	const door = join(emperor.folder, 'door');
	await writeFile(join(emperor.folder, 'app.ini.socket'), `${door}\n`);
	/** The socket is bound a moment after its vassal is known to sleep, and listens a moment after that. */
	const opens = () => until('the door to be open', () => listens(door));
	const closes = () => until('callers to be refused', async () => (await knock(door)) === 'ENOENT');
	return {emperor, door, opens, closes};
};

test('a vassal on demand sleeps until a caller comes, and sleeps again when it retires', async t => {
	const {emperor, door, opens} = await prepare(t);
	const app = await emperor.addPuppet('app.ini');
	await emperor.shows('app.ini', 'on demand', door);
	await opens();
	await emperor.clock.advance(3_600_000);
	assert.equal(app.lives, 0);

	void visit(door);
	const first = await app.nextLife();
	await first.say('spawned', 'accepting');
	await emperor.shows('app.ini', 'ready');
	await first.say('retiring');
	assert.equal(await first.hears(), 0);
	void visit(door);
	await first.exit(0);
	await app.nextLife();
	assert.equal(app.lives, 2, 'a caller who came while it was leaving wakes it again');
});

test('asleep, a change of its file starts nobody; awake it is a reload', async t => {
	const {emperor, door, opens} = await prepare(t);
	const app = await emperor.addPuppet('app.ini');
	await emperor.shows('app.ini', 'on demand');
	await opens();
	await emperor.write('app.ini', `${app.config}# edited\n`);
	await emperor.says('updated configuration for "on demand" instance app.ini');
	assert.equal(app.lives, 0);
	void visit(door);
	const life = await app.nextLife();
	await life.say('spawned', 'accepting');
	await emperor.shows('app.ini', 'ready');
	await emperor.write('app.ini', `${app.config}# edited again\n`);
	assert.equal(await life.hears(), 1);
});

test('asleep, it is forgotten with its file, and its door is closed', async t => {
	const {emperor, opens, closes} = await prepare(t);
	await emperor.addPuppet('app.ini');
	await emperor.shows('app.ini', 'on demand');
	await opens();
	await emperor.remove('app.ini');
	await emperor.buries('app.ini');
	await closes();
});

test('stopped by hand, its callers are refused, not left waiting; started, it is awake at once', async t => {
	const {emperor, door, opens, closes} = await prepare(t);
	const app = await emperor.addPuppet('app.ini');
	await emperor.shows('app.ini', 'on demand');
	await opens();
	void visit(door);
	const life = await app.nextLife();
	await life.say('spawned', 'accepting');
	await emperor.shows('app.ini', 'ready');
	await emperor.tell('app.ini', 'stop');
	assert.equal(await life.hears(), 0);
	await life.exit(0);
	await emperor.shows('app.ini', 'stopped');
	await closes();
	await emperor.tell('app.ini', 'start');
	await app.nextLife();
});

test('an unloyal death on demand keeps callers waiting for its throttle, and refuses none', async t => {
	const {emperor, door, opens} = await prepare(t);
	const app = await emperor.addPuppet('app.ini');
	await emperor.shows('app.ini', 'on demand');
	await opens();
	const caller = visit(door);
	await (await app.nextLife()).exit(1);
	await emperor.shows('app.ini', 'throttled');
	await emperor.clock.advance(999);
	assert.equal(app.lives, 1);
	await emperor.clock.advance(1);
	await app.nextLife();
	await emperor.remove('app.ini');
	assert.notEqual(await caller, 'ECONNREFUSED');
});

/** Serves callers at its input; after five it asks to sleep, answers whoever it has taken by then, and obeys. */
const server = `
	const {Socket, createServer} = require('net');
	const emperor = new Socket({fd: Number(process.env.UWSGI_EMPEROR_FD)});
	let answered = 0;
	const door = createServer(caller => {
		caller.on('error', () => {});
		caller.end('pid ' + process.pid);
		if (++answered === 5) {
			door.close();
			emperor.write(Buffer.of(17, 22));
		}
	});
	emperor.on('data', bytes => bytes[0] === 0 && process.exit(0));
	door.listen({fd: 0}, () => emperor.write(Buffer.of(1, 5)));
`;

test('every caller is answered while a vassal falls asleep and wakes ten times under load', async t => {
	const {emperor, door, opens} = await prepare(t);
	const program = join(emperor.folder, 'server.js');
	await writeFile(program, server);
	await emperor.write(
		'app.ini',
		`[uwsgi]\nunprivileged-binary-patch-arg = exec ${process.execPath} ${program}\n`,
	);
	await emperor.shows('app.ini', 'on demand');
	await opens();
	const answers = [await visit(door)];
	const callAgainAndAgain = async () => {
		while (new Set(answers).size < 10) {
			answers.push(await visit(door));
		}
	};
	await Promise.all([callAgainAndAgain(), callAgainAndAgain(), callAgainAndAgain()]);
	t.diagnostic(`${answers.length} callers in ${new Set(answers).size} lives`);
	assert.deepEqual(
		answers.filter(answer => !/^pid \d+$/.test(answer)),
		[],
	);
});

test('a vassal on demand that the world refuses to start keeps its callers until it can', async t => {
	const {emperor, door, opens} = await prepare(t, {binaryPath: '/nowhere/uwsgi'});
	await emperor.write('app.ini', '[uwsgi]\nmaster = true\n');
	await emperor.shows('app.ini', 'on demand');
	await opens();
	const caller = visit(door);
	await emperor.says('cannot find "/nowhere/uwsgi"');
	const puppet = await preparePuppet(t);
	await emperor.write('app.ini', puppet.config);
	await emperor.clock.advance(1000);
	const life = await puppet.nextLife();
	await emperor.remove('app.ini');
	await life.gone;
	assert.notEqual(await caller, 'ECONNREFUSED');
});
