import {isInclude} from './included-file.js';
import {beginsBlock} from './logic.js';
import type {Option} from './option.js';

/** Options that uWSGI uses as they stand in the text, before it looks for placeholders. Measured on uWSGI 2.0.21. */
export const isImmediate = (option: Option): boolean =>
	isInclude(option) || beginsBlock(option) || immediate.test(option.key);

/** `set = key=value` is an option of its own, right behind; the placeholder kinds are never evaluated. */
export const definitionIn = ({key, value, ...place}: Option): (Option & {isSettled: boolean}) | undefined => {
	const equals = value.indexOf('=');
	return setting.test(key) && equals !== -1
		? {...place, key: value.slice(0, equals), value: value.slice(equals + 1), isSettled: key !== 'set'}
		: undefined;
};

/** `set = key`, without a value, at which uWSGI ends. */
export const setsNothing = ({key, value}: Option): boolean => setting.test(key) && !value.includes('=');

/** The name that `declare-option = name=template` makes an option of, immediate too. */
export const declaredBy = ({key, value}: Option): string | undefined =>
	key === 'declare-option' ? value.split('=')[0] : undefined;

const setting = /^set(?:-ph|-placeholder)?$/;
const immediate =
	/^(?:set|set-ph|set-placeholder|strict|declare-option|autoload|(?:need-)?plugins?|plugins?-dir|plugins?-list)$/;
