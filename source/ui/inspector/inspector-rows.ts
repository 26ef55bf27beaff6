import wrapAnsi from 'wrap-ansi';
import type {Inspection} from '../../client/inspection.js';
import type {Instant} from '../../core/event.js';
import {printable} from '../../core/printable.js';
import type {VassalSnapshot} from '../../core/snapshot.js';
import type {Instance, Traffic} from '../../core/vitals.js';
import {bareText, sanitise} from '../../screen/sanitise.js';
import {describeExit} from '../../uwsgi/exit-codes.js';
import {duration, memory, plural} from '../format.js';
import {type Binding, keyFor} from '../keys.js';
import {cutEnd, type Segment} from '../segments.js';
import type {Look} from '../theme.js';
import {changeRows, configRows} from './config-rows.js';
import {explain} from './explain.js';
import {mistakeRows} from './mistake-rows.js';
import {pasteable} from './pasteable.js';
import {trafficRows} from './traffic-rows.js';

/** One row of the inspector: harmless, and no wider than it, but for lines that are cut. */
export type Row = readonly Segment[];

/** Everything that is known of the vassal at which somebody looks closely. */
export type Subject = {
	readonly vassal: VassalSnapshot;
	/** Absent until the first look has been taken. */
	readonly inspection: Inspection | undefined;
	readonly bindings: readonly Binding[];
	/** What is sampled of it, where anything is. */
	readonly traffic: Traffic | undefined;
	readonly instance: Instance | undefined;
	/** What it printed before its last death, oldest first. */
	readonly words: readonly string[];
	/** Its latest error in its log, with some lines before it, oldest first. */
	readonly error: {readonly before: readonly string[]; readonly texts: readonly string[]} | undefined;
};

/** From what is wanted first to what is looked up: why, what next, the last death, errors and the last of them, processes, sockets, changes, times, config. */
export const inspectorRows = (subject: Subject, now: Instant, width: number, look: Look): Row[] => {
	const {vassal, inspection, error, words, bindings} = subject;
	const section = (title: string, rows: readonly Row[]): Row[] =>
		rows.length === 0 ? [] : [[], heading(title, width, look), ...rows];
	return [
		...explanationRows(vassal, now, width, bindings),
		...section('last death', deathRows(subject, now, width, look)),
		...section('errors', mistakeRows(inspection?.errors, width, look)),
		...section('last error', isAmong(words, error) ? [] : errorRows(error, width)),
		...(inspection === undefined
			? section('a moment', [[{text: 'looking closely…', dim: true}]])
			: [
					...section('processes', processRows(inspection, width)),
					...section('requests', trafficRows(subject.traffic, subject.instance, width)),
					...section('sockets', socketRows(vassal, inspection, width)),
					...section('last change of its file', changeRows(inspection.change, width, look)),
					...section('timeline', timelineRows(inspection, width)),
					...section(
						printable(vassal.zerg?.of ?? vassal.id),
						configRows(inspection.config, vassal, width, look),
					),
				]),
	];
};

const heading = (title: string, width: number, look: Look): Row => {
	const rule = look.horizontal.repeat(Math.max(0, width - title.length - 1));
	return [
		{text: title, bold: true},
		{text: ` ${rule}`, dim: true},
	];
};

/** Broken between words where it is too long; what follows stands under the beginning. */
export const wrapped = (text: string, width: number, style: Omit<Segment, 'text'> = {}): Row[] =>
	wrapAnsi(text, Math.max(8, width), {hard: true})
		.split('\n')
		.map(line => [{text: line, ...style}]);

/** A line of somebody else's text, broken wherever it has to be. */
export const foreign = (raw: string, width: number, style: Omit<Segment, 'text'> = {}): Row[] => {
	const text = sanitise(bareText(raw.slice(0, longestLine)));
	return text.length <= width && /^[ -~]*$/.test(text)
		? [[{text, ...style}]]
		: wrapAnsi(text, Math.max(8, width), {hard: true, wordWrap: false, trim: false})
				.split('\n')
				.map(line => [{text: line, ...style}]);
};

/** Characters: enough to see what it is. */
const longestLine = 2000;

/** Rows with something in front of the first, and as much space in front of the others. */
export const indented = (front: Segment, rows: readonly Row[]): Row[] =>
	rows.map((row, index) => [index === 0 ? front : {text: ' '.repeat(front.text.length)}, ...row]);

const explanationRows = (
	vassal: VassalSnapshot,
	now: Instant,
	width: number,
	bindings: readonly Binding[],
): Row[] => {
	const {why, next, overrides} = explain(vassal, now);
	const keys = overrides
		.map(([command, does]) => `${keyFor(command, bindings) ?? `:${command}`} ${does}`)
		.join(' · ');
	return [
		...indented({text: 'why   ', bold: true}, wrapped(why, width - 6)),
		...indented({text: 'next  ', bold: true}, wrapped(next, width - 6)),
		...(keys === '' ? [] : indented({text: 'keys  ', bold: true}, wrapped(keys, width - 6))),
	];
};

const deathRows = (
	{vassal: {lastDeath, config}, words}: Subject,
	now: Instant,
	width: number,
	look: Look,
): Row[] => {
	if (lastDeath === undefined) {
		return [];
	}
	const cause = describeExit(lastDeath.exitCode, lastDeath.signal, config.patch === undefined);
	const when = `${duration(now - lastDeath.at)} ago; it had lived ${duration(lastDeath.lived)}`;
	return [
		...wrapped(`${cause}, ${when}`, width, {color: look.colours.bad}),
		...words.flatMap(text => foreign(text, width, {dim: true})),
	];
};

/** It stands under the last death already. */
const isAmong = (words: Subject['words'], error: Subject['error']): boolean => {
	const bare = words.map(bareText);
	return error?.texts.every(text => bare.includes(text)) === true;
};

const errorRows = (error: Subject['error'], width: number): Row[] =>
	error === undefined
		? []
		: [
				...error.before.flatMap(text => foreign(text, width, {dim: true})),
				...error.texts.flatMap(text => foreign(text, width)),
			];

const processRows = ({start, processes, otherProcesses}: Inspection, width: number): Row[] => [
	...indented({text: '$ ', dim: true}, foreign(printable(pasteable(start)), width - 2)),
	...processes.map(({pid, depth, command, resident, cpu}): Row => {
		const share = cpu === undefined ? '' : `${(cpu * 100).toFixed(1)} %`;
		const front = `${String(pid).padStart(7)} ${share.padStart(7)} ${memory(resident).padStart(7)}  `;
		const name = `${'  '.repeat(Math.min(depth, 8))}${printable(command)}`;
		return [{text: front, dim: true}, {text: cutEnd(name, width - front.length, '…')}];
	}),
	...(otherProcesses === 0 ? [] : wrapped(`and ${otherProcesses} more`, width, {dim: true})),
];

const socketRows = (vassal: VassalSnapshot, {listeners, otherSockets}: Inspection, width: number): Row[] => [
	...(vassal.socket === undefined
		? []
		: wrapped(printable(`${vassal.socket}  held by the emperor, on demand`), width)),
	...listeners.flatMap(({address, pids}) => {
		const shown = pids.slice(0, mostPids).join(' ');
		const more = pids.length > mostPids ? ` and ${pids.length - mostPids} more` : '';
		return wrapped(printable(`${address}  listens: ${shown}${more}`), width);
	}),
	...(otherSockets === 0 ? [] : wrapped(`${plural(otherSockets, 'other socket')} open`, width, {dim: true})),
];

const mostPids = 8;

/** The newest first. */
const timelineRows = ({timeline}: Inspection, width: number): Row[] =>
	[...timeline].reverse().flatMap(({time, text}) => {
		const stamp = `${timeOf(time)}  `;
		return indented({text: stamp, dim: true}, wrapped(printable(text), width - stamp.length));
	});

/** With its day, unless that is today. */
export const timeOf = (time: number): string => {
	const date = new Date(time);
	const clock = date.toTimeString().slice(0, 8);
	return date.toDateString() === new Date().toDateString()
		? clock
		: `${date.toDateString().slice(4, 10)} ${clock}`;
};
