import assert from 'node:assert/strict';
import {test} from 'node:test';
import {takeSnapshot, type VassalSnapshot} from '../../source/core/snapshot.js';
import {noVitals, type Vitals, type WorkerStats} from '../../source/core/vitals.js';
import {columnsThatFit, widthOfColumns} from '../../source/ui/columns.js';
import {selectActivity, selectFigures} from '../../source/ui/selectors/figures.js';
import {selectPanel} from '../../source/ui/selectors/panel.js';
import {describeSort, nextSort, type SortKey, sortVassals} from '../../source/ui/selectors/sort.js';
import {Story, sight} from '../helpers/story.js';

const worker = (number: number, busy: number, cores: number): WorkerStats => ({
	...{number, busy, cores, pid: 100 + number, state: busy > 0 ? 'busy' : 'idle', requests: 5},
	...{exceptions: 0, harakiris: 0, respawns: 0, averageTime: 1.2, sent: 0},
});

const vitalsOf = (rate: number, workers: readonly WorkerStats[]): Vitals => ({
	...noVitals,
	resident: {'/v/a.ini': 61e6},
	cpu: {'/v/a.ini': 0.03},
	traffic: {'/v/a.ini': {rate, history: [...Array(59).fill(0), rate], errors: 2, p50: 1, p95: 1.24}},
	instances: {'/v/a.ini': {workers, queue: 3, requests: 10, exceptions: 0}},
});

const vassals = (...names: readonly string[]): {story: Story; all: readonly VassalSnapshot[]} => {
	const story = new Story();
	for (const name of names) {
		story.brings(name);
		story.hears(name, 17);
	}
	return {story, all: takeSnapshot(story.empire).vassals};
};

test('what a running vassal serves and costs is told in few columns', () => {
	const {story, all} = vassals('a.ini');
	const [vassal] = all;
	assert.ok(vassal);
	story.waits(182_000);
	const vitals = vitalsOf(38, [worker(1, 1, 2), worker(2, 0, 2)]);
	const figures = selectFigures(vassal, vitals, story.at);
	assert.deepEqual(
		Object.values(figures).map(({text}) => text),
		['38 req/s', '1.2 ms', '2 err', '▮▯▯▯', '61 MB', '3 %', '3m02'],
	);
	assert.deepEqual(selectActivity('/v/a.ini', vitals), ['w1 ▮▯ w2 ▯▯', 'q 3', '▁▁▁▁▁▁▁▁▁▁▁▁▁▁█']);
	assert.deepEqual(selectPanel(vassal, story.at, vitals).badge.facts, ['38 req/s']);
	assert.deepEqual(Object.keys(selectFigures(vassal, noVitals, story.at)), ['uptime']);
	assert.equal(selectPanel(vassal, story.at, noVitals).badge.facts, undefined);
});

test('many workers are counted', () => {
	const workers = Array.from({length: 16}, (_, index) => worker(index + 1, index < 3 ? 1 : 0, 1));
	assert.deepEqual(selectActivity('/v/a.ini', vitalsOf(0, workers)), ['3/16 busy', 'q 3']);
});

test('columns are dropped whole, the least important first', () => {
	assert.deepEqual(columnsThatFit(10), []);
	assert.deepEqual(
		columnsThatFit(11).map(({name}) => name),
		['rate'],
	);
	assert.equal(columnsThatFit(widthOfColumns()).length, 7);
	assert.equal(columnsThatFit(widthOfColumns() - 1).at(-1)?.name, 'cpu');
});

test('a list is sorted by the most of a column, the unknown last, and by name again after the last column', () => {
	const {story, all} = vassals('a.ini', 'b.ini', 'c.ini');
	const vitals: Vitals = {...noVitals, cpu: {'/v/b.ini': 0.5, '/v/c.ini': 0.9}};
	const sorted = (key: SortKey | undefined, of = all) =>
		sortVassals(of, key, vitals, story.at).map(({name}) => name);
	assert.deepEqual(sorted('cpu'), ['c.ini', 'b.ini', 'a.ini']);
	assert.deepEqual(sorted('rate'), ['a.ini', 'b.ini', 'c.ini']);
	assert.deepEqual(sorted(undefined), ['a.ini', 'b.ini', 'c.ini']);
	story.finds(sight('d.ini', {refusal: {what: 'is broken', where: {file: 'd.ini'}, remedy: 'Mend it'}}));
	assert.equal(sorted('trouble', takeSnapshot(story.empire).vassals)[0], 'd.ini');
	let key: SortKey | undefined;
	const seen = new Set<string>();
	do {
		seen.add(describeSort(key));
		key = nextSort(key, 1);
		assert.equal(nextSort(nextSort(key, -1), 1), key);
	} while (key !== undefined);
	assert.equal(seen.size, 9);
});
