import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {changedSince, emptyRoll, enter, strike, vassalOf} from '../../source/core/roll.js';
import {welcome} from '../../source/core/vassal/refused.js';
import type {Vassal} from '../../source/core/vassal/vassal.js';
import {sight} from '../helpers/story.js';

const names = ['a.ini', 'b.ini', 'c.ini', 'd.ini'] as const;

const idOf = (name: string): string => sight(name).id;

/** Somebody of that name, never the same twice. */
const somebody = (name: string): Vassal => {
	const {next} = welcome({...sight(name), lives: 0, reloads: 0}, 0, {kind: 'new'});
	assert.ok(next);
	return next;
};

const deeds = fc.array(fc.record({name: fc.constantFrom(...names), isGone: fc.boolean()}));

test('a roll is what a table by id would be, in order of discovery, whatever comes and goes', () => {
	fc.assert(
		fc.property(deeds, history => {
			const table = new Map<string, Vassal>();
			let roll = emptyRoll;
			for (const {name, isGone} of history) {
				const vassal = somebody(name);
				if (isGone) {
					table.delete(vassal.id);
					roll = strike(roll, vassal.id);
				} else {
					table.set(vassal.id, vassal);
					roll = enter(roll, vassal);
				}
				assert.deepEqual(roll.all, [...table.values()]);
				for (const each of names) {
					assert.equal(vassalOf(roll, idOf(each)), table.get(idOf(each)));
				}
			}
		}),
	);
});

test('who changed is told between any two rolls, and nobody else', () => {
	fc.assert(
		fc.property(deeds, deeds, (earlier, later) => {
			const live = (from: typeof emptyRoll, history: typeof earlier) =>
				history.reduce(
					(roll, {name, isGone}) => (isGone ? strike(roll, idOf(name)) : enter(roll, somebody(name))),
					from,
				);
			const before = live(emptyRoll, earlier);
			const after = live(before, later);
			assert.deepEqual(
				changedSince(before, after),
				after.all.filter(vassal => !before.all.includes(vassal)),
			);
		}),
	);
});

test('where nobody comes or goes, the places are not copied', () => {
	const before = enter(enter(emptyRoll, somebody('a.ini')), somebody('b.ini'));
	assert.equal(enter(before, somebody('a.ini')).places, before.places);
});
