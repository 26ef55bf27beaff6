import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Troubled} from '../../source/ui/troubled.js';
import {openScreen} from '../helpers/drawn-screen.js';
import {panelsOn} from '../helpers/frame.js';

test('who was in trouble counts as troubled until it has been well for a minute', () => {
	const troubled = new Troubled();
	const seen = (isInTrouble: boolean, now: number): boolean => {
		troubled.look('/v/shop.ini', isInTrouble, now);
		return troubled.has('/v/shop.ini');
	};
	assert.equal(seen(false, 0), false);
	assert.equal(seen(true, 1000), true);
	assert.equal(seen(false, 2000), true);
	assert.equal(seen(true, 50_000), true);
	assert.equal(seen(false, 110_000), true);
	assert.equal(seen(false, 110_001), false);
	assert.equal(seen(true, 110_002), true);
});

test('a panel in trouble has more rows than its neighbours, and keeps them while its vassal is back only for a moment', async t => {
	const screen = await openScreen(t, 120, 38);
	const {story, tell} = screen;
	for (const name of ['a.ini', 'b.ini', 'c.ini', 'd.ini', 'e.ini', 'f.ini']) {
		story.brings(name);
	}
	screen.begin();
	const heights = (): string =>
		panelsOn(screen.screen())
			.filter(({x}) => x === 0)
			.map(({height}) => height)
			.join(' ');
	const has = (wanted: string) => screen.sees(`rows of ${wanted}`, () => heights() === wanted);
	await has('12 12 12');
	story.dies('f.ini', 1);
	tell();
	await screen.shows('1 throttled');
	await has('8 8 20');
	story.waits(5000);
	story.spawns('f.ini');
	story.hears('f.ini', 1, 5);
	tell();
	await screen.shows('6 ready');
	await has('8 8 20');
	story.waits(61_000);
	tell();
	await has('12 12 12');
});
