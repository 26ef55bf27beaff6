import {step} from './order-of-life.js';

/** One start of a vassal, or of the Emperor, as far as its lines tell. */
export class Instance {
	name: string;
	/** The step of its life that it said last. */
	last: number;
	/** Whether it has said just that, beyond doubt. */
	isPlaced = true;
	/** Whether it is this one, beyond doubt, whose processes are taken for its own. */
	isNamed = true;
	/** It started among so many that a guess which one it is would be worth nothing. */
	isLost = false;
	/** Something that it said may have been said by another, or the other way round. */
	isDoubted = false;
	/** Requests that it can serve at once, all workers together, and one of them. */
	cores = Number.POSITIVE_INFINITY;
	coresOfWorker = 1;
	/** Its first process. */
	master: number | undefined;
	/** The numbers of its workers, and of those that have gone and not been replaced. */
	readonly workers = new Set<number>();
	readonly missing = new Set<number>();
	/** It runs no application: only uWSGI's words can be its. */
	isWorkerless = false;
	isRouter = false;
	isMasterless = false;
	/** It has mules, spoolers, daemons: programs that print without being asked for anything. */
	hasHelpers = false;
	hasServed = false;
	/** The Emperor has said that it was spawned, that it accepts requests, that it is loyal; has told it to stop, or to reload. */
	isSpawned = false;
	isReady = false;
	isLoyal = false;
	isTold = false;
	/** The Emperor has said something that may have meant it or another: what is said next tells nothing of it either. */
	isPassedOver = false;
	isGone = false;
	/** All its starts, from one reload to the next: they have their first process in common. */
	lineage: {current: Instance} = {current: this};

	constructor(name: string, last: number) {
		this.name = name;
		this.last = last;
	}

	get isStarting(): boolean {
		return !this.isReady && this.last < step.told && !(this.isWorkerless && this.last === step.staffed);
	}

	/** Whether it has all its workers, beyond doubt. */
	get isCalm(): boolean {
		return (
			this.isLoyal ||
			(!this.isDoubted && (this.isWorkerless || this.workers.size * this.coresOfWorker >= this.cores))
		);
	}

	/** Whether what is not uWSGI's words may be its. A program that uWSGI became prints what it likes from the start. */
	get mayPrint(): boolean {
		return this.last >= step.started && (!this.isWorkerless || this.hasHelpers);
	}

	/** Its start is over, whatever was heard of it. */
	settle(): void {
		this.last = step.staffed;
		this.isReady = true;
		this.isPlaced = true;
	}

	/** It has said this. */
	say(text: string, next: number | undefined): void {
		this.last = next ?? this.last;
		this.isMasterless ||= text.startsWith('*** WARNING: you are running uWSGI without its master');
		this.isWorkerless ||= text.startsWith('*** Operational MODE: no-workers');
		this.isRouter ||= routing.test(text);
		this.hasHelpers ||= helping.test(text);
		this.cores = Number(/^mapped \d+ bytes .+ for (\d+) cores/.exec(text)?.[1] ?? this.cores);
		this.coresOfWorker = Number(/, cores: (\d+)\)$/.exec(text)?.[1] ?? this.coresOfWorker);
		const number = workerIn(text);
		if (number === undefined) {
			return;
		}
		this.workers.add(number);
		if (dying.test(text)) {
			this.missing.add(number);
		} else {
			this.missing.delete(number);
		}
	}
}

/** The number of the worker that a line tells of. */
export const workerIn = (text: string): number | undefined => {
	const number = /\bworker (\d+)\b/i.exec(text)?.[1];
	return number === undefined ? undefined : Number(number);
};

const routing = /^(?:uWSGI )?(?:https?|fastrouter|rawrouter)\d* bound on /;
const helping = /^(?:spawned (?:the )?uWSGI (?:mule|spooler)|\[uwsgi-(?:daemons|cron)\]|\[spooler )/;
const dying = /^(?:DAMN ! worker|worker \d+ killed|Gracefully killing worker)/;
