import {findSockets, type OwnedFolder} from '../control/socket-folder.js';
import {printable} from '../core/printable.js';
import {askForReport} from './emperor-report.js';
import {Failure, failed, wrongUsage} from './failure.js';
import {type Line, openLine} from './line.js';

/** The line to the emperor that is meant: by its socket, or the only one of this user that runs. */
export const chooseEmperor = async (
	socket: string | undefined,
	folders: readonly string[],
	uid: number,
	foreign: readonly OwnedFolder[],
): Promise<Line> => openLine(socket ?? (await chooseSocket(folders, uid, foreign)));

/**
 * The control socket of the only emperor of this user that runs. Rejects with a {@link Failure} where there is none, or
 * another. Those in the foreign folders are told of and not taken: what answers there may be anything.
 */
export const chooseSocket = async (
	folders: readonly string[],
	uid: number,
	foreign: readonly OwnedFolder[],
): Promise<string> => {
	const [only, ...others] = await socketsIn(folders, uid);
	if (only === undefined) {
		const theirs = (await Promise.all(foreign.map(owned => findSockets(owned.folder, owned.uid)))).flat();
		throw new Failure(
			failed,
			`emperor: none of this user's is running: nobody answers in ${folders.join(' or ')}. Start one, or give its --socket${await listOf(theirs)}`,
		);
	}
	if (others.length > 0) {
		throw new Failure(
			wrongUsage,
			`emperor: ${1 + others.length} are running. Say which one is meant${await listOf([only, ...others])}`,
		);
	}
	return only;
};

const listOf = async (sockets: readonly string[]): Promise<string> =>
	sockets.length === 0 ? '.' : `:\n${(await Promise.all(sockets.map(describe))).join('\n')}`;

/** Those at which an emperor of this user answers. */
export const socketsIn = async (folders: readonly string[], uid: number): Promise<readonly string[]> =>
	(await Promise.all(folders.map(folder => findSockets(folder, uid)))).flat();

/** What is the same of an emperor that was started again. */
export type Realm = {readonly cwd: string; readonly monitors: readonly string[]};

/** The first of some control sockets at which an emperor answers that rules over the same, from the same folder. */
export const findSuccessor = async (
	realm: Realm,
	sockets: readonly string[],
): Promise<string | undefined> => {
	const isSame = await Promise.all(sockets.map(socket => rulesOver(realm, socket)));
	return sockets.find((_, index) => isSame[index]);
};

const rulesOver = (realm: Realm, socket: string): Promise<boolean> =>
	askForReport(openLine(socket)).then(
		({cwd, emperor}) => cwd === realm.cwd && emperor.join('\n') === realm.monitors.join('\n'),
		() => false,
	);

const describe = async (socket: string): Promise<string> => {
	const where = await askForReport(openLine(socket)).then(
		({emperor, cwd}) => printable(`${emperor.join(' ')} in ${cwd}`),
		() => 'does not answer',
	);
	return `  --socket ${socket}   ${where}`;
};
