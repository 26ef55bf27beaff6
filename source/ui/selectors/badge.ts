import type {Instant} from '../../core/event.js';
import {printable} from '../../core/printable.js';
import type {Problem} from '../../core/problem.js';
import type {VassalSnapshot} from '../../core/snapshot.js';
import {isReady} from '../../core/vassal/up.js';
import {describeExit} from '../../uwsgi/exit-codes.js';
import {countdown, duration} from '../format.js';
import type {BadgeName, Tone} from '../theme.js';
import {selectRefusal} from './refusal.js';

/** A vassal's state in one word, true at `now`, with what is to be said of it, most important first. */
export type Badge = {readonly name: BadgeName; readonly tone: Tone; readonly facts?: readonly string[]};

export const selectBadge = (vassal: VassalSnapshot, now: Instant): Badge => {
	switch (vassal.state) {
		case 'refused':
			return vassal.problem.kind === 'not-a-vassal'
				? {name: 'not a vassal', tone: 'quiet'}
				: failed(vassal.problem);
		case 'suspended':
			return {
				name: 'stopped',
				tone: 'quiet',
				...(vassal.why === 'exiled' ? {facts: ['exiled itself']} : {}),
			};
		case 'waiting':
			return {name: 'on demand', tone: 'asleep', facts: [vassal.socket]};
		case 'throttled':
			return throttledBadge(vassal, now);
		case 'hooked': {
			const refusal = selectRefusal(vassal);
			if (refusal !== undefined) {
				return failed(refusal);
			}
			const facts = [`${vassal.hook} hook · ${duration(now - vassal.since)}`];
			return {name: vassal.fate === 'spawn' ? 'starting' : 'stopping', tone: 'moving', facts};
		}
		case 'spawning': {
			// A further try is no news until it succeeds.
			const refusal = selectRefusal(vassal);
			const waited = now - vassal.since;
			return refusal === undefined
				? {name: 'starting', tone: 'moving', ...(waited >= 1000 ? {facts: [duration(waited)]} : {})}
				: failed(refusal);
		}
		case 'running':
			return runningBadge(vassal, now);
		case 'cursed': {
			const waited = now - vassal.since;
			return {
				name: 'stopping',
				tone: 'moving',
				...(waited >= patience ? {facts: [duration(waited)]} : {}),
			};
		}
	}
};

/** Shown where there is room for all of it; the panel says it in any case. */
const failed = ({remedy}: Problem): Badge => ({name: 'failed', tone: 'bad', facts: [printable(remedy)]});

/** A stop that takes longer than this is worth a word (product.md 3). */
const patience = 2000;

const throttledBadge = (vassal: Extract<VassalSnapshot, {state: 'throttled'}>, now: Instant): Badge => {
	const {why, lastDeath, deadline, config} = vassal;
	switch (why.kind) {
		case 'new':
		case 'asked':
		case 'knocked':
		case 'idle':
			return {name: 'starting', tone: 'moving'};
		case 'succession':
			return {name: 'starting', tone: 'moving', facts: ['once its old name is gone']};
		case 'refused':
			return failed(why.problem);
		case 'died': {
			const cause =
				lastDeath === undefined
					? []
					: [describeExit(lastDeath.exitCode, lastDeath.signal, config.patch === undefined)];
			return {name: 'throttled', tone: 'bad', facts: [countdown(deadline - now), ...cause]};
		}
	}
};

const runningBadge = (vassal: Extract<VassalSnapshot, {state: 'running'}>, now: Instant): Badge => {
	if (vassal.hung) {
		return {name: 'hung', tone: 'bad', facts: ['no heartbeat']};
	}
	const {reloading} = vassal;
	if (reloading !== undefined) {
		const cause = reloading.why === 'changed' ? 'file changed' : 'asked';
		return {name: 'reloading', tone: 'moving', facts: [duration(now - reloading.since), cause]};
	}
	if (!isReady(vassal)) {
		return {name: 'starting', tone: 'moving', facts: [duration(now - vassal.since)]};
	}
	if (vassal.app === 'failed') {
		return {name: 'no app', tone: 'bad', facts: ['could not be loaded']};
	}
	if (vassal.app === 'none' && !vassal.loyal) {
		return {name: 'no app', tone: 'moving', facts: ['none loaded']};
	}
	return vassal.loyal ? {name: 'loyal', tone: 'good'} : {name: 'ready', tone: 'good'};
};
