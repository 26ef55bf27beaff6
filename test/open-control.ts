import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {openControl} from '../source/open-control.js';
import {scratch} from './helpers/scratch.js';
import {toldClient} from './helpers/told-client.js';

/** `look` ends the emperor's first look around. */
const open = async (t: TestContext, socket: string) => {
	const notices: string[] = [];
	let look: () => void = () => undefined;
	const opening = openControl(
		{socket},
		{
			client: toldClient().client,
			looked: new Promise<void>(resolve => {
				look = resolve;
			}),
			errorsOf: () => ({mistakes: [], read: 0, unread: 0}),
			monitors: async () => ['*.ini'],
			notice: (_, texts) => void notices.push(...texts),
		},
		'/',
	);
	t.after(async () => (await opening).close());
	return {opening, notices, look: () => look()};
};

test('nobody is answered before the emperor has looked around, lest no vassals seem to be none', async t => {
	const socket = join(await scratch(t), 'c.sock');
	const {opening, look, notices} = await open(t, socket);
	await new Promise(setImmediate);
	assert.equal(existsSync(socket), false);
	look();
	await opening;
	assert.equal(existsSync(socket), true);
	assert.deepEqual(notices, []);
});

test('where there can be no socket, the screen says why', async t => {
	const {opening, look, notices} = await open(t, join(await scratch(t), 'no/c.sock'));
	look();
	await opening;
	assert.match(notices.join(), /^control socket: cannot listen on \S+: there is no such folder\. Make it: /);
});
