import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readMoment} from '../../source/remote/moment.js';

const local = (...parts: readonly [number, number, number, number?, number?, number?]): number =>
	new Date(parts[0], parts[1] - 1, parts[2], parts[3] ?? 0, parts[4] ?? 0, parts[5] ?? 0).getTime();

const now = local(2026, 11, 24, 12, 30);

for (const [text, moment] of [
	['10m', now - 600_000],
	['1h30m', now - 5_400_000],
	['2d', now - 172_800_000],
	['0s', now],
	['12:00', local(2026, 11, 24, 12)],
	['9:05:07', local(2026, 11, 24, 9, 5, 7)],
	['2026-11-23', local(2026, 11, 23)],
	['2026-11-23 08:15', local(2026, 11, 23, 8, 15)],
	['2026-11-23T08:15:30.5Z', Date.UTC(2026, 10, 23, 8, 15, 30, 500)],
	['2026-11-23T08:15+0200', Date.UTC(2026, 10, 23, 6, 15)],
] as const) {
	test(`${text} is a moment`, () => assert.equal(readMoment(text, now), moment));
}

test('a time of day that is still to come is that of yesterday', () => {
	assert.equal(readMoment('23:59', now), local(2026, 11, 23, 23, 59));
});

for (const text of ['', '10', 'm', '10x', '24:00', '1:2', 'noon', '2026-13-01', '2026-11-23T8:15', '-5m']) {
	test(`"${text}" is none`, () => assert.equal(readMoment(text, now), undefined));
}
