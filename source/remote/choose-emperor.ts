import {findSockets} from '../control/socket-folder.js';
import {printable} from '../core/printable.js';
import {askForReport} from './emperor-report.js';
import {Failure, failed, wrongUsage} from './failure.js';
import {type Line, openLine} from './line.js';

/** The line to the emperor that is meant: by its socket, or the only one of this user that runs. */
export const chooseEmperor = async (
	socket: string | undefined,
	folders: readonly string[],
	uid: number,
): Promise<Line> => openLine(socket ?? (await chooseSocket(folders, uid)));

/** The control socket of the only emperor of this user that runs. Rejects with a {@link Failure} where there is none, or another. */
export const chooseSocket = async (folders: readonly string[], uid: number): Promise<string> => {
	const [only, ...others] = await socketsIn(folders, uid);
	if (only === undefined) {
		throw new Failure(
			failed,
			`emperor: none of this user's is running: nobody answers in ${folders.join(' or ')}. Start one, or give its --socket.`,
		);
	}
	if (others.length > 0) {
		const places = await Promise.all([only, ...others].map(describe));
		throw new Failure(
			wrongUsage,
			`emperor: ${places.length} are running. Say which one is meant:\n${places.join('\n')}`,
		);
	}
	return only;
};

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
