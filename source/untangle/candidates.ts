import type {LineKind} from '../uwsgi/line-facts.js';
import type {Census} from './census.js';
import {type Instance, workerIn} from './instance.js';
import {mayFollow, step} from './order-of-life.js';

/** A line of uWSGI's that names no process of an instance that is known. */
export type Said = {
	readonly text: string;
	readonly kind: LineKind;
	/** The step of a life that it is; absent for what is said at any time. */
	readonly next: number | undefined;
	/** The process that it names. */
	readonly pid: number | undefined;
};

/** Who can have said a line. */
export type Candidates = {
	readonly able: readonly Instance[];
	/** Those of them that are more likely than the others. */
	readonly likely?: readonly Instance[];
	/** Whether it depends on how far each of them is: of those that start, or of those that stop. */
	readonly phase?: 'start' | 'end';
};

export const whoCanHaveSaid = (said: Said, census: Census): Candidates => {
	if (said.next !== undefined) {
		return ofStep(said, said.next, census);
	}
	return said.kind === 'banner' || said.kind === 'start-up'
		? {able: inStart(said, census), phase: 'start'}
		: atAnyTime(said, census);
};

/** The process that a line names is the one that says it, or its master: not a new one. */
export const isOwnProcess = ({text, pid}: Said): boolean => pid !== undefined && own.test(text);

/** The process is new: whoever had its number before has died. */
export const introduces = (text: string): boolean => introduction.test(text);

/** Of the two phases, where somebody is. Who is back at the start has said its name there. */
export const phaseOf = ({isStarting}: Instance): 'start' | 'end' => (isStarting ? 'start' : 'end');

const ofStep = (said: Said, next: number, {all, emperor}: Census): Candidates => {
	const able = all.filter(({last}) => mayFollow(last, next));
	if (next === step.staffed) {
		const hiring = able.filter(one => isHiring(one, said.text));
		// Cheaper ones have workers come and go.
		return {
			able: hiring.length > 0 ? hiring : able.filter(({isWorkerless}) => !isWorkerless),
			phase: 'start',
		};
	}
	if (next < step.told) {
		return {
			able: isOwnProcess(said) ? able.filter(({master}) => master === undefined) : able,
			phase: 'start',
		};
	}
	// Of an Emperor only the master above it says how it ends.
	const isOfAny = !emperor.isMasterless && masterly.test(said.text);
	const stopping = isOfAny ? able : able.filter(one => one !== emperor);
	return {able: stopping, likely: stopping.filter(({isTold}) => isTold), phase: 'end'};
};

/** Whether this is who would say next that it has a new process. */
const isHiring = ({isStarting, isWorkerless, workers, last}: Instance, text: string): boolean => {
	if (text.includes('(and the only)')) {
		return last < step.ruled;
	}
	const number = workerIn(text);
	return (
		isStarting &&
		last >= step.ruled &&
		(number === undefined || (!isWorkerless && workers.size === number - 1))
	);
};

const inStart = ({text}: Said, {all}: Census): readonly Instance[] => {
	const starting = all.filter(({isStarting}) => isStarting);
	const file = sectionless.exec(text)?.[1];
	const named = starting.filter(({name}) => name === file);
	if (named.length > 0) {
		return named;
	}
	return privileges.test(text)
		? starting.filter(({last}) => last >= step.located && last < step.ruled)
		: starting;
};

const atAnyTime = ({text}: Said, {living}: Census): Candidates => {
	if (text.startsWith('announcing my loyalty')) {
		// Each worker does, whoever of its vassal did before.
		const able = living.filter(({isWorkerless}) => !isWorkerless);
		return {able, likely: able.filter(({hasServed, isLoyal}) => hasServed && !isLoyal)};
	}
	if (routed.test(text)) {
		return {able: living.filter(({isRouter}) => isRouter)};
	}
	const number = workerIn(text);
	const able = living.filter(
		({last, workers}) => last >= step.operational && (number === undefined || workers.has(number)),
	);
	return text.startsWith('Respawned ') && number !== undefined
		? {able, likely: able.filter(({missing}) => missing.has(number))}
		: {able};
};

const introduction = /^(?:Respawned|spawned) (?:the )?uWSGI (?!master)(?!.*\(and the only\))/;
const own =
	/^(?:(?:gracefully \(RE\))?spawned uWSGI master|spawned uWSGI worker 1 \(and the only\)|(?:\w+ )?app \d+ \(mountpoint=)/;

const masterly = /^(?:SIGINT\/SIGTERM received|goodbye to uWSGI)/;

const sectionless = /^\*\*\* WARNING: Can't find section "[^"]*" in \w+ configuration file (.+) \*\*\*$/;
const privileges = /^(?:uWSGI running as root, you can use |\*\*\* WARNING: you are running uWSGI )/;
const routed = /^\[uwsgi-(?:https?|fastrouter|rawrouter)/;
