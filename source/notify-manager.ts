import type {Emperor} from './compose.js';
import {type Attendance, attend} from './systemd/attend.js';
import {startMessenger} from './systemd/messenger.js';
import type {Orders} from './systemd/orders.js';
import {selectHeader} from './ui/selectors/header.js';

/** Attends to the service manager that started us, if one did. */
export const notifyManager = (
	orders: Orders | undefined,
	{client, notice}: Pick<Emperor, 'client' | 'notice'>,
): Attendance => {
	if (orders === undefined) {
		return {ready: () => undefined, reload: () => undefined, close: async () => undefined};
	}
	const messenger = startMessenger(orders.socket, why =>
		notice('systemd', [
			`NOTIFY_SOCKET: ${orders.socket} was not told that the emperor runs: ${why}. Start it without Type=notify.`,
		]),
	);
	const describe = (): string => {
		const {state, counts} = selectHeader(client.getSnapshot(), client.getVitals(), client.now());
		return [state, ...counts.map(({count, name}) => `${count} ${name}`)].join(' · ');
	};
	return attend(messenger, client, describe, orders.watchdog);
};
