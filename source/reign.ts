import type {Ruling} from './command-line/ruling.js';
import {type Emperor, startEmperor} from './compose.js';
import {crash} from './crash.js';
import type {Curtain} from './curtain.js';
import {startClock} from './engine/clock.js';
import {exitCodeOf, heedSignals} from './engine/signals.js';
import {onFirstFailure} from './exit-on-failure.js';
import {chooseFace} from './faces.js';
import {farewell} from './farewell.js';
import {notifyManager} from './notify-manager.js';
import {openControl} from './open-control.js';
import {writePidFile} from './pid-file.js';
import {giveUpRoot} from './rights.js';
import {prepareStatsSockets} from './stats-sockets.js';
import {takeOrders} from './systemd/orders.js';

/** Rules until everything is stopped, behind the curtain if there is one. Answers the exit code. */
export const reign = async (ruling: Ruling, cwd: string, curtain?: Curtain): Promise<number> => {
	const since = performance.now();
	process.title = ruling.procname;
	const orders = takeOrders(process.env, process.pid);
	const refuse = (sentence: string): number => {
		curtain?.terminal.leave();
		process.stderr.write(`${sentence}\n`);
		return failure;
	};
	const pidFile = ruling.pidFile === undefined ? undefined : writePidFile(ruling.pidFile, process.pid);
	if (pidFile !== undefined && 'refusal' in pidFile) {
		return refuse(pidFile.refusal);
	}
	const removePidFile = (): void => pidFile?.remove();
	process.on('exit', removePidFile);
	// Before it gives up root, in whose home the program may lie; and before files are looked at, which would only wait.
	const face = await chooseFace(ruling, curtain?.terminal);
	const refusal = giveUp(ruling.identity);
	if (refusal !== undefined) {
		return refuse(refusal);
	}
	let journal = (): string => '';
	let holdScreen: Emperor['holdScreen'] = () => undefined;
	const restore = (): void => {
		face.restore();
		holdScreen(false);
	};
	const onCrash = (error: unknown): never => crash(error, journal, restore);
	process.on('uncaughtException', onCrash);
	process.on('unhandledRejection', onCrash);
	process.on('exit', restore);
	// A closed terminal is heard of through the face; here it must not count as a mistake of ours.
	if (face.leaveText !== undefined) {
		process.stdout.on('error', () => undefined);
	}
	process.stderr.on('error', () => undefined);

	const sockets = ruling.telemetry ? prepareStatsSockets() : undefined;
	const terms = sockets === undefined ? ruling.terms : {...ruling.terms, statsSockets: sockets.prefix};
	const emperor = startEmperor({...ruling, terms}, cwd, startClock(), face.leaveText);
	holdScreen = emperor.holdScreen;
	holdScreen(face.leaveText !== undefined);
	const {client} = emperor;
	journal = emperor.journal;
	const manager = notifyManager(orders, emperor);
	let exitCode: number | undefined;
	const stop = (code: number): void => {
		// Whatever comes after was caused by the first.
		exitCode ??= code;
		void client.send({type: 'ragnarok'});
	};
	const stopHeeding = heedSignals({
		stop: signal => {
			if (signal === 'SIGTERM' || !face.areKeysLent()) {
				stop(exitCodeOf(signal));
			}
		},
		hangUp: () => {
			if (face.isGone()) {
				stop(exitCodeOf('SIGHUP'));
			} else {
				manager.reload();
				void client.send({type: 'tell-all', command: 'reload'});
			}
		},
		forgiveAll: emperor.forgiveAll,
		sayStatus: emperor.sayStatus,
		rescan: () => void client.send({type: 'rescan'}),
	});
	// Not sooner: a signal that is on its way to nobody is lost, and one that finds nobody ends us as we stand.
	curtain?.rise();
	face.onGone(stop);
	let failureSentence = '';
	const stopExpecting = ruling.exitOnFailure
		? onFirstFailure(client, sentence => {
				failureSentence = `${sentence}\n`;
				stop(failure);
			})
		: () => undefined;
	const parting = farewell(client);
	await face.show(emperor);
	const control = await openControl(ruling, emperor, cwd);
	manager.ready();
	await emperor.ended;
	stopExpecting();
	await manager.close();
	await control.close();
	await emperor.close();
	await face.close();
	sockets?.remove();
	removePidFile();
	// Until here: one more signal must not end it before all is said and put away.
	stopHeeding();
	process.off('exit', restore);
	if (face.leaveText !== undefined && !face.isGone()) {
		process.stdout.write(parting(performance.now() - since, process.stdout.columns));
	}
	process.stderr.write(failureSentence);
	return exitCode ?? 0;
};

/** Why it must not go on as the user it is, as a sentence. */
const giveUp = (identity: Ruling['identity']): string | undefined => {
	try {
		giveUpRoot(identity);
		return undefined;
	} catch (error) {
		return `--uid, --gid: ${error instanceof Error ? error.message : String(error)}. Write a user and a group of this machine.`;
	}
};

const failure = 1;
