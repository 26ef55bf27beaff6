import {setImmediate as nextTurn} from 'node:timers/promises';
import type {ConfigFile} from '../config/gather-options.js';
import type {Findings, VassalId} from '../core/event.js';
import {compareVassals} from './between-vassals.js';
import {type Examination, examine, type World} from './examine.js';

export type Examiner = {
	/** Files that are new or changed, by their ids, and ids of those that are gone. */
	readonly hear: (survey: {
		readonly found: readonly Seen[];
		readonly changed: readonly Seen[];
		readonly gone: readonly VassalId[];
	}) => void;
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
	world: World,
	onFindings: (findings: Findings) => void,
	pause = 15_000,
): Examiner => {
	const known = new Map<VassalId, Examination>();
	const present = new Map<VassalId, ConfigFile>();
	const due = new Map<VassalId, ConfigFile>();
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
			}
		}
		isAtWork = false;
		publish();
	};

	const publish = () => {
		const found = findingsOf([...known.values()]);
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
				due.delete(id);
			}
			for (const {id, name, cwd} of [...found, ...changed]) {
				const file = {path: id, name, cwd};
				present.set(id, file);
				due.set(id, file);
			}
			void work();
		},
		close: () => {
			isClosed = true;
			clearInterval(lookAgain);
			due.clear();
		},
	};
};

const findingsOf = (examinations: readonly Examination[]): Findings => {
	const between = compareVassals(examinations);
	return Object.fromEntries(
		examinations.map(({file: {path}, config, findings}) => [
			path,
			[...config.problems, ...findings, ...(between.get(path) ?? [])],
		]),
	);
};
