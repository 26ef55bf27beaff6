import assert from 'node:assert/strict';
import test from 'node:test';
import {isRunning} from '../helpers/is-running.js';
import {startEmperor} from '../helpers/start-emperor.js';
import {until} from '../helpers/wait.js';

test('a loyal vassal that dies is back at once', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	const life = await shop.nextLife();
	await life.say('spawned', 'accepting', 'loyal');
	await emperor.shows('shop.ini', 'loyal');
	await life.crash();
	const next = await shop.nextLife();
	assert.notEqual(next.pid, life.pid);
	assert.equal(emperor.clock.now(), 0);
	assert.match(emperor.words(), new RegExp(`curse the uwsgi instance shop.ini \\(pid: ${life.pid}\\)`));
});

test('loyalty is of a life: the next one has to earn it again', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	const life = await shop.nextLife();
	await life.say('accepting', 'loyal');
	await emperor.shows('shop.ini', 'loyal');
	await life.crash();
	await (await shop.nextLife()).say('accepting');
	await emperor.shows('shop.ini', 'ready');
});

test('a vassal whose pipe closes first is leaving, and is dead when it has exited', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	const life = await shop.nextLife();
	await life.say('accepting');
	await emperor.shows('shop.ini', 'ready');
	await life.closePipe();
	await emperor.shows('shop.ini', 'stopping');
	assert.equal(await isRunning(life.pid), true);
	await life.exit(3);
	await emperor.shows('shop.ini', 'throttled', 'exit 3');
});

test('a vassal that has closed its pipe and never exits is killed at the curse tolerance', async t => {
	const emperor = await startEmperor(t, {curseTolerance: 5000});
	const shop = await emperor.addPuppet('shop.ini');
	const life = await shop.nextLife();
	await life.say('accepting');
	await emperor.shows('shop.ini', 'ready');
	await life.closePipe();
	await emperor.shows('shop.ini', 'stopping');
	await emperor.clock.advance(4999);
	assert.equal(await isRunning(life.pid), true);
	await emperor.clock.advance(1);
	await life.gone;
	await emperor.shows('shop.ini', 'throttled', 'killed by SIGKILL');
});

test('a vassal that has exited is dead even while a worker of its holds the pipe, and that worker goes with it', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	const life = await shop.nextLife();
	await life.say('accepting');
	const workers = [
		await life.bear(),
		await life.bear({ignoresTerm: true}),
		await life.bear({escapes: true, ignoresTerm: true}),
	];
	await life.crash();
	await emperor.shows('shop.ini', 'throttled', 'killed by SIGKILL');
	for (const worker of workers) {
		assert.equal(await isRunning(worker), false);
	}
});

test('a vassal that has exited is dead even while somebody who can no longer be found holds the pipe', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	const life = await shop.nextLife();
	await life.say('accepting', 'loyal');
	await emperor.shows('shop.ini', 'loyal');
	const stray = await life.bear({escapes: true, forgets: true});
	await life.exit(0);
	await shop.nextLife();
	assert.equal(await isRunning(stray), true, 'else this shows nothing');
});

test('byte 22 is answered with byte 0, and a loyal vassal is back at once', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	const life = await shop.nextLife();
	await life.say('accepting', 'loyal', 'retiring');
	assert.equal(await life.hears(), 0);
	await emperor.shows('shop.ini', 'stopping');
	await life.exit(0);
	await shop.nextLife();
});

test('an unloyal vassal that retires comes back by its record', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	const life = await shop.nextLife();
	await life.say('retiring');
	assert.equal(await life.hears(), 0);
	await life.exit(0);
	await emperor.shows('shop.ini', 'throttled', 'exit 0');
	await emperor.clock.advance(1000);
	await shop.nextLife();
});

test('a vassal whose heartbeat stops is killed with its group; one that never had one lives', async t => {
	const emperor = await startEmperor(t, {requiredHeartbeat: 6000});
	const quiet = await emperor.addPuppet('quiet.ini');
	const quietLife = await quiet.nextLife();
	await quietLife.say('accepting');
	await emperor.shows('quiet.ini', 'ready');
	const shop = await emperor.addPuppet('shop.ini');
	const life = await shop.nextLife();
	const worker = await life.bear({ignoresTerm: true});
	await life.ignore('SIGTERM');
	await life.say('accepting', 'heartbeat', 'loyal');
	await emperor.shows('shop.ini', 'loyal');

	await emperor.clock.advance(4000);
	await life.say('heartbeat');
	await until('the second heartbeat to be heard', () => {
		const vassal = emperor.vassal('shop.ini');
		return vassal?.state === 'running' && vassal.heartbeat === 4000;
	});
	await emperor.clock.advance(5999);
	assert.equal(await isRunning(life.pid), true);
	await emperor.clock.advance(1);
	await life.gone;
	await shop.nextLife();
	assert.equal(await isRunning(worker), false);
	assert.equal(emperor.vassal('shop.ini')?.lastDeath?.signal, 'SIGKILL');
	assert.match(
		emperor.words(),
		/vassal shop\.ini sent no heartbeat in last 6 seconds, brutally respawning it/,
	);

	await emperor.clock.advance(60_000);
	await emperor.shows('quiet.ini', 'ready');
	assert.equal(quiet.lives, 1);
});

test('a vassal that exits with 26 has exiled itself, until somebody wants it back', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	await (await shop.nextLife()).exit(26);
	await emperor.shows('shop.ini', 'stopped', 'exiled itself');
	await emperor.clock.advance(3_600_000);
	await emperor.shows('shop.ini', 'stopped', 'exiled itself');
	assert.equal(shop.lives, 1);

	await emperor.tell('shop.ini', 'start');
	await (await shop.nextLife()).exit(26);
	await emperor.shows('shop.ini', 'stopped', 'exiled itself');
	await emperor.write('shop.ini', `${shop.config}; please\n`);
	await shop.nextLife();
});

test('a vassal that announces its loyalty with its last breath is believed', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	const life = await shop.nextLife();
	await emperor.shows('shop.ini', 'starting');
	await Promise.all([life.say('accepting', 'loyal'), life.exit(1)]);
	await shop.nextLife();
	assert.equal(emperor.vassal('shop.ini')?.blackMark, undefined);
});

test('the last words of a vassal are in its log when its death is known', async t => {
	const emperor = await startEmperor(t);
	const shop = await emperor.addPuppet('shop.ini');
	const life = await shop.nextLife();
	const {id} = emperor.vassal('shop.ini') ?? assert.fail('unknown');
	let wordsAtDeath: string | undefined;
	emperor.client.subscribe(() => {
		if (wordsAtDeath === undefined && emperor.vassal('shop.ini')?.state === 'throttled') {
			const log = emperor.client.log(id);
			wordsAtDeath = log.read(log.last, 1)[0]?.text;
		}
	});
	await life.flood(2000);
	await life.print('farewell');
	await life.crash();
	await emperor.shows('shop.ini', 'throttled');
	assert.equal(wordsAtDeath, 'farewell');
});
