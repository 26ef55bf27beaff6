import assert from 'node:assert/strict';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {startMessenger} from '../../source/systemd/messenger.js';
import {lastFirst} from '../helpers/last-first.js';
import {needs} from '../helpers/needs.js';
import {scratch} from '../helpers/scratch.js';
import {listenAsHoarder, listenAsManager} from '../helpers/service-manager.js';

const start = async (t: TestContext, listen: typeof listenAsManager) => {
	const scope = lastFirst(t);
	const socket = join(await scratch(scope), 'notify');
	const manager = await listen(scope, socket);
	const troubles: string[] = [];
	const messenger = startMessenger(socket, why => void troubles.push(why));
	scope.after(() => messenger.close());
	return {manager, messenger, troubles};
};

/** Milliseconds that something takes. */
const timed = async (act: () => Promise<unknown>): Promise<number> => {
	const before = performance.now();
	await act();
	return performance.now() - before;
};

test('messages are heard in their order', await needs('perl'), async t => {
	const {manager, messenger, troubles} = await start(t, listenAsManager);
	const words = Array.from({length: 8}, (_, index) => `STATUS=${index}`);
	for (const word of words) {
		messenger.send(word);
	}
	await messenger.close();
	await manager.hears(/^STATUS=7$/);
	assert.deepEqual([manager.heard(), troubles], [words, []]);
});

test(
	'a manager that never says what it has read keeps no message waiting for long, no watchdog and not the end',
	await needs('python', 'systemd-notify'),
	async t => {
		const {manager, messenger, troubles} = await start(t, listenAsHoarder);
		messenger.send('READY=1');
		for (const count of [1, 2, 3, 4, 5]) {
			messenger.send(`STATUS=${count}`);
		}
		messenger.sendNow('WATCHDOG=1');
		await manager.hears(/^WATCHDOG=1$/);
		assert.ok(!manager.heard().includes('STATUS=5'), 'those that wait in line are not waited for');
		messenger.send('STOPPING=1');
		const lasted = await timed(() => messenger.close());
		assert.ok(lasted < 3000, `${lasted} ms`);
		await manager.hears(/^STOPPING=1$/);
		assert.deepEqual(troubles, []);
	},
);
