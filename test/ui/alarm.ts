import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Alarm, alarm} from '../../source/ui/alarm.js';
import type {Tone} from '../../source/ui/theme.js';

/** Whether it rang at each of these seconds, where a vassal had these tones. */
const rings = (
	...moments: readonly [second: number, tones: Readonly<Record<string, Tone>>][]
): readonly boolean[] => {
	let known: Alarm = new Map();
	return moments.map(([second, tones]) => {
		const vassals = Object.entries(tones).map(([id, tone]) => ({id, badge: {tone}}));
		const {after, rings} = alarm(known, vassals, second * 1000);
		known = after;
		return rings;
	});
};

test('the bell rings when a vassal turns bad, and not again while it is', () => {
	assert.deepEqual(rings([0, {a: 'good'}], [1, {a: 'bad'}], [2, {a: 'bad'}], [500, {a: 'bad'}]), [
		false,
		true,
		false,
		false,
	]);
});

test('it rings once for several, and again for one that follows them', () => {
	assert.deepEqual(rings([0, {a: 'bad', b: 'bad', c: 'good'}], [1, {a: 'bad', b: 'bad', c: 'bad'}]), [
		true,
		true,
	]);
});

test('a crash loop rings once, though its vassal starts between and is well for a moment', () => {
	assert.deepEqual(
		rings(
			[0, {a: 'bad'}],
			[1, {a: 'moving'}],
			[2, {a: 'good'}],
			[3, {a: 'bad'}],
			[200, {a: 'moving'}],
			[201, {a: 'bad'}],
		),
		[true, false, false, false, false, false],
	);
});

test('who was well for a minute after its bell, or was away, is new trouble', () => {
	assert.deepEqual(rings([0, {a: 'bad'}], [30, {a: 'good'}], [60, {a: 'good'}], [61, {a: 'bad'}]), [
		true,
		false,
		false,
		true,
	]);
	assert.deepEqual(rings([0, {a: 'bad'}], [1, {}], [2, {a: 'bad'}]), [true, false, true]);
});
