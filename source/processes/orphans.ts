import {setTimeout as delay, setImmediate as nextTurn} from 'node:timers/promises';
import {signalGroup} from './process-group.js';
import {environmentOf, factsOf, isRunning, listProcesses, variableIn} from './process-table.js';
import {markVariable} from './vassal-environment.js';

/** A vassal whose first process has died. */
export type Deceased = {
	/** Of that process and its group. */
	readonly pid: number;
	readonly mark: string;
	/** In the ticks of `ProcessFacts`; 0 when unknown. Whoever is older is no child of its. */
	readonly startedAt: number;
};

/**
 * Kills all that a dead vassal left behind, and resolves when none of it runs any more: the rest of its group, and
 * strays that left the group (`setsid`), known by the mark in their environment. `left` outlived our patience, which
 * only a process stuck in the kernel can.
 *
 * Strays are found on Linux only, and not those that have cleared their environment.
 */
export const killOrphans = async (deceased: Deceased): Promise<{readonly left: readonly number[]}> => {
	const hadGroup = signalGroup(deceased.pid, 'SIGKILL');
	const orphans = await search(deceased);
	const left = await outlast(orphans, isRunning);
	if (hadGroup && process.platform !== 'linux') {
		await outlast([deceased.pid], pgid => signalGroup(pgid, 0));
	}
	return {left};
};

/** Resolves with the running members of the group, and the strays, all of whom have been sent SIGKILL by then. */
const search = (deceased: Deceased): Promise<readonly number[]> =>
	new Promise(resolve => {
		asked.push({...deceased, orphans: new Set(), resolve});
		if (!isSearching) {
			void searchForAll();
		}
	});

type Wanted = Deceased & {
	readonly orphans: Set<number>;
	readonly resolve: (orphans: readonly number[]) => void;
};

let asked: Wanted[] = [];
let isSearching = false;

/** A stray may bear another behind our back, so we look until nobody new is seen; but not for ever. */
const mostRounds = 20;

/** Looking at everyone takes 5 ms for 300 processes: one search serves all who have asked before it began. */
const searchForAll = async (): Promise<void> => {
	isSearching = true;
	while (asked.length > 0) {
		const wanted = asked;
		asked = [];
		for (let round = 0; round < mostRounds && (await lookAround(wanted)); round++);
		for (const {orphans, resolve} of wanted) {
			resolve([...orphans]);
		}
	}
	isSearching = false;
};

/** A process that is just becoming another program shows nothing (one look in twenty at one that keeps doing so). */
const looksAtUnclear = 3;

/** Answers whether there was a new stray. */
const lookAround = async (wanted: readonly Wanted[]): Promise<boolean> => {
	let {isAnyNew, unclear} = await lookAt(listProcesses(), wanted);
	for (let look = 0; look < looksAtUnclear && unclear.length > 0; look++) {
		await delay(2);
		const again = await lookAt(unclear, wanted);
		isAnyNew ||= again.isAnyNew;
		unclear = again.unclear;
	}
	return isAnyNew;
};

/** Processes looked at in one turn of the event loop: about a millisecond. */
const perTurn = 64;

const lookAt = async (
	pids: readonly number[],
	wanted: readonly Wanted[],
): Promise<{readonly isAnyNew: boolean; readonly unclear: readonly number[]}> => {
	const byGroup = new Map(wanted.map(one => [one.pid, one]));
	const byMark = new Map(wanted.map(one => [one.mark, one]));
	const earliest = Math.min(...wanted.map(({startedAt}) => startedAt));
	const unclear: number[] = [];
	let isAnyNew = false;
	for (const [index, pid] of pids.entries()) {
		if (index % perTurn === perTurn - 1) {
			await nextTurn();
		}
		const facts = factsOf(pid);
		if (facts === undefined || facts.startedAt < earliest || facts.group === 0) {
			continue;
		}
		const family = byGroup.get(facts.group);
		if (family !== undefined) {
			family.orphans.add(pid);
			continue;
		}
		const environment = environmentOf(pid);
		if (environment === '') {
			unclear.push(pid);
			continue;
		}
		const owner = byMark.get(variableIn(environment, markVariable) ?? '');
		if (owner !== undefined && !owner.orphans.has(pid) && kill(pid)) {
			owner.orphans.add(pid);
			isAnyNew = true;
		}
	}
	return {isAnyNew, unclear};
};

const kill = (pid: number): boolean => {
	try {
		return process.kill(pid, 'SIGKILL');
	} catch {
		return false; // Gone since, or not ours to kill.
	}
};

/** How long the killed may take to die, in ms. */
const patience = 2000;

/** Waits until `isThere` holds for none, asking ever more seldom; answers with those for which it still does. */
const outlast = async (
	ids: readonly number[],
	isThere: (id: number) => boolean,
): Promise<readonly number[]> => {
	let left = ids.filter(isThere);
	for (let waited = 0, pause = 1; left.length > 0 && waited < patience; pause = Math.min(2 * pause, 50)) {
		await delay(pause);
		waited += pause;
		left = left.filter(isThere);
	}
	return left;
};
