import {resolve} from 'node:path';
import type {EmperorClient} from './client/emperor-client.js';
import {localClient} from './client/local.js';
import type {Ruling} from './command-line.js';
import {type Clock, startClock} from './engine/clock.js';
import {Engine} from './engine/engine.js';
import {serialise} from './engine/journal.js';
import {startPerforming} from './engine/perform.js';
import {LogArchive} from './logs/log-archive.js';
import type {LogReader} from './logs/log-reader.js';
import {defaultScrollback} from './logs/log-store.js';
import {watchConfigs} from './monitors/imperial-monitor.js';
import type {OnDemandTerms} from './monitors/on-demand-socket.js';
import {startGuard} from './processes/guard.js';
import {inventMark} from './processes/mark.js';
import {runTool} from './processes/run-tool.js';
import {sampleVitals} from './telemetry/vitals.js';

/** An emperor that rules, and what its faces need of it. */
export type Emperor = {
	readonly client: EmperorClient;
	/** What it says itself, in uWSGI's words. */
	readonly log: LogReader;
	/** Resolves when every place was looked at once. */
	readonly looked: Promise<void>;
	/** Resolves when ragnarok is over: every vassal is buried. */
	readonly ended: Promise<void>;
	/** Writes a line for each vassal to its log. */
	readonly sayStatus: () => void;
	/** Its journal, as JSON lines. */
	readonly journal: () => string;
	/** Stops looking, sampling and guarding. To be called once it has ended. */
	readonly close: () => Promise<void>;
};

/** Wires the rooms together, once. */
export const startEmperor = (ruling: Ruling, cwd: string, clock: Clock = startClock()): Emperor => {
	const logs = new LogArchive({...defaultScrollback, ...ruling.scrollback});
	const mark = inventMark();
	const guard = startGuard(mark);
	let end: () => void = () => undefined;
	const ended = new Promise<void>(resolve => {
		end = resolve;
	});
	const engine: Engine = new Engine(
		ruling.terms,
		clock,
		startPerforming({enqueue: event => engine.enqueue(event), logs, guard, mark, onExit: () => end()}),
	);
	logs.emperor.append(Buffer.from('*** starting uWSGI Emperor ***\n'), Date.now());
	const monitor = watchConfigs({
		patterns: ruling.patterns,
		cwd,
		freq: ruling.freq,
		nofollow: ruling.nofollow,
		extraExtensions: ruling.extraExtensions,
		env: process.env,
		onDemand: onDemandTerms(ruling.onDemand, cwd),
		onSurvey: survey => engine.enqueue({type: 'surveyed', ...survey}),
		onNotice: (source, notices) => engine.enqueue({type: 'noticed', source, notices}),
	});
	const vitals = sampleVitals(() =>
		engine
			.getSnapshot()
			.vassals.flatMap(vassal => (vassal.state === 'running' ? [[vassal.id, vassal.pid] as const] : [])),
	);
	return {
		client: localClient(engine, logs, vitals.latest, () => void monitor.lookNow()),
		log: logs.emperor,
		looked: monitor.lookNow(),
		ended,
		sayStatus: () => {
			for (const vassal of engine.getSnapshot().vassals) {
				const loyal = vassal.state === 'running' && vassal.loyal ? 1 : 0;
				logs.emperor.append(
					Buffer.from(`vassal instance ${vassal.name} status ${vassal.state} loyal ${loyal}\n`),
					Date.now(),
				);
			}
		},
		journal: () => serialise(engine.readJournal()),
		close: async () => {
			engine.close();
			vitals.close();
			await monitor.close();
			guard.close();
		},
	};
};

/** The command that prints a socket's address is run by a shell, with the name as uWSGI quotes it. */
const onDemandTerms = ({extension, directory, exec}: Ruling['onDemand'], cwd: string): OnDemandTerms => ({
	...(extension === undefined ? {} : {extension}),
	...(directory === undefined ? {} : {directory: resolve(cwd, directory)}),
	...(exec === undefined
		? {}
		: {
				// Passed beside the command, never inside it: a hostile file name stays a name.
				exec: async name =>
					(await runTool('/bin/sh', ['-c', `${exec} "$1"`, 'sh', name], {timeout: 10_000})).output,
			}),
});
