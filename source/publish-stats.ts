import type {EmperorClient} from './client/emperor-client.js';
import type {Ruling} from './command-line/ruling.js';
import {emperorStats} from './control/emperor-stats.js';
import {describePlace} from './control/place.js';
import {serveStats} from './control/stats-server.js';
import {wallClockOf} from './control/wall-clock.js';
import {version} from './version.js';

type Announcing = {
	readonly cwd: string;
	readonly tyrant: boolean;
	readonly monitors: () => Promise<readonly string[]>;
	/** A line in the emperor's own log. */
	readonly say: (line: string) => void;
	/** What the whole screen should say; an empty list takes the last one back. */
	readonly notice: (texts: readonly string[]) => void;
};

/** `--emperor-stats`, where it was asked for. */
export const publishStats = (
	{place, isHttp}: Ruling['stats'],
	client: EmperorClient,
	{cwd, tyrant, monitors, say, notice}: Announcing,
): {readonly close: () => Promise<void>} => {
	if (place === undefined) {
		return {close: async () => undefined};
	}
	const wallClock = wallClockOf(client);
	let names: readonly string[] = [];
	void monitors().then(known => {
		names = known;
	});
	const {pid, getuid, getgid} = process;
	const facts = {version, pid, uid: getuid?.() ?? 0, gid: getgid?.() ?? 0, cwd, tyrant};
	return serveStats({
		place,
		isHttp,
		describe: () => emperorStats(client.getSnapshot(), {...facts, monitors: names}, wallClock),
		onTrouble: trouble => {
			if (trouble === undefined) {
				say(`*** Emperor stats server enabled on ${describePlace(place)} ***`);
			}
			notice(trouble === undefined ? [] : [`--emperor-stats: ${trouble}`]);
		},
	});
};
