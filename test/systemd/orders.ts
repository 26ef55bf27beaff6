import assert from 'node:assert/strict';
import {test} from 'node:test';
import {takeOrders} from '../../source/systemd/orders.js';

test('orders are those for this process, and are taken away from its children', () => {
	for (const [env, orders] of [
		[{}, undefined],
		[{NOTIFY_SOCKET: '/run/n'}, {socket: '/run/n'}],
		[
			{NOTIFY_SOCKET: '@n', WATCHDOG_USEC: '3000000'},
			{socket: '@n', watchdog: 3000},
		],
		[
			{NOTIFY_SOCKET: '@n', WATCHDOG_USEC: '3000000', WATCHDOG_PID: '7'},
			{socket: '@n', watchdog: 3000},
		],
		[{NOTIFY_SOCKET: '@n', WATCHDOG_USEC: '3000000', WATCHDOG_PID: '8'}, {socket: '@n'}],
		[{NOTIFY_SOCKET: '@n', WATCHDOG_USEC: 'soon'}, {socket: '@n'}],
		[{NOTIFY_SOCKET: '@n', WATCHDOG_USEC: '0'}, {socket: '@n'}],
		[{NOTIFY_SOCKET: 'relative'}, undefined],
		[{NOTIFY_SOCKET: 'vsock:2:1'}, undefined],
		[{NOTIFY_SOCKET: '@'}, undefined],
	] as const) {
		const left: NodeJS.ProcessEnv = {PATH: '/bin', ...env};
		assert.deepEqual(takeOrders(left, 7), orders, JSON.stringify(env));
		assert.deepEqual(left, {PATH: '/bin'});
	}
});
