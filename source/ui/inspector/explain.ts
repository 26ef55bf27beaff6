import type {Instant} from '../../core/event.js';
import {printable} from '../../core/printable.js';
import {describeProblem, type Problem, seenFrom} from '../../core/problem.js';
import type {VassalSnapshot} from '../../core/snapshot.js';
import {isReady} from '../../core/vassal/up.js';
import {describeExit} from '../../uwsgi/exit-codes.js';
import {countdown, duration} from '../format.js';
import type {UiCommand} from '../keys.js';
import {selectRefusal} from '../selectors/refusal.js';

/** A vassal's state in plain words: why it is so, what comes next by itself and when, and which keys would have it otherwise. */
export type Explanation = {
	readonly why: string;
	readonly next: string;
	readonly overrides: readonly (readonly [command: UiCommand, does: string])[];
};

export const explain = (vassal: VassalSnapshot, now: Instant): Explanation => {
	const refusal = selectRefusal(vassal);
	if (refusal !== undefined) {
		return explainRefusal(vassal, refusal, now);
	}
	switch (vassal.state) {
		case 'refused':
			return {
				why:
					vassal.problem.kind === 'not-a-vassal'
						? `no vassal: its file ${vassal.problem.what}`
						: `not started: ${sentence(vassal, vassal.problem)}`,
				next: 'nothing, until its file changes',
				overrides: [['edit', 'edits its file']],
			};
		case 'suspended':
			return {
				why:
					vassal.why === 'exiled'
						? 'it exited with code 26, which asks not to be started again (exile)'
						: `stopped by hand ${duration(now - vassal.since)} ago`,
				next: 'nothing, until its file changes',
				overrides: [['start', 'starts it']],
			};
		case 'waiting':
			return {
				why: `on demand: nobody has connected for ${duration(now - vassal.since)}`,
				next: printable(`a connection to ${vassal.socket}, which the emperor holds, starts it`),
				overrides: [
					['start', 'starts it now'],
					['stop', 'keeps it stopped'],
				],
			};
		case 'throttled':
			return explainThrottled(vassal, now);
		case 'hooked':
			return explainHooked(vassal, now);
		case 'spawning':
			return {why: 'its process is being started', next: 'its first words', overrides: []};
		case 'running':
			return explainRunning(vassal, now);
		case 'cursed':
			return explainCursed(vassal, now);
	}
};

const sentence = (vassal: VassalSnapshot, problem: Problem): string =>
	printable(describeProblem(seenFrom(vassal.cwd, problem)));

const explainRefusal = (vassal: VassalSnapshot, problem: Problem, now: Instant): Explanation => ({
	why: `it cannot be started: ${sentence(vassal, problem)}`,
	next:
		vassal.state === 'throttled'
			? `tried again in ${countdown(vassal.deadline - now)}`
			: 'tried this very moment',
	overrides: [
		['forgive', 'tries now'],
		['stop', 'keeps it stopped'],
	],
});

type In<State extends VassalSnapshot['state']> = Extract<VassalSnapshot, {readonly state: State}>;

const explainThrottled = (vassal: In<'throttled'>, now: Instant): Explanation => {
	const {why, deadline} = vassal;
	const soon = deadline <= now ? 'started now' : `started in ${countdown(deadline - now)}`;
	switch (why.kind) {
		case 'new':
			return {why: 'its file was found, or has changed', next: soon, overrides: []};
		case 'asked':
			return {why: 'a start was asked', next: soon, overrides: []};
		case 'knocked':
			return {why: 'somebody connected to its socket', next: soon, overrides: []};
		case 'idle':
			return {why: 'it was idle and left', next: 'sleeps until somebody connects', overrides: []};
		case 'succession':
			return {
				why: 'its file was renamed, and the vassal of the old name still runs',
				next: 'started as soon as that is gone',
				overrides: [['forgive', 'starts it now']],
			};
		case 'refused':
			return explainRefusal(vassal, why.problem, now);
		case 'died':
			return {
				why: `it died: ${deathOf(vassal)}${recordOf(vassal)}`,
				next: `${soon}${vassal.blackMark === undefined ? '' : '; each such death makes the wait longer'}`,
				overrides: [
					['forgive', 'starts it now, and clears its record'],
					['stop', 'keeps it stopped'],
				],
			};
	}
};

const deathOf = ({lastDeath, config}: VassalSnapshot): string =>
	lastDeath === undefined
		? 'how is not known'
		: `${describeExit(lastDeath.exitCode, lastDeath.signal, config.patch === undefined)}, after ${duration(lastDeath.lived)}`;

const recordOf = ({blackMark}: VassalSnapshot): string =>
	blackMark === undefined || blackMark.deaths < 2
		? ''
		: `; ${blackMark.deaths} deaths before it had served a request`;

const explainHooked = (vassal: In<'hooked'>, now: Instant): Explanation => ({
	why: `its ${vassal.hook} hook has been running for ${duration(now - vassal.since)}`,
	next:
		`once that is over, it ${vassal.fate === 'spawn' ? 'is started' : fates[vassal.fate]}; ` +
		`${vassal.told ? 'SIGKILL' : 'SIGTERM'} to the hook in ${countdown(vassal.deadline - now)}`,
	overrides: [['kill', 'kills the hook']],
});

/** What becomes of it when it is gone. */
const fates = {
	bury: 'is taken from the list: its file is gone, or the emperor stops',
	suspend: 'stays stopped',
	restart: 'is started again',
	return: 'comes back by its record',
	wait: 'sleeps until somebody connects',
} as const;

const explainRunning = (vassal: In<'running'>, now: Instant): Explanation => {
	const {reloading, heartbeat} = vassal;
	if (vassal.hung === true) {
		return {
			why: 'it sent no heartbeat for too long, and was killed for it (SIGKILL)',
			next: 'started again as soon as nothing of it is left',
			overrides: [['stop', 'keeps it stopped']],
		};
	}
	if (reloading !== undefined) {
		const cause = reloading.why === 'changed' ? 'its file changed' : 'a reload was asked';
		return {
			why: `${cause} ${duration(now - reloading.since)} ago, and it has not said since that it is back`,
			next: reloading.told ? awaited(vassal, now) : 'told to reload as soon as it has started',
			overrides: [
				['restart', 'stops and starts it instead'],
				['kill', 'kills it'],
			],
		};
	}
	if (!isReady(vassal)) {
		return {
			why: `its process has been running for ${duration(now - vassal.since)}, and has not said that it is ready`,
			next: awaited(vassal, now),
			overrides: [
				['restart', 'stops and starts it'],
				['stop', 'stops it'],
				['kill', 'kills it'],
			],
		};
	}
	const beats = heartbeat === undefined ? '' : `; last heartbeat ${duration(now - heartbeat)} ago`;
	return {
		why: `${standing(vassal)}${beats}`,
		next:
			vassal.config.refusal === undefined
				? vassal.app === 'failed'
					? 'nothing by itself: mend the application, then reload'
					: 'nothing, until its file changes'
				: `its file cannot be a vassal any more, so it would not survive a reload: ${sentence(vassal, vassal.config.refusal)}`,
		overrides: [
			['reload', 'reloads it'],
			['restart', 'stops and starts it'],
			['stop', 'stops it'],
		],
	};
};

/** Which announcement is missing. */
const awaited = (vassal: In<'running'>, now: Instant): string => {
	if (vassal.settles !== undefined) {
		return `taken for ready in ${countdown(vassal.settles - now)}: it does not announce itself`;
	}
	switch (vassal.config.readiness) {
		case 'spawned':
			return 'ready once it has started (it has no workers that could accept)';
		case 'loyal':
			return 'ready once it says that it is loyal';
		default:
			return vassal.spawned
				? 'ready once a worker accepts: its application is still being loaded'
				: 'ready once a worker accepts';
	}
};

const standing = ({loyal, accepting, config, app}: In<'running'>): string => {
	if (app === 'failed') {
		return 'it accepts requests, but its application could not be loaded, so they fail';
	}
	if (app === 'none' && !loyal) {
		return 'it accepts requests, and loaded no application (what serves PHP or files needs none)';
	}
	if (loyal) {
		return config.readiness === 'loyal'
			? 'it has said that it is loyal'
			: 'it accepts requests, and has served one';
	}
	if (accepting) {
		return 'it accepts requests, and has not served one yet';
	}
	return config.readiness === 'spawned'
		? 'it has started, and has no workers of which more could be said'
		: 'it lives: it does not say more of itself';
};

const explainCursed = (vassal: In<'cursed'>, now: Instant): Explanation => {
	const {fate, killed, since, deadline} = vassal;
	const cause =
		fate === 'return' || fate === 'wait'
			? `it has been leaving by itself for ${duration(now - since)}`
			: `told to stop ${duration(now - since)} ago`;
	return {
		why: killed ? `${cause}, and killed since (SIGKILL)` : cause,
		next: `${killed ? 'SIGKILL again' : 'SIGKILL to all its processes'} in ${countdown(deadline - now)}; once it is gone, it ${fates[fate]}`,
		overrides: [
			['kill', 'kills it now'],
			...(fate === 'suspend' ? ([['start', 'starts it again after that']] as const) : []),
			...(fate === 'restart' || fate === 'return'
				? ([['stop', 'keeps it stopped after that']] as const)
				: []),
		],
	};
};
