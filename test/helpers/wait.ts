import {AssertionError} from 'node:assert';
import {setTimeout as pause} from 'node:timers/promises';
import {inspect} from 'node:util';

/**
 * Probes again and again until the answer is truthy, and gives it.
 *
 * A probe that throws has no answer yet. After `limit` milliseconds the test fails with the last answer, or error, in its message.
 */
export const until = async <Answer>(
	what: string,
	probe: () => Answer | Promise<Answer>,
	limit = 10_000,
): Promise<Exclude<Answer, false | 0 | '' | null | undefined>> => {
	const deadline = performance.now() + limit;
	let last: unknown;
	do {
		try {
			const answer = await probe();
			if (answer) {
				return answer as Exclude<Answer, false | 0 | '' | null | undefined>;
			}
			last = inspect(answer);
		} catch (error) {
			last = error instanceof Error ? error.message : inspect(error);
		}
		await pause(20);
	} while (performance.now() < deadline);
	throw new AssertionError({
		message: `waited ${limit / 1000} s for ${what}; last seen: ${last}`,
		stackStartFn: until,
	});
};
