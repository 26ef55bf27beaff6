import assert from 'node:assert/strict';
import {test} from 'node:test';
import {compareListings, isUntouched, type Known} from '../../source/monitors/compare-listings.js';

const signature = {owner: '', mtimeNs: '5000000001', ctimeNs: '5000000001', inode: '1:7', size: '40'};
const known = (id: string, moved: Partial<Known['signature']> = {}, digest = 'd'): Known => ({
	id,
	name: id,
	cwd: '/',
	owner: {uid: 0, gid: 0},
	isProgram: false,
	signature: {...signature, ...moved},
	digest,
});
const ids = (files: readonly Known[]) => files.map(({id}) => id);
const changes = (moved: Partial<Known['signature']>, digest?: string) =>
	ids(compareListings([known('/a')], [known('/a', moved, digest)]).changed);

test('what was not there before is found, and what is not there any more is gone', () => {
	const {found, changed, gone} = compareListings([known('/a'), known('/b')], [known('/b'), known('/c')]);
	assert.deepEqual([ids(found), ids(changed), ids(gone)], [['/c'], [], ['/a']]);
});

test('another time of modification is a change, by a nanosecond and backwards too', () => {
	assert.deepEqual(changes({mtimeNs: '5000000002'}), ['/a']);
	assert.deepEqual(changes({mtimeNs: '4000000000'}), ['/a']);
});

test('another inode, size or content is a change', () => {
	assert.deepEqual(changes({inode: '1:8'}), ['/a']);
	assert.deepEqual(changes({size: '41'}), ['/a']);
	assert.deepEqual(changes({}, 'another'), ['/a']);
});

test('a status change with the same content is none, but a reason to read it', () => {
	assert.deepEqual(changes({ctimeNs: '6000000000'}), []);
	assert.equal(isUntouched(known('/a'), known('/a', {ctimeNs: '6000000000'})), false);
	assert.equal(isUntouched(known('/a'), known('/a')), true);
});

test('another owner is a change where it is looked at', () => {
	assert.deepEqual(changes({owner: '1:1'}), ['/a']);
});
