import {setTimeout as delay} from 'node:timers/promises';
import type {VassalReport} from '../control/report.js';
import type {VassalCommand} from '../core/command.js';
import {chooseVassals} from './choose-vassals.js';
import {askForReport} from './emperor-report.js';
import {Failure, failed, nothingMatched} from './failure.js';
import {type Line, targetOf} from './line.js';
import type {Goal} from './outcome.js';
import {readPast} from './print-logs.js';
import {type End, waitFor} from './wait-for.js';

/** Where words go: good news, and what went wrong. */
export type Narrator = {readonly say: (text: string) => void; readonly complain: (text: string) => void};

type Chosen = {
	/** Empty for every vassal. */
	readonly names: readonly string[];
	/** Milliseconds. */
	readonly timeout: number;
};

/** Whether a command waits for nobody, for all at once, or for each before the next is told. */
export type Pace = 'hasty' | 'waiting' | 'rolling';

/**
 * Tells vassals what to do and, if asked to, waits until it is done. Answers 0 where all was well; else 1, having said of
 * each what is wrong with it and what it printed last.
 */
export const tellVassals = async (
	line: Line,
	plan: Chosen & {readonly command: VassalCommand; readonly pace: Pace},
	cwd: string,
	narrator: Narrator,
): Promise<number> => {
	const {pace, names} = plan;
	const {vassals} = await askForReport(line);
	const chosen = names.length === 0 ? vassals : chooseVassals(vassals, names, cwd);
	if (pace !== 'rolling') {
		return tellTogether(line, plan, chosen, narrator);
	}
	for (const [index, vassal] of chosen.entries()) {
		const code = await tellTogether(line, plan, [vassal], narrator);
		if (code !== 0) {
			const spared = chosen.slice(index + 1).map(({name}) => name);
			narrator.complain(
				`halted: ${spared.length === 0 ? 'it was the last' : `${spared.join(', ')} left as before`}.`,
			);
			return code;
		}
	}
	return 0;
};

const tellTogether = async (
	line: Line,
	{command, pace, timeout}: Chosen & {readonly command: VassalCommand; readonly pace: Pace},
	chosen: readonly VassalReport[],
	narrator: Narrator,
): Promise<number> => {
	const told: VassalReport[] = [];
	for (const vassal of chosen) {
		try {
			await line.ask('POST', targetOf(vassal.path, `/${command}`));
			told.push(vassal);
		} catch (error) {
			if (!(error instanceof Failure)) {
				throw error;
			}
			narrator.complain(`${vassal.name}: ${error.message}`);
		}
	}
	if (pace === 'hasty') {
		return told.length === chosen.length ? 0 : failed;
	}
	const goal: Goal = command === 'stop' || command === 'kill' ? 'stopped' : 'ready';
	const reached = await watch(line, told, {goal, timeout, givesUp: true}, narrator);
	return reached === chosen.length ? 0 : failed;
};

/** Waits for vassals, for one that is not there yet as well. Answers 0 once all are there, 1 if that takes too long. */
export const waitForVassals = async (
	line: Line,
	{names, goal, timeout}: Chosen & {readonly goal: Goal},
	cwd: string,
	narrator: Narrator,
): Promise<number> => {
	const start = performance.now();
	const left = (): number => Math.max(0, timeout - (performance.now() - start));
	const chosen = await chooseOnceThere(line, names, cwd, left);
	const reached = await watch(line, chosen, {goal, timeout: left(), givesUp: false}, narrator);
	return reached === chosen.length ? 0 : failed;
};

/** Whoever has just written a config file may ask before the emperor has seen it. */
const chooseOnceThere = async (
	line: Line,
	names: readonly string[],
	cwd: string,
	left: () => number,
): Promise<readonly VassalReport[]> => {
	for (;;) {
		const {vassals} = await askForReport(line);
		try {
			return names.length === 0 ? vassals : chooseVassals(vassals, names, cwd);
		} catch (error) {
			if (!(error instanceof Failure) || error.exitCode !== nothingMatched || left() === 0) {
				throw error;
			}
			await delay(Math.min(askAgain, left()));
		}
	}
};

/** In milliseconds. */
const askAgain = 100;

/** Says how it ends for each; answers for how many it ended well. */
const watch = async (
	line: Line,
	vassals: readonly VassalReport[],
	waiting: {readonly goal: Goal; readonly timeout: number; readonly givesUp: boolean},
	{say, complain}: Narrator,
): Promise<number> => {
	const start = performance.now();
	const names = new Map(vassals.map(({path, name}) => [path, name]));
	let reached = 0;
	const onEnd = async ({path, outcome, report}: End): Promise<void> => {
		const name = names.get(path) ?? path;
		const state = report === undefined ? 'gone' : [report.state, ...report.facts].join(' · ');
		const seconds = ((performance.now() - start) / 1000).toFixed(1);
		if (outcome === 'reached') {
			reached += 1;
			say(`${name}: ${state} after ${seconds} s`);
			return;
		}
		const problems = report === undefined ? ['its config file is gone.'] : report.problems;
		const lines =
			report === undefined ? [] : await readPast(line, report, `lines=${lastWords}`).catch(() => []);
		complain(
			`${name}: ${outcome === 'late' ? `not ${waiting.goal} after ${seconds} s, but ${state}` : state}. ${
				lines.length === 0 ? 'It has printed nothing.' : 'What it printed last:'
			}`,
		);
		for (const text of [...lines.map(entry => entry.text), ...problems]) {
			complain(`  ${text}`);
		}
	};
	if (vassals.length > 0) {
		await waitFor(
			line,
			vassals.map(({path}) => path),
			{...waiting, onEnd},
		);
	}
	return reached;
};

/** Lines of a log that are quoted: most tracebacks' ends. */
const lastWords = 10;
