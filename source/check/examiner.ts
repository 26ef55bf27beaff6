import {setImmediate as nextTurn} from 'node:timers/promises';
import type {ConfigFile} from '../config/gather-options.js';
import type {Findings, VassalId} from '../core/event.js';
import type {Problem} from '../core/problem.js';
import {compareVassals} from './between-vassals.js';
import {type Examination, examine} from './examine.js';
import {findOccupied, type OccupantOf} from './occupied.js';
import type {World} from './world.js';

export type Examiner = {
	/** Files that are new or changed, by their ids, and ids of those that are gone. */
	readonly hear: (survey: {
		readonly found: readonly Seen[];
		readonly changed: readonly Seen[];
		readonly gone: readonly VassalId[];
	}) => void;
	/** Vassals that have died and shall return, and vassals that are well. Of the former it is asked who has their ports. */
	readonly heed: (fallen: readonly VassalId[], well: readonly VassalId[]) => void;
	/** Nothing is handed on after this. */
	readonly close: () => void;
};

type Seen = {readonly id: VassalId; readonly name: string; readonly cwd: string};

/**
 * Looks closely at configs while their vassals start: nobody waits for it, and one look is taken at a time.
 *
 * `onFindings` hears all there is, each time it has changed. Whatever has problems is looked at again every `pause`
 * milliseconds: a folder may be made, a plugin installed, and no file of the vassal tells.
 */
export const startExaminer = (
	{occupantOf, ...world}: World & {readonly occupantOf: OccupantOf},
	onFindings: (findings: Findings) => void,
	pause = 15_000,
): Examiner => {
	const known = new Map<VassalId, Examination>();
	const present = new Map<VassalId, ConfigFile>();
	const due = new Map<VassalId, ConfigFile>();
	/** What stands in the way of those that have died, until they are well. */
	const occupied = new Map<VassalId, readonly Problem[]>();
	const mourned = new Set<VassalId>();
	let findings: Findings = {};
	let isAtWork = false;
	let isClosed = false;

	const work = async () => {
		if (isAtWork) {
			return;
		}
		isAtWork = true;
		for (const [id, file] of due) {
			due.delete(id);
			await nextTurn();
			const examination = await examine(file, world);
			if (present.has(id)) {
				known.set(id, examination);
				if (mourned.has(id)) {
					await lookForOccupants(id);
				}
			}
		}
		isAtWork = false;
		publish();
	};

	const lookForOccupants = async (id: VassalId) => {
		const claims = known.get(id)?.addresses ?? [];
		const problems = claims.length === 0 ? [] : await findOccupied(claims, occupantOf);
		if (present.has(id) && (problems.length > 0 || occupied.has(id))) {
			occupied.set(id, problems);
			publish();
		}
	};

	const publish = () => {
		const found = findingsOf([...known.values()], occupied);
		if (!isClosed && JSON.stringify(found) !== JSON.stringify(findings)) {
			findings = found;
			onFindings(findings);
		}
	};

	const lookAgain = setInterval(() => {
		for (const [id, file] of present) {
			if ((findings[id]?.length ?? 0) > 0) {
				due.set(id, file);
			}
		}
		if (due.size > 0) {
			void work();
		}
	}, pause).unref();

	return {
		hear: ({found, changed, gone}) => {
			for (const id of gone) {
				present.delete(id);
				known.delete(id);
				occupied.delete(id);
				mourned.delete(id);
				due.delete(id);
			}
			for (const {id, name, cwd} of [...found, ...changed]) {
				const file = {path: id, name, cwd};
				present.set(id, file);
				due.set(id, file);
			}
			void work();
		},
		heed: (fallen, well) => {
			const isFallen = new Set(fallen);
			for (const id of mourned) {
				if (!isFallen.has(id)) {
					mourned.delete(id);
				}
			}
			for (const id of fallen) {
				if (!mourned.has(id)) {
					mourned.add(id);
					void lookForOccupants(id);
				}
			}
			if (well.filter(id => occupied.delete(id)).length > 0) {
				publish();
			}
		},
		close: () => {
			isClosed = true;
			clearInterval(lookAgain);
			due.clear();
		},
	};
};

const findingsOf = (
	examinations: readonly Examination[],
	occupied: ReadonlyMap<VassalId, readonly Problem[]>,
): Findings => {
	const between = compareVassals(examinations);
	return Object.fromEntries(
		examinations.map(({file: {path}, config, findings}) => [
			path,
			[...config.problems, ...findings, ...(between.get(path) ?? []), ...(occupied.get(path) ?? [])],
		]),
	);
};
