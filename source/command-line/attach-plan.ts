import {existsSync} from 'node:fs';
import {readSshTarget, type SshTarget} from '../attach/ssh-target.js';
import {readPath} from '../control/place.js';
import {type Ruling, rulingOf} from './ruling.js';
import {Mistake, type Values} from './values.js';

/** Which emperor is to be attached to. */
export type AttachTarget =
	/** The only one there is. */
	| {readonly kind: 'only'}
	| {readonly kind: 'socket'; readonly path: string}
	| {readonly kind: 'pid'; readonly pid: number}
	| ({readonly kind: 'ssh'} & SshTarget);

/** `emperor attach`: where, and how it is to look. */
export type AttachPlan = {readonly kind: 'attach'; readonly target: AttachTarget} & Pick<
	Ruling,
	'layout' | 'scrollback' | 'color' | 'theme' | 'ascii' | 'mouse' | 'bell' | 'habits'
>;

export const attachPlan = (values: Values, words: readonly string[]): AttachPlan => {
	const given = [...values.all('socket'), ...words];
	if (given.length > 1) {
		throw new Mistake(
			`attach: ${given.join(' ')}: more than one place. Attach to each in a terminal of its own.`,
		);
	}
	const {layout, scrollback, color, theme, ascii, mouse, bell} = rulingOf(values, []);
	return {kind: 'attach', target: targetOf(given[0]), layout, scrollback, color, theme, ascii, mouse, bell};
};

const targetOf = (word: string | undefined): AttachTarget => {
	if (word === undefined) {
		return {kind: 'only'};
	}
	if (word.startsWith('ssh:')) {
		const target = readSshTarget(word);
		if ('refusal' in target) {
			throw new Mistake(`attach: ${target.refusal}`);
		}
		return {kind: 'ssh', ...target};
	}
	if (/^\d{1,10}$/.test(word) && !existsSync(word)) {
		return {kind: 'pid', pid: Number(word)};
	}
	const place = readPath(word, process.cwd());
	if ('refusal' in place) {
		throw new Mistake(`attach: ${place.refusal}`);
	}
	return {kind: 'socket', path: place.path};
};
