import type {VassalCommand} from '../core/command.js';
import {readMoment} from '../remote/moment.js';
import type {Goal} from '../remote/outcome.js';
import {readProbe} from '../remote/probe.js';
import type {Pace} from '../remote/tell-vassals.js';
import {readExpression} from '../ui/log/expression.js';
import type {Level} from '../uwsgi/line-facts.js';
import {type Ruling, socketOf} from './ruling.js';
import {Mistake, type Values} from './values.js';

/** What is asked of an emperor that runs already. */
export type RemotePlan = Pick<Ruling, 'socket'> &
	(
		| {
				readonly kind: 'status';
				readonly names: readonly string[];
				readonly format: 'table' | 'json' | 'tmux' | 'names';
				/** Again and again. */
				readonly watch: boolean;
		  }
		| {
				readonly kind: 'logs';
				readonly names: readonly string[];
				/** Of each vassal, before what follows; may be infinite. */
				readonly lines: number;
				readonly follow: boolean;
				readonly isJson: boolean;
				/** Milliseconds since the epoch. */
				readonly since?: number;
				readonly level?: Level;
				/** A regular expression that compiles. */
				readonly grep?: string;
		  }
		| ({
				readonly kind: 'tell';
				readonly command: VassalCommand;
				readonly pace: Pace;
				readonly probe?: string;
		  } & Chosen)
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
		return {
			kind: 'tell',
			command,
			pace,
			...probeOf(values, pace),
			...chosen(command, values, words),
			...socketOf(values),
		};
	};

const probeOf = (values: Values, pace: Pace): {readonly probe?: string} => {
	const probe = values.text('probe');
	if (probe === undefined) {
		return {};
	}
	if (pace === 'hasty') {
		throw new Mistake('--probe: there is nothing to wait for. Give --wait or --rolling too.');
	}
	if (readProbe(probe) === undefined) {
		throw new Mistake(
			`--probe: "${probe}" is no address that can be asked. Write http://127.0.0.1:8000/, or http://unix:/run/%n.sock:/ with %n for the vassal's name.`,
		);
	}
	return {probe};
};

/** For each of these commands: what is asked for by the words behind it. */
export const remotePlans = {
	status: (values, names) => ({
		kind: 'status',
		names,
		format: values.oneOf('format', ['tmux', 'names']) ?? (values.isSet('json') ? 'json' : 'table'),
		watch: values.isSet('watch'),
		...socketOf(values),
	}),
	logs: (values, names) => ({
		kind: 'logs',
		names,
		...linesOf(values),
		follow: values.isSet('follow'),
		isJson: values.isSet('json'),
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

const linesOf = (
	values: Values,
): Pick<Extract<RemotePlan, {kind: 'logs'}>, 'lines' | 'since' | 'level' | 'grep'> => {
	const lines = values.number('lines');
	if (lines !== undefined && !Number.isInteger(lines)) {
		throw new Mistake(`--lines: "${lines}" is not a number of lines. Write, for example, -n 100.`);
	}
	const level = values.oneOf('level', ['error', 'warning', 'notice', 'info']);
	const sieve = {...sinceOf(values), ...(level === undefined ? {} : {level}), ...grepOf(values)};
	// Who looks for something wants all of it.
	const otherwise = Object.keys(sieve).length > 0 ? Number.POSITIVE_INFINITY : 10;
	return {lines: lines ?? otherwise, ...sieve};
};

const sinceOf = (values: Values): {readonly since?: number} => {
	const text = values.text('since');
	if (text === undefined) {
		return {};
	}
	const since = readMoment(text, Date.now());
	if (since === undefined) {
		throw new Mistake(
			`--since: "${text}" is no time. Write how long ago, such as 10m, a time of day, such as 12:00, or 2026-11-24T12:00.`,
		);
	}
	return {since};
};

const grepOf = (values: Values): {readonly grep?: string} => {
	const grep = values.text('grep');
	const pattern = grep === undefined ? undefined : readExpression(grep);
	if (typeof pattern === 'string') {
		throw new Mistake(`--grep: ${pattern}.`);
	}
	return grep === undefined ? {} : {grep};
};

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
