import {readdir, readFile} from 'node:fs/promises';
import {parseStat} from './process-stat.js';

/** One process of a vassal. */
export type Member = {
	readonly pid: number;
	/** 0 for the vassal's own process, 1 for its children, and so on. */
	readonly depth: number;
	/** As it was started, or as it calls itself. */
	readonly command: string;
	/** Resident bytes; pages it shares are counted. */
	readonly resident: number;
	/** Fraction of one core since it was last looked at; absent at the first look. */
	readonly cpu?: number;
};

/** A vassal's processes, each parent before its children. */
export type Family = {
	readonly members: readonly Member[];
	/** How many more there are than are told of. */
	readonly others: number;
};

/**
 * Reads who belongs to a process, from Linux's /proc; nobody elsewhere, and once it is gone. It takes its time, and nobody
 * waits: for a person who looks at one vassal, not for a sample of all.
 */
export class FamilyReader {
	/** What was spent by whom when it was last looked at, a family at a time. */
	readonly #spent = new Map<number, ReadonlyMap<number, Spent>>();

	async read(ancestor: number): Promise<Family> {
		const before = this.#spent.get(ancestor);
		const spent = new Map<number, Spent>();
		const members: Member[] = [];
		const waiting: {readonly pid: number; readonly depth: number}[] = [{pid: ancestor, depth: 0}];
		let others = 0;
		for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
			const {pid, depth} = next;
			if (members.length === mostMembers) {
				others += 1;
				continue;
			}
			const stat = parseStat(await read(`/proc/${pid}/stat`));
			if (stat === undefined) {
				continue;
			}
			const now = {startedAt: stat.startedAt, cpuTime: stat.ownTime, at: performance.now()};
			spent.set(pid, now);
			const cpu = cpuOf(before?.get(pid), now);
			const command = (await commandOf(pid)) || `[${stat.name}]`;
			members.push({
				pid,
				depth,
				command,
				resident: stat.resident,
				...(cpu === undefined ? {} : {cpu}),
			});
			const children = await childrenOf(pid);
			waiting.unshift(...children.map(child => ({pid: child, depth: depth + 1})));
		}
		this.#spent.set(ancestor, spent);
		for (const forgotten of [...this.#spent.keys()].slice(0, -mostFamilies)) {
			this.#spent.delete(forgotten);
		}
		return {members, others};
	}
}

type Spent = {readonly startedAt: number; readonly cpuTime: number; readonly at: number};

const mostMembers = 100;

/** A few people may look at as many vassals at once. */
const mostFamilies = 16;

/** The same process only: numbers come again. */
const cpuOf = (before: Spent | undefined, now: Spent): number | undefined =>
	before === undefined || before.startedAt !== now.startedAt || now.at <= before.at
		? undefined
		: (now.cpuTime - before.cpuTime) / (now.at - before.at);

/** Its words, apart by spaces: a process may have written over them. */
const commandOf = async (pid: number): Promise<string> =>
	(await read(`/proc/${pid}/cmdline`)).slice(0, longestCommand).replaceAll('\0', ' ').trim();

const longestCommand = 4096;

/** By whichever of its threads they were forked. */
const childrenOf = async (pid: number): Promise<readonly number[]> => {
	const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
	const children: number[] = [];
	for (const thread of threads.slice(0, mostThreads)) {
		const text = await read(`/proc/${pid}/task/${thread}/children`);
		children.push(...text.split(' ').filter(Boolean).map(Number));
	}
	return children.sort((a, b) => a - b);
};

const mostThreads = 64;

const read = (path: string): Promise<string> => readFile(path, 'latin1').catch(() => '');
