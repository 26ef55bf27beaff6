import type {Effect} from './effect.js';
import type {Empire} from './empire.js';
import type {Findings} from './event.js';
import {describeProblem, type Problem, seenFrom} from './problem.js';
import {vassalOf} from './roll.js';

/** What was not known before, as the owner of the vassal would name the file. */
export const tellFindings = (
	{vassals, findings}: Pick<Empire, 'vassals' | 'findings'>,
	found: Findings,
): Effect[] =>
	Object.entries(found).flatMap(([id, problems]) => {
		const vassal = vassalOf(vassals, id);
		const describe = (problem: Problem) => describeProblem(seenFrom(vassal?.cwd ?? '', problem));
		const known = new Set([...(findings[id] ?? []), ...(vassal?.config.problems ?? [])].map(describe));
		return problems
			.map(describe)
			.filter(text => !known.has(text))
			.map((text): Effect => ({type: 'log', text}));
	});
