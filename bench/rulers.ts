import {type PipedEmperor, pipeEmperor} from '../test/helpers/piped-emperor.js';
import type {Scope} from '../test/helpers/scratch.js';

/** Whom to measure: this emperor, or uWSGI's own with the same files. */
export type Ruler = {
	readonly name: string;
	readonly start: (scope: Scope, files: Readonly<Record<string, string>>) => Promise<PipedEmperor>;
	/**
	 * Milliseconds to let pass before each act. uWSGI looks every 3 s, so its acts are spread over that time; and it sees
	 * only changes a whole second later than the last.
	 */
	readonly pauseBefore: (sample: number) => number;
};

export const emperor: Ruler = {
	name: 'emperor',
	start: (scope, files) => pipeEmperor(scope, {args: ['--no-tui', '.'], files}),
	pauseBefore: () => 300,
};

export const uwsgi: Ruler = {
	name: 'uWSGI',
	// What stands in front of the command can as well stand in its place.
	start: (scope, files) =>
		pipeEmperor(scope, {args: [], files, under: ['sh', '-c', 'exec uwsgi --emperor . 2>&1', 'uwsgi']}),
	pauseBefore: sample => 1100 + ((sample * 1373) % 3000),
};
