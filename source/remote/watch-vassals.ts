import {setTimeout as delay} from 'node:timers/promises';
import type {VassalReport} from '../control/report.js';
import {printable} from '../core/printable.js';
import {askForVassal} from './emperor-report.js';
import {lastErrorIn} from './last-error.js';
import type {Line} from './line.js';
import {type Goal, judgeOutcome} from './outcome.js';
import {readPast} from './print-logs.js';
import {isWell, type Probe, type ProbePlace, tryProbe} from './probe.js';
import {type End, waitFor} from './wait-for.js';

/** Where words go: good news, and what went wrong. */
export type Narrator = {readonly say: (text: string) => void; readonly complain: (text: string) => void};

export type Watching = {
	readonly goal: Goal;
	/** Milliseconds. */
	readonly timeout: number;
	/** Whether to give up where there is no hope. */
	readonly givesUp: boolean;
	/** What each has to answer as well, well, once it is there. */
	readonly probe?: Probe;
	/** Whether callers have had to wait meanwhile, and for how long is worth a word. */
	readonly hasGap: boolean;
	/** Whether only what they have printed since is to blame. */
	readonly isNewsOnly: boolean;
};

/** One that is where it was sent; `gap` in milliseconds, for no longer than which its callers have waited. */
export type Reached = {readonly name: string; readonly gap: number};

/** Says how it ends for each; answers those with which it ended well. */
export const watchVassals = async (
	line: Line,
	vassals: readonly VassalReport[],
	watching: Watching,
	{say, complain}: Narrator,
): Promise<readonly Reached[]> => {
	const {goal, timeout, probe, hasGap, isNewsOnly} = watching;
	const start = performance.now();
	const elapsed = (): number => performance.now() - start;
	const seconds = (): string => `${(elapsed() / 1000).toFixed(1)} s`;
	const before = new Map(vassals.map(vassal => [vassal.path, vassal]));
	const reached: Reached[] = [];

	const celebrate = (name: string, report: VassalReport | undefined, probed: string): void => {
		const gap = report?.gap ?? Math.ceil(elapsed());
		reached.push({name, gap});
		const gapped = hasGap ? `, gap ${report?.gap === null ? 'under ' : ''}${gap} ms` : '';
		// Who could not be started took no time to stop.
		const isOff = goal === 'stopped' && report !== undefined && report.state !== 'stopped';
		say(`${name}: ${isOff ? report.state : `${stateOf(report)} after ${seconds()}${gapped}${probed}`}`);
	};

	const lament = async (name: string, what: string, report: VassalReport | undefined): Promise<void> => {
		const problems = report === undefined ? ['its config file is gone.'] : report.problems;
		const lines =
			report === undefined ? [] : await readPast(line, report, `lines=${mostRead}`).catch(() => []);
		const since = isNewsOnly ? (before.get(report?.path ?? '')?.log.last ?? 0) : 0;
		const error = lastErrorIn(lines.filter(({number}) => number > since));
		const words = [
			`${what}.`,
			...(error === undefined ? [] : [`Its last error: ${error.replace(/\.$/, '')}.`]),
			lines.length === 0 ? 'It has printed nothing.' : 'What it printed last:',
		];
		complain(`${name}: ${words.join(' ')}`);
		for (const text of [...lines.slice(-lastWords).map(entry => entry.text), ...problems]) {
			complain(`  ${text}`);
		}
	};

	const conclude = async ({path, outcome, report}: End): Promise<void> => {
		const name = printable(before.get(path)?.name ?? path);
		if (outcome !== 'reached') {
			const state = stateOf(report);
			await lament(name, outcome === 'late' ? `not ${goal} after ${seconds()}, but ${state}` : state, report);
			return;
		}
		const place = probe?.placeOf(path);
		if (place === undefined) {
			celebrate(name, report, '');
			return;
		}
		const asked = performance.now();
		const {answer, latest = report} = await probeUntilWell(line, path, place, () => timeout - elapsed());
		if (isWell(answer)) {
			celebrate(name, report, `, probe ${answer} in ${Math.ceil(performance.now() - asked)} ms`);
		} else {
			const heard = typeof answer === 'number' ? `answered ${answer}` : answer;
			await lament(name, `${stateOf(latest)}, but ${place.url} ${heard} after ${seconds()}`, latest);
		}
	};

	// Nobody waits for what is said of others.
	const conclusions: Promise<void>[] = [];
	if (vassals.length > 0) {
		await waitFor(
			line,
			vassals.map(({path}) => path),
			{...watching, onEnd: end => void conclusions.push(conclude(end))},
		);
	}
	await Promise.all(conclusions);
	return reached;
};

/** What is said of one that is well is how busy it is, which is not asked here. */
const stateOf = (report: VassalReport | undefined): string =>
	report === undefined
		? 'gone'
		: [report.state, ...(report.state === 'loyal' ? [] : report.facts)].join(' · ');

/** Asks until the answer is good, the time is over, or the vassal is beyond hope. */
const probeUntilWell = async (
	line: Line,
	path: string,
	place: ProbePlace,
	left: () => number,
): Promise<{readonly answer: number | string; readonly latest?: VassalReport}> => {
	for (let before: number | string | undefined; ; ) {
		const patience = Math.min(left(), longestTry);
		const heard = await tryProbe(place, Math.max(1, patience));
		// A try that the end of all time has cut short says less than the one before.
		const answer = typeof heard === 'string' && patience < longestTry ? (before ?? heard) : heard;
		if (isWell(answer)) {
			return {answer};
		}
		const latest = await askForVassal(line, path);
		if (left() <= tryAgain || latest === undefined || judgeOutcome(latest, 'ready') === 'hopeless') {
			return {answer, ...(latest === undefined ? {} : {latest})};
		}
		before = answer;
		await delay(tryAgain);
	}
};

/** Milliseconds. */
const longestTry = 5000;
const tryAgain = 100;

/** Lines of a log that are quoted: most tracebacks' ends. */
const lastWords = 10;

/** Lines of a log that are searched for an error. */
const mostRead = 1000;
