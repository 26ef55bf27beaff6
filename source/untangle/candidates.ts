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
	/** Of whom too little is known to say that they cannot; absent where that is known of all. */
	readonly rivals?: readonly Instance[];
};

export const whoCanHaveSaid = (said: Said, census: Census): Candidates => {
	if (said.next !== undefined) {
		return ofStep(said, said.next, census);
	}
	return said.kind === 'banner' || said.kind === 'start-up'
		? {able: inStart(said, census), rivals: unplaced('start', census)}
		: atAnyTime(said, census);
};

/** The process that a line names is the one that says it, or its master: not a new one. */
export const isOwnProcess = ({text, pid}: Said): boolean => pid !== undefined && own.test(text);

/** The process is new: whoever had its number before has died. */
export const introduces = (text: string): boolean => introduction.test(text);

/** Who starts, or stops, and nobody knows how far it is. Who is back at the start has said its name there. */
const unplaced = (phase: 'start' | 'end', {all}: Census): readonly Instance[] =>
	all.filter(({isPlaced, isStarting}) => !isPlaced && isStarting === (phase === 'start'));

const ofStep = (said: Said, next: number, census: Census): Candidates => {
	const {all, living, emperor} = census;
	const able = all.filter(({last}) => mayFollow(last, next));
	if (next === step.staffed) {
		const hiring = able.filter(one => isHiring(one, said.text));
		const mayHire = living.filter(one => !one.isCalm && !(one.isPlaced && one.last < step.ruled));
		// Cheaper ones have workers come and go.
		return {
			able: hiring.length > 0 ? hiring : able.filter(({isWorkerless}) => !isWorkerless),
			rivals: mayHire,
		};
	}
	if (next < step.told) {
		return {
			able: isOwnProcess(said) ? able.filter(({master}) => master === undefined) : able,
			rivals: unplaced('start', census),
		};
	}
	// Of an Emperor only the master above it says how it ends.
	const isOfAny = !emperor.isMasterless && masterly.test(said.text);
	const stopping = isOfAny ? able : able.filter(one => one !== emperor);
	return {able: stopping, likely: stopping.filter(({isTold}) => isTold), rivals: unplaced('end', census)};
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
	if (number === undefined) {
		return {able};
	}
	const rivals = living.filter(({isCalm}) => !isCalm);
	return text.startsWith('Respawned ')
		? {able, rivals, likely: able.filter(({missing}) => missing.has(number))}
		: {able, rivals};
};

const introduction = /^(?:Respawned|spawned) (?:the )?uWSGI (?!master)(?!.*\(and the only\))/;
const own =
	/^(?:(?:gracefully \(RE\))?spawned uWSGI master|spawned uWSGI worker 1 \(and the only\)|(?:\w+ )?app \d+ \(mountpoint=)/;

const masterly = /^(?:SIGINT\/SIGTERM received|goodbye to uWSGI)/;

const sectionless = /^\*\*\* WARNING: Can't find section "[^"]*" in \w+ configuration file (.+) \*\*\*$/;
const privileges = /^(?:uWSGI running as root, you can use |\*\*\* WARNING: you are running uWSGI )/;
const routed = /^\[uwsgi-(?:https?|fastrouter|rawrouter)/;
