import type {VassalCommand} from './core/command.js';
import type {Goal} from './remote/outcome.js';
import type {Pace} from './remote/tell-vassals.js';
import {type Ruling, socketOf} from './ruling.js';
import {Mistake, type Values} from './values.js';

/** What is asked of an emperor that runs already. */
export type RemotePlan = Pick<Ruling, 'socket'> &
	(
		| {
				readonly kind: 'status';
				readonly names: readonly string[];
				readonly format: 'table' | 'json' | 'tmux' | 'names';
		  }
		| {
				readonly kind: 'logs';
				readonly names: readonly string[];
				readonly lines: number;
				readonly follow: boolean;
		  }
		| ({readonly kind: 'tell'; readonly command: VassalCommand; readonly pace: Pace} & Chosen)
		| ({readonly kind: 'wait'; readonly goal: Goal} & Chosen)
	);

type Chosen = {
	/** Empty for every vassal. */
	readonly names: readonly string[];
	/** Milliseconds. */
	readonly timeout: number;
};

type Read = (values: Values, words: readonly string[]) => RemotePlan;

const tell =
	(command: VassalCommand): Read =>
	(values, words) => {
		const pace = values.isSet('rolling') ? 'rolling' : values.isSet('wait') ? 'waiting' : 'hasty';
		if (pace === 'hasty' && values.text('timeout') !== undefined) {
			throw new Mistake('--timeout: there is nothing to wait for. Give --wait too.');
		}
		return {kind: 'tell', command, pace, ...chosen(command, values, words), ...socketOf(values)};
	};

/** For each of these commands: what is asked for by the words behind it. */
export const remotePlans = {
	status: (values, names) => ({
		kind: 'status',
		names,
		format: values.oneOf('format', ['tmux', 'names']) ?? (values.isSet('json') ? 'json' : 'table'),
		...socketOf(values),
	}),
	logs: (values, names) => ({
		kind: 'logs',
		names,
		lines: values.number('lines') ?? 10,
		follow: values.isSet('follow'),
		...socketOf(values),
	}),
	start: tell('start'),
	stop: tell('stop'),
	reload: tell('reload'),
	restart: tell('restart'),
	kill: tell('kill'),
	forgive: tell('forgive'),
	wait: (values, words) => ({
		kind: 'wait',
		goal: values.oneOf('for', ['ready', 'loyal', 'stopped']) ?? 'ready',
		...chosen('wait', values, words),
		...socketOf(values),
	}),
} as const satisfies Readonly<Record<string, Read>>;

/** Nobody stops everything by forgetting a name. */
const chosen = (command: string, values: Values, names: readonly string[]): Chosen => {
	const all = values.isSet('all');
	if (names.length === 0 && !all) {
		throw new Mistake(`${command}: no vassals given. Write their names, or --all.`);
	}
	if (names.length > 0 && all) {
		throw new Mistake(`${command}: names and --all. Give either.`);
	}
	return {names, timeout: values.seconds('timeout') ?? 60_000};
};
