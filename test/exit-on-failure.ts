import assert from 'node:assert/strict';
import {test} from 'node:test';
import {onFirstFailure} from '../source/exit-on-failure.js';
import {pipeEmperor} from './helpers/piped-emperor.js';
import {sight} from './helpers/story.js';
import {toldClient} from './helpers/told-client.js';
import {quietVassal, shellVassal} from './helpers/vassal-text.js';

test('a vassal that dies again and again before it is loyal ends the emperor with 1 and the reason, and all others', async t => {
	const emperor = await pipeEmperor(t, {
		args: ['--exit-on-failure', '--emperor-throttle', '10', '*.ini'],
		files: {'good.ini': quietVassal(), 'tox.ini': '[tox]\n', 'bad.ini': shellVassal('echo no; exit 3')},
	});
	assert.equal(await emperor.exited(), 1);
	assert.equal(
		emperor.errors(),
		'bad.ini: died 3 times before it was loyal, the last time by exit 3. --exit-on-failure ends the emperor with it.\n',
	);
});

test('so does one that cannot be started', async t => {
	const emperor = await pipeEmperor(t, {
		args: ['--exit-on-failure', '--binary-path', '/no/such/uwsgi', '*.ini'],
		files: {'shop.ini': '[uwsgi]\nsocket = a.sock\n'},
	});
	assert.equal(await emperor.exited(), 1);
	assert.match(emperor.errors(), /^shop\.ini: cannot be started\. /m);
});

test('two deaths, or any number of old age, are no failure', () => {
	const {story, client, tell} = toldClient();
	const failures: string[] = [];
	onFirstFailure(client, sentence => failures.push(sentence));
	const live = (name: string, life: number): void => {
		story.waits(60_000);
		story.spawns(name);
		story.waits(life);
		story.dies(name, 1);
		tell();
	};
	story.finds(sight('old.ini'), sight('young.ini'));
	for (const _ of [1, 2, 3, 4]) {
		live('old.ini', 20_000);
	}
	live('young.ini', 100);
	live('young.ini', 100);
	assert.deepEqual(failures, []);
	live('young.ini', 100);
	assert.equal(failures.length, 1);
	assert.match(failures[0] ?? '', /^young\.ini: died 3 times/);
	live('young.ini', 100);
	assert.equal(failures.length, 1);
});
