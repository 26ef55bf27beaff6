import assert from 'node:assert/strict';
import {rm} from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import {foundEmpire, step} from '../../source/core/empire.js';
import type {EmpireEvent, Stamped} from '../../source/core/event.js';
import {vassalOf} from '../../source/core/roll.js';
import {takeSnapshot} from '../../source/core/snapshot.js';
import {defaultTerms} from '../../source/core/terms.js';
import {type Journal, JournalKeeper, replay, serialise} from '../../source/engine/journal.js';
import {startEmperor} from '../helpers/start-emperor.js';
import {Story, sight} from '../helpers/story.js';

const parse = (text: string): Journal => {
	const [empire, ...events] = text.split('\n').map(line => JSON.parse(line));
	return {empire, events};
};

test('the journal of a reign, as it is written into a crash report, replays to the same empire', async t => {
	const emperor = await startEmperor(t);
	const shop = await (await emperor.addPuppet('shop.ini')).nextLife();
	await shop.say('spawned', 'accepting', 'heartbeat', 'loyal');
	await emperor.shows('shop.ini', 'loyal');
	await emperor.tell('shop.ini', 'reload');
	assert.equal(await shop.hears(), 1);
	const crashing = await emperor.addPuppet('crashing.ini');
	await (await crashing.nextLife()).exit(1);
	await emperor.shows('crashing.ini', 'throttled');
	await emperor.clock.advance(1000);
	await (await crashing.nextLife()).exit(1);
	await emperor.shows('crashing.ini', 'throttled');
	const gone = await emperor.addPuppet('gone.ini');
	await gone.nextLife();
	await emperor.shows('gone.ini', 'starting');
	await rm(path.join(emperor.folder, 'gone.ini'));
	await emperor.buries('gone.ini');
	await (await emperor.addPuppet('stopped.ini')).nextLife();
	await emperor.shows('stopped.ini', 'starting');
	await emperor.tell('stopped.ini', 'stop');
	await emperor.shows('stopped.ini', 'stopped');
	await emperor.write('broken.ini', '[uwsgi\n');
	await emperor.shows('broken.ini', 'failed');

	const snapshot = emperor.client.getSnapshot();
	assert.deepEqual(
		snapshot.vassals.map(({shortName, state}) => `${shortName} ${state}`),
		['broken.ini refused', 'crashing.ini throttled', 'shop.ini running', 'stopped.ini suspended'],
	);
	assert.deepEqual(takeSnapshot(replay(parse(emperor.journal()))), snapshot);
});

test('however long the reign, the journal keeps the latest thousand events and where they began', () => {
	let empire = foundEmpire(defaultTerms);
	const keeper = new JournalKeeper(empire);
	const live = (event: Stamped<EmpireEvent>) => {
		keeper.write(empire, event);
		({empire} = step(empire, event));
	};
	live({type: 'surveyed', found: [sight('app.ini')], changed: [], gone: [], at: 0});
	for (let at = 1; at <= 5000; at += 1) {
		const {id} = sight('app.ini');
		const state = vassalOf(empire.vassals, id)?.state;
		const event =
			state === 'spawning'
				? ({type: 'spawned', pid: at} as const)
				: state === 'running'
					? ({type: 'died', exitCode: 1, signal: null} as const)
					: ({type: 'tick'} as const);
		live({type: 'told', id, event, at: at * 1000});
		if (at % 333 === 0) {
			const journal = keeper.read();
			assert.ok(journal.events.length >= Math.min(at, 1000));
			assert.ok(journal.events.length <= 2000);
			assert.deepEqual(replay(journal), empire);
		}
	}
	assert.ok(
		(vassalOf(empire.vassals, sight('app.ini').id)?.lives ?? 0) > 10,
		'else nothing was lived through',
	);
});

test('secrets in env lines of a config do not get into the journal', () => {
	const story = new Story();
	const keeper = new JournalKeeper(story.empire);
	const patch = {how: 'shell', command: 'exec web', env: {TOKEN: 'hunter2'}} as const;
	const {id} = sight('web.ini');
	const event = {type: 'surveyed', found: [sight('web.ini', {patch})], changed: [], gone: []} as const;
	keeper.write(story.empire, {...event, at: 0});
	const text = serialise(keeper.read());
	assert.ok(text.includes('TOKEN') && text.includes(id));
	assert.ok(!text.includes('hunter2'));
	assert.equal(replay(parse(text)).vassals.all.length, 1);
});
