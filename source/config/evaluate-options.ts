import type {Option} from './option.js';
import {evaluatePlaceholder, expandPlaceholders} from './placeholders.js';

/** `isSettled`: uWSGI has used the value as it stands in the text, and does not look for placeholders in it any more. */
export type Draft = Option & {readonly isSettled: boolean};

/**
 * uWSGI's passes over the whole configuration: `$(ENV)` in every value, then `%(name)`.
 *
 * A name means the *first* option of that name, earlier or later; earlier ones are already evaluated when they are looked up,
 * later ones are not. `@(file)` stays as text.
 */
export const evaluateOptions = <D extends Draft>(
	drafts: readonly D[],
	env: Readonly<Record<string, string | undefined>>,
): D[] => {
	const withEnv = drafts.map(draft => evaluate(draft, '$', name => env[name]));
	const firstOf = new Map(withEnv.toReversed().map(draft => [draft.key, draft]));
	return withEnv.map(draft => {
		const done = evaluate(draft, '%', expression =>
			evaluatePlaceholder(expression, name => firstOf.get(name)?.value),
		);
		if (firstOf.get(draft.key) === draft) {
			firstOf.set(draft.key, done);
		}
		return done;
	});
};

const evaluate = <D extends Draft>(
	draft: D,
	symbol: '$' | '%',
	lookup: (name: string) => string | undefined,
): D => (draft.isSettled ? draft : {...draft, value: expandPlaceholders(draft.value, symbol, lookup)});
