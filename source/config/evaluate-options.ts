import {resolve} from 'node:path';
import type {ReadText} from './config-text.js';
import type {Option} from './option.js';
import {evaluatePlaceholder, expandPlaceholders, namesIn} from './placeholders.js';

/** `isSettled`: uWSGI has used the value as it stands in the text, and does not look for placeholders in it any more. */
export type Draft = Option & {readonly isSettled: boolean};

/**
 * uWSGI's passes over the whole configuration: `$(ENV)` in every value, then `@(file)`, then `%(name)`.
 *
 * A name means the *first* option of that name, earlier or later; earlier ones are already evaluated when they are looked up,
 * later ones are not. What cannot be read stays as text, `@(exec://…)` too:
 * nothing is run here.
 */
export const evaluateOptions = async <D extends Draft>(
	drafts: readonly D[],
	{
		env,
		readText,
		cwd,
	}: {
		readonly env: Readonly<Record<string, string | undefined>>;
		readonly readText: ReadText;
		readonly cwd: string;
	},
): Promise<D[]> => {
	const withEnv = drafts.map(draft => evaluate(draft, '$', name => env[name]));
	const contents = await readAll(withEnv, readText, cwd);
	const withFiles = withEnv.map(draft => evaluate(draft, '@', path => contents.get(path)));
	const firstOf = new Map(withFiles.toReversed().map(draft => [draft.key, draft]));
	return withFiles.map(draft => {
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
	symbol: '$' | '@' | '%',
	lookup: (name: string) => string | undefined,
): D => (draft.isSettled ? draft : {...draft, value: expandPlaceholders(draft.value, symbol, lookup)});

/** The files that values ask for, without their last newline, as far as they can be read. */
const readAll = async (
	drafts: readonly Draft[],
	readText: ReadText,
	cwd: string,
): Promise<ReadonlyMap<string, string>> => {
	const asked = drafts.filter(({isSettled}) => !isSettled).flatMap(({value}) => namesIn(value, '@'));
	const paths = [...new Set(asked)].filter(path => !path.includes('://'));
	const texts = new Map<string, string>();
	for (const path of paths) {
		const text = await readText(resolve(cwd, path)).catch(() => undefined);
		if (text !== undefined) {
			texts.set(path, text.replace(/[\r\n]$/, ''));
		}
	}
	return texts;
};
