import {resolve} from 'node:path';
import {startExaminer} from './check/examiner.js';
import type {EmperorClient} from './client/emperor-client.js';
import type {Errors} from './client/inspection.js';
import {localClient} from './client/local.js';
import type {Ruling} from './command-line/ruling.js';
import {commandLineOptions} from './config/command-line-options.js';
import type {VassalId} from './core/event.js';
import {printable} from './core/printable.js';
import type {VassalSnapshot} from './core/snapshot.js';
import {statusLines} from './core/status-lines.js';
import {isReady} from './core/vassal/up.js';
import {type Clock, startClock} from './engine/clock.js';
import {Engine} from './engine/engine.js';
import {serialise} from './engine/journal.js';
import {onceATurn} from './engine/once-a-turn.js';
import {startPerforming} from './engine/perform.js';
import {startInspecting} from './inspect.js';
import {followDiversions} from './log-files/diversions.js';
import {openLogDir} from './log-files/log-dir.js';
import {LogArchive} from './logs/log-archive.js';
import type {LogReader} from './logs/log-reader.js';
import {defaultScrollback} from './logs/log-store.js';
import {watchConfigs} from './monitors/imperial-monitor.js';
import type {OnDemandTerms} from './monitors/on-demand-socket.js';
import {startGuard} from './processes/guard.js';
import {inventMark} from './processes/mark.js';
import {runTool} from './processes/run-tool.js';
import {publishStats} from './publish-stats.js';
import {AppWatch} from './study/app-watch.js';
import {Studies} from './study/studies.js';
import {findOccupant} from './telemetry/listeners.js';
import {sampleVitals} from './telemetry/vitals.js';
import {whoMayServe} from './who-may-serve.js';
import {worldOf} from './world-of.js';

/** An emperor that rules, and what its faces need of it. */
export type Emperor = {
	readonly client: EmperorClient;
	/** What it says itself, in uWSGI's words. */
	readonly log: LogReader;
	/** What is understood of the logs, once for all who want to know. */
	readonly studies: Studies;
	/** What the reports in the log of a vassal tell of. */
	readonly errorsOf: (id: VassalId) => Errors;
	/** What uWSGI's stats call the places it looks at. */
	readonly monitors: () => Promise<readonly string[]>;
	/** What the whole screen should say, by who says it; an empty list takes the last one back. */
	readonly notice: (source: string, texts: readonly string[]) => void;
	/** Resolves when every place was looked at once, and what is there is known. */
	readonly looked: Promise<void>;
	/** Resolves when ragnarok is over: every vassal is buried. */
	readonly ended: Promise<void>;
	/** Writes a line for each instance to its log, as uWSGI does on SIGUSR1. */
	readonly sayStatus: () => void;
	/** Clears the records of all vassals, and says so as uWSGI does on SIGURG. */
	readonly forgiveAll: () => void;
	/** Whether it has taken over the terminal: if it is killed, its guard gives that back. */
	readonly holdScreen: (isHeld: boolean) => void;
	/** Its clock leaves out the last so many milliseconds, in which this process was stopped. */
	readonly leaveOut: (milliseconds: number) => void;
	/** Its journal, as JSON lines. */
	readonly journal: () => string;
	/** Stops looking, sampling and guarding. To be called once it has ended. */
	readonly close: () => Promise<void>;
};

/** Wires the rooms together, once. `leaveText` gives back the terminal of an emperor that has one. */
export const startEmperor = (
	ruling: Ruling,
	cwd: string,
	clock: Clock = startClock(),
	leaveText?: string,
): Emperor => {
	const logs = new LogArchive({...defaultScrollback, ...ruling.scrollback});
	const mark = inventMark();
	const guard = startGuard(mark, leaveText);
	let end: () => void = () => undefined;
	const ended = new Promise<void>(resolve => {
		end = resolve;
	});
	const say = (line: string): void => logs.emperor.append(Buffer.from(`${line}\n`), Date.now());
	const notice = (source: string, texts: readonly string[]): void =>
		engine.enqueue({type: 'noticed', source, notices: texts.map(text => ({source, text}))});
	const {dir} = ruling.logDir;
	const logDir =
		dir === undefined
			? undefined
			: openLogDir(
					{...ruling.logDir, dir: resolve(cwd, dir)},
					trouble => notice('log-dir', trouble === undefined ? [] : [trouble]),
					say,
				);
	const engine: Engine = new Engine(
		ruling.terms,
		clock,
		startPerforming({
			enqueue: event => engine.enqueue(event),
			logs,
			logDir,
			guard,
			mark,
			onExit: () => end(),
		}),
	);
	say('*** starting uWSGI Emperor ***');
	const commandLine = commandLineOptions(ruling.terms);
	const examiner = startExaminer({...worldOf(ruling), occupantOf: findOccupant}, findings =>
		engine.enqueue({type: 'examined', findings}),
	);
	let see: () => void = () => undefined;
	const seen = new Promise<void>(resolve => {
		see = resolve;
	});
	const monitor = watchConfigs({
		patterns: ruling.patterns,
		cwd,
		freq: ruling.freq,
		acceptance: ruling.acceptance,
		env: process.env,
		commandLine,
		onDemand: onDemandTerms(ruling.onDemand, cwd),
		onSurvey: survey => {
			engine.enqueue({type: 'surveyed', ...survey});
			examiner.hear(survey);
			see();
		},
		onNotice: (source, notices) => engine.enqueue({type: 'noticed', source, notices}),
	});
	const studies = new Studies();
	const errorsOf = (id: VassalId): Errors => {
		const study = studies.of(logs.of(id));
		study.catchUp(patience);
		return {mistakes: study.mistakes.latest, read: study.last, unread: study.skipped};
	};
	const client = localClient(
		engine,
		logs,
		() => vitals.latest(),
		() => void monitor.lookNow(),
		startInspecting(engine, monitor, ruling.terms, errorsOf),
	);
	const stats = publishStats(ruling.stats, client, {
		cwd,
		tyrant: ruling.terms.tyrant,
		monitors: () => monitor.names(),
		say,
		notice: texts => notice('stats', texts),
	});
	const vitals = sampleVitals({
		subjects: () =>
			engine.getSnapshot().vassals.map(vassal => ({
				id: vassal.id,
				log: logs.of(vassal.id),
				...(vassal.state === 'running' ? {pid: vassal.pid, ...statsOf(vassal, ruling.terms)} : {}),
				...(vassal.state === 'cursed' ? {pid: vassal.pid, isStopping: true} : {}),
			})),
		...(ruling.telemetry ? {studies} : {}),
	});
	const apps = new AppWatch((id, app) => engine.enqueue({type: 'told', id, event: {type: 'app-told', app}}));
	const diversions = followDiversions(logs);
	/** Each of these looks at every vassal. */
	const heeding = onceATurn(() => {
		const {vassals} = engine.getSnapshot();
		diversions.heed(vassals);
		apps.heed(whoMayServe(vassals, id => logs.of(id)));
		examiner.heed(
			vassals.filter(vassal => vassal.state === 'throttled' && vassal.why.kind === 'died').map(({id}) => id),
			vassals.filter(vassal => vassal.state === 'running' && isReady(vassal)).map(({id}) => id),
		);
	});
	const stopHeeding = engine.subscribe(heeding.ask);
	return {
		client,
		log: logs.emperor,
		studies,
		errorsOf,
		monitors: () => monitor.names(),
		notice,
		looked: Promise.race([
			seen,
			monitor.lookNow().then(() => {
				if (engine.getSnapshot().vassals.length === 0) {
					say(`no vassals yet: waiting for ${printable(ruling.patterns.join(' '))}`);
				}
			}),
		]),
		ended,
		leaveOut: clock.leaveOut,
		sayStatus: () => {
			for (const line of statusLines(engine.getSnapshot())) {
				say(line);
			}
		},
		forgiveAll: () => {
			say('[emperor] cleaning up blacklist ...');
			void client.send({type: 'tell-all', command: 'forgive'});
		},
		holdScreen: guard.holdScreen,
		journal: () => serialise(engine.readJournal()),
		close: async () => {
			engine.close();
			examiner.close();
			vitals.close();
			await stats.close();
			stopHeeding();
			heeding.cancel();
			diversions.close();
			apps.close();
			await Promise.all([monitor.close(), logDir?.close()]);
			guard.close();
		},
	};
};

/** Milliseconds that everything else waits while a log is read for somebody who asks. */
const patience = 4;

/** A tyrant's subjects could have it call, as root, wherever they like. */
const statsOf = (
	{config: {stats}, statsSocket}: Extract<VassalSnapshot, {state: 'running'}>,
	{tyrant}: Ruling['terms'],
): {readonly stats?: string} => {
	if (stats?.kind === 'own') {
		return tyrant ? {} : {stats: stats.address};
	}
	return statsSocket === undefined ? {} : {stats: statsSocket};
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
