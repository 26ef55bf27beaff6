import type {LineReport} from '../control/send-log.js';
import {raisedIn} from '../uwsgi/traceback.js';
import {PassingLog} from './passing-log.js';

/** The latest thing that lines of a log complain of: what was raised and where, or else the last line that is an error. */
export const lastErrorIn = (lines: readonly LineReport[]): string | undefined => {
	const log = new PassingLog();
	const errors = lines.map(line => ({...line, ...log.pass(line)})).filter(({level}) => level === 'error');
	const traceback = errors.findLast(({report}) => report === 'traceback')?.entry;
	const raised = raisedIn(
		errors.filter(({entry}) => entry !== undefined && entry === traceback).map(({text}) => text),
	);
	if (raised === undefined) {
		return errors.at(-1)?.text.trim();
	}
	const {exception, text, place} = raised;
	return `${text === '' ? exception : `${exception}: ${text}`}${place === undefined ? '' : ` (${place})`}`;
};
