import {setTimeout as delay} from 'node:timers/promises';
import type {VassalReport} from '../control/report.js';
import type {VassalCommand} from '../core/command.js';
import {printable} from '../core/printable.js';
import {chooseVassals} from './choose-vassals.js';
import {askForReport, askForVassal} from './emperor-report.js';
import {Failure, failed, nothingMatched, wrongUsage} from './failure.js';
import {type Line, targetOf} from './line.js';
import type {Goal} from './outcome.js';
import type {Probe} from './probe.js';
import {type Narrator, type Reached, watchVassals} from './watch-vassals.js';

type Chosen = {
	/** Empty for every vassal. */
	readonly names: readonly string[];
	/** Milliseconds. */
	readonly timeout: number;
};

/** Whether a command waits for nobody, for all at once, or for each before the next is told. */
export type Pace = 'hasty' | 'waiting' | 'rolling';

type Orders = Chosen & {readonly command: VassalCommand; readonly pace: Pace; readonly probe?: Probe};

/**
 * Tells vassals what to do and, if asked to, waits until it is done. Answers 0 where all was well; else 1, having said of
 * each what is wrong with it and what it printed last.
 */
export const tellVassals = async (
	line: Line,
	orders: Orders,
	cwd: string,
	narrator: Narrator,
): Promise<number> => {
	const {vassals} = await askForReport(line);
	const chosen =
		orders.names.length === 0
			? concernedBy(orders.command, vassals, narrator)
			: chooseVassals(vassals, orders.names, cwd);
	const {probe} = orders;
	const unprobed = chosen.find(({path}) => probe !== undefined && probe.placeOf(path) === undefined);
	if (unprobed !== undefined) {
		throw new Failure(
			wrongUsage,
			`--probe: "${probe?.text}" makes no address for ${printable(unprobed.name)}. Nobody was told anything.`,
		);
	}
	if (orders.pace === 'rolling') {
		return tellOneByOne(line, orders, chosen, narrator);
	}
	const reached = await tellTogether(line, orders, chosen, narrator);
	return reached.length === chosen.length ? 0 : failed;
};

/** Of all vassals those that a command is for: who was stopped by hand is not to be reloaded. */
const concernedBy = (
	command: VassalCommand,
	vassals: readonly VassalReport[],
	{say}: Narrator,
): readonly VassalReport[] => {
	const real = vassals.filter(isReal);
	if (command !== 'reload') {
		return real;
	}
	for (const {name} of real.filter(({state}) => state === 'stopped')) {
		say(`${printable(name)}: stopped, and left so`);
	}
	return real.filter(({state}) => state !== 'stopped');
};

/** A file without uWSGI's section is shown, and never told anything. */
export const isReal = ({state}: VassalReport): boolean => state !== 'not a vassal';

const tellOneByOne = async (
	line: Line,
	orders: Orders,
	chosen: readonly VassalReport[],
	narrator: Narrator,
): Promise<number> => {
	const done: Reached[] = [];
	for (const [index, vassal] of chosen.entries()) {
		// What it was when the first was told may be long ago.
		const latest = (await askForVassal(line, vassal.path)) ?? vassal;
		const reached = await tellTogether(line, orders, [latest], narrator);
		if (reached.length === 0) {
			const spared = chosen.slice(index + 1).map(({name}) => printable(name));
			narrator.complain(
				`halted: ${spared.length === 0 ? 'it was the last' : `${spared.join(', ')} left as before`}.`,
			);
			return failed;
		}
		done.push(...reached);
	}
	if (done.length > 1 && hasGap(orders.command)) {
		narrator.say(`all ${done.length}, the longest gap ${Math.max(...done.map(({gap}) => gap))} ms`);
	}
	return 0;
};

const hasGap = (command: VassalCommand): boolean => command === 'reload' || command === 'restart';

/** Answers those with which it ended well. */
const tellTogether = async (
	line: Line,
	{command, pace, ...orders}: Orders,
	chosen: readonly VassalReport[],
	narrator: Narrator,
): Promise<readonly Reached[]> => {
	const told: VassalReport[] = [];
	for (const vassal of chosen) {
		try {
			await line.ask('POST', targetOf(vassal.path, `/${command}`));
			told.push(vassal);
		} catch (error) {
			if (!(error instanceof Failure)) {
				throw error;
			}
			narrator.complain(`${printable(vassal.name)}: ${error.message}`);
		}
	}
	if (pace === 'hasty') {
		return told.map(({name}) => ({name, gap: 0}));
	}
	const goal: Goal = command === 'stop' || command === 'kill' ? 'stopped' : 'ready';
	const watching = {...orders, goal, givesUp: true, hasGap: hasGap(command), isNewsOnly: true};
	return watchVassals(line, told, watching, narrator);
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
	const watching = {goal, timeout: left(), givesUp: false, hasGap: false, isNewsOnly: false};
	const reached = await watchVassals(line, chosen, watching, narrator);
	return reached.length === chosen.length ? 0 : failed;
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
			return names.length === 0 ? vassals.filter(isReal) : chooseVassals(vassals, names, cwd);
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
