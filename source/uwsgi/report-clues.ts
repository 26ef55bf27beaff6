import type {Clue, ClueReader} from './mistake.js';

/** The signal, and the symbols of the calls, or their libraries where they have none; no offsets and addresses. */
export const backtraceClues = (): ClueReader => {
	let hasPlace = false;
	return text => {
		const [, signal] = /^!!! uWSGI process \d+ got (.+) !!!$/.exec(text) ?? [];
		if (signal !== undefined) {
			return {trait: signal, what: signal, isEnough: true};
		}
		const [, library = '', symbol = ''] = /^(\S+?)\(([^()+]*)[^()]*\) \[/.exec(text) ?? [];
		const name = symbol === '' ? library.replace(/^.*\//, '') : symbol;
		if (name === '') {
			return text.startsWith('*** end of ') ? {isEnough: true} : {};
		}
		const isPlace = !hasPlace && symbol !== '' && !ofHandler.test(symbol);
		hasPlace ||= isPlace;
		return isPlace ? {trait: name, where: name} : {trait: name};
	};
};

/** uWSGI's own calls that print the backtrace. */
const ofHandler = /^uwsgi_(?:backtrace|segfault|fpe)$/;

/**
 * Whom it hit, and the request that had been served for longest, without its query and with `#` for each part of its path
 * that has a digit. Of a worker that is known when all its requests have been told.
 */
export const harakiriClues = (): ClueReader => {
	let oldest: {readonly since: number; readonly request: string} | undefined;
	return (text): Clue => {
		const [, victim] = /^\*\*\* HARAKIRI ON (?:THE )?([A-Z]+) /.exec(text) ?? [];
		if (victim !== undefined) {
			const trait = {trait: victim, what: `HARAKIRI ON ${victim}`};
			return victim === 'WORKER' ? trait : {...trait, isEnough: true};
		}
		const [, method = '', uri = '', since] =
			/^HARAKIRI \[core \d+\] \S* - (\S*) (.*) since (\d+)$/.exec(text) ?? [];
		if (since !== undefined && (oldest === undefined || Number(since) < oldest.since)) {
			oldest = {since: Number(since), request: `${method} ${routeOf(uri)}`};
		}
		if (!text.startsWith('HARAKIRI !!! end of ')) {
			return {};
		}
		return oldest === undefined
			? {isEnough: true}
			: {trait: oldest.request, where: oldest.request, isEnough: true};
	};
};

const routeOf = (uri: string): string => uri.replace(/[?#].*/, '').replace(/[^/]*\d[^/]*/g, '#');
