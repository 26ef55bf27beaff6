import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {farewell} from '../source/farewell.js';
import {sight} from './helpers/story.js';
import {toldClient} from './helpers/told-client.js';

test('the summary is of those who were there when the end began', async () => {
	const {story, client, tell} = toldClient();
	const summary = farewell(client);
	story.brings('shop.ini');
	story.brings('http.ini');
	story.commands('http.ini', 'reload');
	story.hears('http.ini', 5);
	story.dies('shop.ini', 22);
	story.waits(1000);
	story.tells('shop.ini', {type: 'spawned', pid: 9});
	tell();
	await nextTurn();

	story.happens({type: 'ragnarok'});
	tell();
	story.dies('shop.ini', 0);
	story.dies('http.ini', 0);
	tell();
	assert.deepEqual(client.getSnapshot().vassals, []);
	assert.deepEqual(summary(182_000, 80).split('\n'), [
		'emperor ruled 2 vassals for 3m02; all are stopped',
		'  shop.ini: 1 restart, 0 reloads, last death: exit 22 (no app)',
		'  http.ini: 0 restarts, 1 reload',
		'',
	]);
});

test('a file that is no vassal was not ruled', () => {
	const {story, client, tell} = toldClient();
	story.finds(
		sight('shop.ini'),
		sight('tox.ini', {
			refusal: {kind: 'not-a-vassal', what: 'no section', where: {file: 'tox.ini'}, remedy: 'None'},
		}),
	);
	tell();
	const lines = farewell(client)(1000, 80).trimEnd().split('\n');
	assert.equal(lines[0], 'emperor ruled 1 vassal for 1 s; all are stopped');
	assert.equal(lines.length, 2);
});

test('however many there were, it has five lines', () => {
	for (const [count, more] of [
		[4, undefined],
		[5, '  and 2 more'],
		[200, '  and 197 more'],
	] as const) {
		const {story, client, tell} = toldClient();
		story.finds(...Array.from({length: count}, (_, index) => sight(`${index}.ini`)));
		tell();
		const lines = farewell(client)(1000, 80).split('\n').slice(0, -1);
		assert.equal(lines.length, 5);
		assert.equal(lines.at(-1)?.startsWith('  and'), more !== undefined);
		assert.ok(more === undefined || lines.at(-1) === more);
	}
});

test('whoever died is named before those who only lived, and no line is wider than the terminal', () => {
	const {story, client, tell} = toldClient();
	for (const name of ['a.ini', 'b.ini', 'c.ini', 'd.ini', 'troubled.ini']) {
		story.brings(name);
	}
	story.dies('troubled.ini', 22);
	tell();
	const lines = farewell(client)(1000, 40).trimEnd().split('\n');
	assert.match(lines[1] ?? '', /^ {2}troubled\.ini: /);
	assert.ok(
		lines.every(line => line.length <= 40),
		lines.join('\n'),
	);
});

test('nobody at all is a sentence too', () => {
	assert.equal(farewell(toldClient().client)(0, 80), 'emperor ruled 0 vassals for 0 s; all are stopped\n');
});

test('a file name in it cannot do anything to a terminal', () => {
	const {story, client, tell} = toldClient();
	story.finds(sight('a\x1b[2J\nb.ini'));
	tell();
	assert.deepEqual(farewell(client)(1000, 80).split('\n').slice(1), [
		'  a␛[2J␊b.ini: 0 restarts, 0 reloads',
		'',
	]);
});
