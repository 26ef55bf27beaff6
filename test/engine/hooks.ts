import assert from 'node:assert/strict';
import {chmod, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {isRunning} from '../helpers/is-running.js';
import {type Puppet, preparePuppet} from '../helpers/puppet.js';
import {scratch} from '../helpers/scratch.js';
import {startEmperor} from '../helpers/start-emperor.js';
import {until} from '../helpers/wait.js';

/** A program whose every run is played by the test. */
const prepareHook = async (t: TestContext): Promise<{readonly program: string; readonly puppet: Puppet}> => {
	const puppet = await preparePuppet(t);
	const program = path.join(await scratch(t), 'hook');
	await writeFile(program, `#!/bin/sh\nexec ${[puppet.command, ...puppet.args].join(' ')} "$@"\n`);
	await chmod(program, 0o755);
	return {program, puppet};
};

test('hooks run before the start and after the end, with the name as it is, and print into the vassal’s pane', async t => {
	const [up, down] = [await prepareHook(t), await prepareHook(t)];
	const emperor = await startEmperor(t, {startHook: up.program, stopHook: down.program});
	const name = "a b;echo $(id) 'x.ini";
	const app = await emperor.addPuppet(name);

	const starting = await up.puppet.nextLife();
	assert.deepEqual(starting.args.slice(1), [name]);
	assert.equal(starting.env.UWSGI_VASSALS_DIR, emperor.folder);
	assert.equal(starting.env.UWSGI_EMPEROR_FD, undefined);
	assert.equal(starting.cwd, emperor.folder);
	assert.equal(app.lives, 0);
	await emperor.shows(name, 'starting', 'start hook · 0 s');
	await starting.print('the hook says hello\n');
	await starting.exit(3);
	await emperor.says(`[emperor] ${name} start-hook returned 3`);

	const life = await app.nextLife();
	assert.equal(life.env.UWSGI_VASSALS_DIR, emperor.folder);
	await life.say('accepting');
	await emperor.shows(name, 'ready');
	await emperor.tell(name, 'stop');
	assert.equal(await life.hears(), 0);
	assert.equal(down.puppet.lives, 0);
	await life.exit(0);

	const stopping = await down.puppet.nextLife();
	await stopping.print('the hook says goodbye\n');
	await emperor.shows(name, 'stopping', 'stop hook · 0 s');
	await stopping.exit(0);
	await emperor.shows(name, 'stopped');

	const id = path.join(emperor.folder, name);
	const log = emperor.client.log(id);
	assert.deepEqual(
		log.read(log.first, log.last).map(({text}) => text),
		['the hook says hello', 'the hook says goodbye'],
	);
});

test('a hook delays nobody else', async t => {
	const {program, puppet} = await prepareHook(t);
	const emperor = await startEmperor(t, {stopHook: program});
	const [a, b] = [await emperor.addPuppet('a.ini'), await emperor.addPuppet('b.ini')];
	const dying = await a.nextLife();
	const living = await b.nextLife();
	await dying.exit(1);
	await puppet.nextLife();
	await living.say('accepting');
	await emperor.shows('b.ini', 'ready');
	await emperor.tell('b.ini', 'reload');
	assert.equal(await living.hears(), 1);
	assert.equal(emperor.vassal('a.ini')?.state, 'hooked');
});

test('a hook that hangs is ended at its limit, with whatever it left behind', async t => {
	const {program, puppet} = await prepareHook(t);
	const emperor = await startEmperor(t, {startHook: program});
	const app = await emperor.addPuppet('app.ini');
	const hanging = await puppet.nextLife();
	await hanging.ignore('SIGTERM');
	const left = await hanging.bear({ignoresTerm: true, escapes: true});
	await emperor.clock.advance(60_000);
	assert.equal(await hanging.catches(), 'SIGTERM');
	await emperor.clock.advance(2000);
	await hanging.gone;
	await app.nextLife();
	await until('nothing of the hook to be left', async () => !(await isRunning(left)));
	await emperor.says('app.ini start-hook died of SIGKILL');
});

test('a hook that is not there is said with what to do, and the vassal starts all the same', async t => {
	const emperor = await startEmperor(t, {startHook: '/nowhere/hook'});
	const app = await emperor.addPuppet('app.ini');
	await app.nextLife();
	await emperor.says('emperor: cannot find "/nowhere/hook". Install it, or correct its name.');
});

test('ragnarok runs every stop hook, beside each other, and ends when the last is over', async t => {
	const {program, puppet} = await prepareHook(t);
	const emperor = await startEmperor(t, {stopHook: program});
	for (const name of ['a.ini', 'b.ini']) {
		const life = await (await emperor.addPuppet(name)).nextLife();
		await life.say('accepting');
		await emperor.shows(name, 'ready');
		void life.hears().then(() => life.exit(0));
	}
	await emperor.client.send({type: 'ragnarok'});
	const hooks = [await puppet.nextLife(), await puppet.nextLife()];
	assert.deepEqual(hooks.map(({args}) => args.at(-1)).sort(), ['a.ini', 'b.ini']);
	for (const hook of hooks) {
		await hook.exit(0);
	}
	await emperor.ended;
});
