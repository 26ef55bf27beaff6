import {createContext, Script} from 'node:vm';

/**
 * Does something that may take for ever, as a regular expression may, but not longer than so many milliseconds: the emperor
 * has vassals to look after. Throws an error of which `isOutOfTime` says so.
 */
export const withinTime = (milliseconds: number, act: () => void): void => {
	place.act = act;
	script.runInContext(context, {timeout: milliseconds});
};

/** Whatever is thrown in there is an error of another realm, and no `Error` of ours. */
export const isOutOfTime = (error: unknown): boolean =>
	typeof error === 'object' &&
	error !== null &&
	'code' in error &&
	error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

const place: {act: () => void} = {act: () => undefined};
const context = createContext(place);
const script = new Script('act()');
