import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Ruling} from './command-line/ruling.js';
import type {Emperor} from './compose.js';
import {serveControl} from './control/control-server.js';
import {metricsText} from './control/metrics.js';
import {serveMetrics} from './control/metrics-server.js';
import {readPath} from './control/place.js';
import {gistOf, type Reporter, reportVassal} from './control/report.js';
import {
	choosePrivate,
	findSockets,
	foreignSocketFolders,
	makePrivate,
	type OwnedFolder,
	socketFolders,
} from './control/socket-folder.js';
import {wallClockOf} from './control/wall-clock.js';
import type {VassalSnapshot} from './core/snapshot.js';
import type {Portrait} from './headless/json-events.js';
import {selectPanel} from './ui/selectors/panel.js';
import {version} from './version.js';

/** Where this user's control sockets may be, one for each emperor; a new one goes to the first that can be had. */
export const ownSocketFolders = (): readonly [string, ...string[]] =>
	socketFolders(process.env, tmpdir(), ownUid());

/** Where those of others may be, which root can open. */
export const foreignFolders = (): readonly OwnedFolder[] =>
	ownUid() === 0 ? foreignSocketFolders('/run/user', tmpdir(), 0) : [];

/** Where this process has its own. */
export const ownSocketFolder = (): string => choosePrivate(ownSocketFolders(), ownUid());

/** Where the control socket of this process is, unless it was told where to be. */
export const controlSocketOf = (socket: string | undefined): string =>
	socket ?? join(ownSocketFolder(), `${process.pid}.sock`);

/** Opens the control socket, and the place for metrics where one is asked for. Where that fails the emperor rules on, and says why. */
export const openControl = async (
	{socket, metrics}: Pick<Ruling, 'socket' | 'metrics'>,
	{
		client,
		errorsOf,
		looked,
		monitors,
		notice,
	}: Pick<Emperor, 'client' | 'errorsOf' | 'looked' | 'monitors' | 'notice'>,
	cwd: string,
): Promise<{readonly close: () => Promise<void>}> => {
	// Who asks before that would hear of no vassals, and think that there are none.
	await looked;
	const source = {
		...(await reporterFor({client, monitors})),
		errorsOf,
		facts: {version, pid: process.pid, uid: ownUid(), gid: process.getgid?.() ?? 0, cwd},
	};
	const complain = (name: string, trouble: string | undefined): void =>
		notice(name, trouble === undefined ? [] : [trouble]);
	const open = [
		socketFor(socket)
			.then(path => serveControl(path, source))
			.catch(error => {
				complain('control', `control socket: ${error instanceof Error ? error.message : String(error)}`);
			}),
		metrics &&
			serveMetrics(
				metrics,
				() => metricsText(source),
				trouble => complain('metrics', trouble && `--metrics: ${trouble}`),
			),
	];
	const opened = await Promise.all(open);
	return {
		close: async () => {
			await Promise.all(opened.map(server => server?.close()));
		},
	};
};

const socketFor = async (socket: string | undefined): Promise<string> => socket ?? choosePath();

type Reported = Pick<Emperor, 'client' | 'monitors'>;

const reporterFor = async ({client, monitors}: Reported): Promise<Reporter> => {
	const names = await monitors();
	return {client, portray: selectPanel, monitors: () => names, wallClock: wallClockOf(client)};
};

/** What is said of a vassal outside the panels. */
export const portrayFor = async (emperor: Reported): Promise<(vassal: VassalSnapshot) => Portrait> => {
	const reporter = await reporterFor(emperor);
	return vassal => {
		const report = reportVassal(vassal, reporter);
		return {report, gist: gistOf(report)};
	};
};

/** A place among this user's other sockets, from which those of the dead are removed. */
const choosePath = async (): Promise<string> => {
	const folder = ownSocketFolder();
	makePrivate(folder, ownUid());
	await findSockets(folder, ownUid());
	const place = readPath(controlSocketOf(undefined), process.cwd());
	if ('refusal' in place) {
		throw new Error(place.refusal);
	}
	return place.path;
};

export const ownUid = (): number => process.getuid?.() ?? 0;
