/** What a service manager that started this process wants to be told (sd_notify(3), sd_watchdog_enabled(3)). */
export type Orders = {
	/** A unix datagram socket: its path, or after `@` its name in the abstract namespace. */
	readonly socket: string;
	/** Milliseconds after which it takes silence for death. */
	readonly watchdog?: number;
};

/** Reads what is meant for process `pid`, and takes it out of `env`: no child shall speak for the emperor. */
export const takeOrders = (env: NodeJS.ProcessEnv, pid: number): Orders | undefined => {
	const {NOTIFY_SOCKET: socket = '', WATCHDOG_USEC: watchdog = '', WATCHDOG_PID: watched = `${pid}`} = env;
	delete env['NOTIFY_SOCKET'];
	delete env['WATCHDOG_USEC'];
	delete env['WATCHDOG_PID'];
	if (!/^[/@]./.test(socket)) {
		return undefined;
	}
	const isWatched = /^[1-9]\d*$/.test(watchdog) && watched === String(pid);
	return {socket, ...(isWatched ? {watchdog: Number(watchdog) / 1000} : {})};
};
