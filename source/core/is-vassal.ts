import type {VassalSnapshot} from './snapshot.js';

/** A file without uWSGI's section is shown, and never started: it is none. */
export const isVassal = (seen: VassalSnapshot): boolean =>
	seen.state !== 'refused' || seen.problem.kind !== 'not-a-vassal';
