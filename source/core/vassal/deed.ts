import type {EmpireEvent, VassalEvent} from '../event.js';
import {printable} from '../printable.js';
import {describeProblem, seenFrom} from '../problem.js';
import {heard} from '../protocol.js';
import {isUp} from './up.js';
import type {Running, Throttled, Vassal} from './vassal.js';

/**
 * What one event was to one vassal, and what came of it, as a line of its timeline: `exit 1 after 4 s: comes back in 2 s`.
 *
 * `before` is undefined where it was found, `after` where it was buried. Undefined where there is nothing worth a line.
 */
export const describeDeed = (
	before: Vassal | undefined,
	event: EmpireEvent,
	after: Vassal,
): string | undefined => {
	const cause = causeOf(before, event, after);
	const consequence = consequenceOf(before, after);
	if (cause === undefined && consequence === undefined) {
		return undefined;
	}
	return printable([cause, consequence].filter(part => part !== undefined).join(': '));
};

const causeOf = (before: Vassal | undefined, event: EmpireEvent, {id, cwd}: Vassal): string | undefined => {
	switch (event.type) {
		case 'surveyed':
			return before === undefined
				? 'file found'
				: event.gone.includes(id)
					? 'file gone'
					: event.changed.some(sighting => sighting.id === id)
						? 'file changed'
						: undefined;
		case 'told':
			return event.id === id ? toldCause(before, event.event, cwd) : undefined;
		case 'ragnarok':
			return 'the emperor stops everything';
		case 'hurried':
			return 'the emperor stops everything at once';
		default:
			return undefined;
	}
};

const toldCause = (before: Vassal | undefined, event: VassalEvent, cwd: string): string | undefined => {
	switch (event.type) {
		case 'heard':
			return words(before, event.byte);
		case 'died':
			return `${endOf(event)}${lifeOf(before)}`;
		case 'spawn-failed':
		case 'hook-refused':
		case 'socket-refused':
			return describeProblem(seenFrom(cwd, event.problem)).replace(/\.$/, '');
		case 'hook-ended':
			return `its hook is over, ${endOf(event)}`;
		case 'pipe-closed':
			return before?.state === 'running' ? 'it closed its emperor pipe' : undefined;
		case 'app-told':
			return apps[event.app];
		case 'knocked':
			return 'somebody connected';
		case 'commanded':
			return `${event.command} asked`;
		default:
			return undefined;
	}
};

const apps = {
	serves: 'its application is loaded',
	none: 'no application loaded',
	failed: 'its application could not be loaded',
} as const;

/** A heartbeat is news only once, and so is what every worker says. */
const words = (before: Vassal | undefined, byte: number): string | undefined => {
	switch (byte) {
		case heard.spawned:
			return 'says that it has started';
		case heard.accepting:
			return 'accepts requests';
		case heard.loyal:
			return before?.state === 'running' && before.loyal ? undefined : 'has served a request: loyal';
		case heard.idle:
			return 'it is idle';
		case heard.heartbeat:
			return before?.state === 'running' && before.chronicle.heartbeat === undefined
				? 'first heartbeat'
				: undefined;
		case heard.sos:
			return 'asks for reinforcements';
		default:
			return `said byte ${byte}`;
	}
};

const endOf = ({exitCode, signal}: {readonly exitCode: number | null; readonly signal: string | null}) =>
	signal === null ? `exit ${exitCode ?? '?'}` : `killed by ${signal}`;

const lifeOf = (before: Vassal | undefined): string =>
	before?.state === 'running' || before?.state === 'cursed' ? ` of pid ${before.pid}` : '';

const consequenceOf = (before: Vassal | undefined, after: Vassal): string | undefined => {
	if (before?.state === 'running' && after.state === 'running') {
		return whileUp(before, after);
	}
	if (before?.state === 'cursed' && after.state === 'cursed') {
		return after.killed && !before.killed ? 'too slow to stop, SIGKILL' : undefined;
	}
	if (before?.state === after.state && before?.state !== 'throttled') {
		return undefined;
	}
	switch (after.state) {
		case 'throttled':
			return before?.state === 'throttled' && before.deadline === after.deadline ? undefined : wait(after);
		case 'running':
			return `started, pid ${after.pid}`;
		case 'cursed':
			return after.killed ? 'SIGKILL' : after.fate === 'return' || after.fate === 'wait' ? 'leaves' : 'stops';
		case 'suspended':
			return after.why === 'exiled' ? 'does not want to be started again' : 'stays stopped';
		case 'waiting':
			return `asleep, ${after.socket} wakes it`;
		case 'refused':
			return `not started, ${after.problem.what}`;
		case 'hooked':
			return `its ${after.hook} hook runs`;
		case 'spawning':
			return undefined;
	}
};

const whileUp = (before: Running, after: Running): string | undefined => {
	if (after.hung === true && before.hung !== true) {
		return 'no heartbeat, SIGKILL';
	}
	if (after.reloads > before.reloads) {
		return 'told to reload';
	}
	if (after.reloading !== undefined && before.reloading === undefined) {
		return 'reloads as soon as it is up';
	}
	if (after.reloading === undefined && before.reloading !== undefined) {
		return 'reloaded';
	}
	return isUp(after) && !isUp(before) ? 'ready' : undefined;
};

const wait = ({why, since, deadline}: Throttled): string | undefined => {
	const seconds = Math.ceil((deadline - since) / 1000);
	switch (why.kind) {
		case 'died':
			return seconds === 0 ? 'comes back at once' : `comes back in ${seconds} s`;
		case 'refused':
			return `tried again in ${seconds} s`;
		case 'succession':
			return 'waits until its old name is gone';
		default:
			return undefined;
	}
};
