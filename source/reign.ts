import type {Ruling} from './command-line.js';
import {startEmperor} from './compose.js';
import {crash} from './crash.js';
import {exitCodeOf, heedSignals} from './engine/signals.js';
import {chooseFace} from './faces.js';
import {farewell} from './farewell.js';

/** Rules until everything is stopped. Answers the exit code. */
export const reign = async (ruling: Ruling, cwd: string): Promise<number> => {
	const since = performance.now();
	const face = chooseFace(ruling);
	let journal = (): string => '';
	const onCrash = (error: unknown): never => crash(error, journal, face.restore);
	process.on('uncaughtException', onCrash);
	process.on('unhandledRejection', onCrash);
	process.on('exit', face.restore);
	// A closed terminal is heard of through the face; here it must not count as a mistake of ours.
	if (face.isScreen) {
		process.stdout.on('error', () => undefined);
	}
	process.stderr.on('error', () => undefined);

	const emperor = startEmperor(ruling, cwd);
	const {client} = emperor;
	journal = emperor.journal;
	let exitCode: number | undefined;
	const stop = (code: number): void => {
		// Whatever comes after was caused by the first.
		exitCode ??= code;
		void client.send({type: 'ragnarok'});
	};
	const stopHeeding = heedSignals({
		stop: signal => stop(exitCodeOf(signal)),
		hangUp: () =>
			face.isGone() ? stop(exitCodeOf('SIGHUP')) : void client.send({type: 'tell-all', command: 'reload'}),
		forgiveAll: () => void client.send({type: 'tell-all', command: 'forgive'}),
		sayStatus: emperor.sayStatus,
		rescan: () => void client.send({type: 'rescan'}),
	});
	face.onGone(stop);
	const parting = farewell(client);
	await face.show(emperor);
	await emperor.ended;
	stopHeeding();
	await emperor.close();
	await face.close();
	process.off('exit', face.restore);
	if (face.isScreen && !face.isGone()) {
		process.stdout.write(parting(performance.now() - since));
	}
	return exitCode ?? 0;
};
