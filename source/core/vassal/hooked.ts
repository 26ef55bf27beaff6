import type {Effect} from '../effect.js';
import type {Instant, Stamped, VassalEvent} from '../event.js';
import {orderHook} from '../hook-order.js';
import {describeProblem} from '../problem.js';
import {hookGrace, hookLimit, type Terms} from '../terms.js';
import {identityOf} from '../tyrant.js';
import {endLife, meetFate} from './fate.js';
import {spawn} from './spawning.js';
import {
	become,
	type Fate,
	type Hooked,
	impossible,
	type Known,
	knownOf,
	log,
	type Step,
	type Throttled,
} from './vassal.js';

/** Its process is started once the hook is over, whatever that answers. */
export const runStartHook = (vassal: Throttled, program: string, at: Instant, terms: Terms): Step => {
	const refused = vassal.why.kind === 'refused' ? {refused: vassal.why.problem} : {};
	const hooked = {...begun(knownOf(vassal), at), hook: 'start', fate: 'spawn', ...refused} as const;
	// It is part of the vassal's start: a tyrant has become its owner by then. The stop hook is the emperor's own.
	return run(hooked, program, identityOf(vassal.owner, terms));
};

/** Its fate waits until the hook is over. */
export const runStopHook = (
	known: Known,
	program: string,
	then: Pick<Extract<Hooked, {hook: 'stop'}>, 'fate' | 'ending'>,
	at: Instant,
): Step => run({...begun(known, at), hook: 'stop', ...then}, program);

const begun = (known: Known, at: Instant) =>
	({...known, state: 'hooked', since: at, deadline: at + hookLimit, told: false}) as const;

const run = (vassal: Hooked, program: string, identity?: Parameters<typeof orderHook>[2]): Step =>
	become(vassal, log(`running vassal ${vassal.hook}-hook: ${program} ${vassal.name}`), {
		type: 'run-hook',
		id: vassal.id,
		order: orderHook(program, vassal, identity),
	});

/** What a vassal does while its hook runs, with each thing that can happen to it. */
export const whileHooked = (vassal: Hooked, event: Stamped<VassalEvent>, terms: Terms): Step => {
	switch (event.type) {
		case 'hook-ended':
			return goOn(vassal, event.at, terms, log(`${vassal.name} ${vassal.hook}-hook ${describeEnd(event)}`));
		case 'hook-refused':
			return goOn(
				vassal,
				event.at,
				terms,
				{type: 'log', text: describeProblem(event.problem)},
				log(`${vassal.name} ${vassal.hook}-hook returned ${notRun}`),
			);
		case 'tick':
			return event.at < vassal.deadline ? become(vassal) : end(vassal, event.at);
		case 'config-changed':
			return change({...vassal, ...event.sighting});
		case 'config-gone':
			return intend(vassal, 'bury', event.at);
		case 'ragnarok': {
			const {next, effects} = intend(vassal, 'bury', event.at);
			const latest = event.at + terms.mercy;
			return next?.state === 'hooked'
				? become({...next, deadline: Math.min(next.deadline, latest)}, ...effects)
				: {next, effects};
		}
		case 'hurried':
			return killHook(withFate(vassal, 'bury'));
		case 'commanded':
			switch (event.command) {
				case 'stop':
					return intend(vassal, 'suspend', event.at);
				case 'kill':
					// A start hook gives way; a stop hook is hurried, whatever comes after.
					return killHook(vassal.hook === 'start' ? withFate(vassal, 'suspend') : vassal);
				case 'restart':
				case 'start':
				case 'reload':
				case 'forgive':
					return become(wanted(vassal));
				default:
					return impossible(event.command);
			}
		// Late news of its last process, or of a socket that is not watched now.
		case 'heard':
		case 'pipe-closed':
		case 'app-told':
		case 'died':
		case 'spawned':
		case 'spawn-failed':
		case 'predecessor-buried':
		case 'knocked':
		case 'socket-refused':
			return become(vassal);
		default:
			return impossible(event);
	}
};

/** What uWSGI has a program return that cannot be run. */
const notRun = 1;

const goOn = (vassal: Hooked, at: Instant, terms: Terms, ...words: readonly Effect[]): Step => {
	const {next, effects} = after(vassal, at, terms);
	return {next, effects: [...words, ...effects]};
};

const after = (vassal: Hooked, at: Instant, terms: Terms): Step => {
	const known = knownOf(vassal);
	if (vassal.hook === 'stop') {
		return meetFate(known, vassal.fate, vassal.ending, at, terms);
	}
	const fate = vassal.fate === 'spawn' && known.config.refusal !== undefined ? 'restart' : vassal.fate;
	return fate === 'spawn'
		? spawn(known, vassal.refused, at, terms)
		: endLife(known, fate, {kind: 'unborn'}, at, terms);
};

/** uWSGI's words for an exit code, and ours for what it has none for. */
const describeEnd = ({
	exitCode,
	signal,
}: {
	readonly exitCode: number | null;
	readonly signal: string | null;
}) => (exitCode === null ? `died of ${signal}` : `returned ${exitCode}`);

/** Asked to end, or too slow: SIGTERM, then SIGKILL. */
const end = (vassal: Hooked, at: Instant): Step =>
	vassal.told
		? killHook({...vassal, deadline: at + hookGrace})
		: become(
				{...vassal, told: true, deadline: at + hookGrace},
				...(at < vassal.deadline ? [] : [log(`${vassal.name} ${vassal.hook}-hook is too slow`)]),
				{type: 'kill', id: vassal.id, signal: 'SIGTERM'},
			);

const killHook = (vassal: Hooked): Step =>
	become({...vassal, told: true}, {type: 'kill', id: vassal.id, signal: 'SIGKILL'});

/** A start hook that is no longer wanted is ended; a stop hook still has its work to do. */
const intend = (vassal: Hooked, fate: Fate, at: Instant): Step => {
	const intended = withFate(vassal, fate);
	return intended.hook === 'start' && !intended.told ? end(intended, at) : become(intended);
};

/** A vassal that must be buried is not saved by a later wish. */
const withFate = (vassal: Hooked, fate: Fate): Hooked => ({
	...vassal,
	fate: vassal.fate === 'bury' ? 'bury' : fate,
});

/** Its file is there and reads differently now: it is meant to run, or to sleep until somebody knocks. */
const change = (vassal: Hooked): Step => {
	if (vassal.hook === 'start' && !vassal.told) {
		return become({...vassal, fate: 'spawn'});
	}
	return become({...vassal, fate: vassal.fate === 'wait' ? 'wait' : 'restart'});
};

const wanted = (vassal: Hooked): Hooked =>
	vassal.hook === 'start' && vassal.fate === 'spawn' ? vassal : withFate(vassal, 'restart');
