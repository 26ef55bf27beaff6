import type {EmperorClient} from '../../source/client/emperor-client.js';
import type {Inspection} from '../../source/client/inspection.js';
import type {Command} from '../../source/core/command.js';
import {type EmpireSnapshot, takeSnapshot} from '../../source/core/snapshot.js';
import {noVitals, type Vitals} from '../../source/core/vitals.js';
import {Arrivals} from '../../source/logs/arrivals.js';
import {LogStore, type Scrollback} from '../../source/logs/log-store.js';
import {Story} from './story.js';

/** The doorway to an empire that lives through what a test tells; its logs are real. */
export type ToldClient = {
	readonly story: Story;
	readonly client: EmperorClient;
	/** What was asked of it, oldest first. */
	readonly sent: readonly Command[];
	/** How often it was asked what everything costs: once for each time the whole screen is drawn. */
	readonly drawings: () => number;
	/** Shows its watchers what the story has come to. */
	readonly tell: () => void;
	readonly print: (name: string, text: string) => void;
	/** Its log goes, as when it is buried; the next it prints begins another. */
	readonly forget: (name: string) => void;
	/** What it answers from now on, instead of yes. */
	readonly refuse: (reason: string) => void;
	/** What a close look finds from now on. */
	readonly reveal: (found: Partial<Inspection>) => void;
	/** What else was sampled, from now on. */
	readonly sample: (vitals: Partial<Vitals>) => void;
	/** Resident bytes of a vassal. */
	readonly weigh: (name: string, bytes: number) => void;
};

export const toldClient = (scrollback?: Scrollback): ToldClient => {
	const story = new Story();
	const logs = new Map<string, LogStore>();
	const arrivals = new Arrivals();
	const listeners = new Set<() => void>();
	const sent: Command[] = [];
	const resident: Record<string, number> = {};
	let snapshot: EmpireSnapshot = takeSnapshot(story.empire);
	let sampled: Partial<Vitals> = {};
	let refusal: string | undefined;
	let drawings = 0;
	let inspection: Inspection = {
		timeline: [],
		start: {words: ['uwsgi', '--ini', 'shop.ini'], env: {}, cwd: '/v'},
		processes: [],
		otherProcesses: 0,
		listeners: [],
		otherSockets: 0,
		config: {text: '[uwsgi]\n', isCut: false},
	};

	const log = (id: string): LogStore => {
		const known = logs.get(id) ?? new LogStore(scrollback, arrivals);
		logs.set(id, known);
		return known;
	};
	return {
		story,
		client: {
			getSnapshot: () => snapshot,
			subscribe: onChange => {
				listeners.add(onChange);
				return () => listeners.delete(onChange);
			},
			log: id => (snapshot.vassals.some(vassal => vassal.id === id) ? log(id) : nothing),
			wholeLog: async id => log(id),
			send: async command => {
				sent.push(command);
				return refusal === undefined ? {ok: true} : {ok: false, reason: refusal};
			},
			getVitals: () => {
				drawings += 1;
				return {...noVitals, emperor: {cpu: 0.02, resident: 75e6}, resident, ...sampled};
			},
			inspect: async id => (snapshot.vassals.some(vassal => vassal.id === id) ? inspection : undefined),
			now: () => story.at,
			wallNow: () => halfPastEleven + story.at,
		},
		sent,
		drawings: () => drawings,
		tell: () => {
			snapshot = takeSnapshot(story.empire);
			for (const listener of listeners) {
				listener();
			}
		},
		print: (name, text) => log(`/v/${name}`).append(Buffer.from(text), halfPastEleven),
		reveal: found => {
			inspection = {...inspection, ...found};
		},
		forget: name => void logs.delete(`/v/${name}`),
		refuse: reason => {
			refusal = reason;
		},
		sample: vitals => {
			sampled = vitals;
		},
		weigh: (name, bytes) => {
			resident[`/v/${name}`] = bytes;
		},
	};
};

const nothing = new LogStore();

/** 11:30:00 in whatever time zone the machine is. */
const halfPastEleven = new Date(2026, 0, 2, 11, 30).getTime();
