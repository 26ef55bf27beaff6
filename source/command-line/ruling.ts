import {resolve} from 'node:path';
import {type Place, readPath, readPlace} from '../control/place.js';
import type {Terms} from '../core/terms.js';
import type {Acceptance} from '../monitors/listing.js';
import {type ThemeName, themeNames} from '../ui/theme.js';
import type {OptionName} from './options.js';
import type {Habits} from './settings-file.js';
import {termsOf} from './terms-of.js';
import {Mistake, type Values} from './values.js';

/** How to rule: everything that the options of `emperor PATTERN…` say. */
export type Ruling = {
	readonly patterns: readonly string[];
	readonly terms: Terms;
	/** Milliseconds between two looks that nothing has asked for. */
	readonly freq: number;
	/** Which files are vassals, and whose they are. */
	readonly acceptance: Acceptance;
	/** Whom to become before anything else, by name or number. */
	readonly identity: {readonly uid?: string; readonly gid?: string};
	/** What `ps` is to call the emperor. */
	readonly procname: string;
	readonly onDemand: {readonly extension?: string; readonly directory?: string; readonly exec?: string};
	readonly stats: {readonly place?: Place; readonly isHttp: boolean};
	/** Where Prometheus may read, if anywhere but on the control socket. */
	readonly metrics?: Place;
	/** Full path: `--emperor-pidfile`. */
	readonly pidFile?: string;
	/** Full path: `--socket`. */
	readonly socket?: string;
	readonly layout: 'grid' | 'list' | 'table' | 'merged' | 'zoom' | undefined;
	readonly scrollback: {readonly maxLines?: number; readonly maxBytes?: number};
	/** Where everything that vassals print is kept as well, if anywhere; bytes of a file, files of a vassal. */
	readonly logDir: {readonly dir?: string; readonly maxBytes: number; readonly maxFiles: number};
	/** Whether to count requests, ask for stats, and have stats served. */
	readonly telemetry: boolean;
	readonly tui: boolean;
	/** Whether one vassal that fails for good ends all. */
	readonly exitOnFailure: boolean;
	/** Events as JSON lines, instead of anything for people. */
	readonly isJson: boolean;
	readonly color: 'auto' | 'always' | 'never';
	readonly theme: ThemeName;
	readonly ascii: boolean;
	readonly mouse: boolean;
	readonly bell: boolean;
	/** What the person is used to, where that is known. */
	readonly habits?: Habits;
};

/** Throws a {@link Mistake} where a value cannot be. */
export const rulingOf = (values: Values, patterns: readonly string[]): Ruling => ({
	patterns,
	terms: termsOf(values),
	freq: freqOf(values),
	acceptance: {
		nofollow: values.isSet('emperor-nofollow'),
		extraExtensions: values.all('emperor-extra-extension'),
		tyrant: tyrannyOf(values),
		magicExec: values.isSet('emperor-magic-exec'),
	},
	identity: identityOf(values),
	procname: values.text('emperor-procname') ?? 'emperor',
	onDemand: onDemandOf(values),
	stats: statsOf(values),
	...metricsOf(values),
	...pidFileOf(values),
	...socketOf(values),
	layout: values.oneOf('layout', ['grid', 'list', 'table', 'merged', 'zoom']),
	scrollback: scrollbackOf(values.text('scrollback')),
	logDir: logDirOf(values),
	telemetry: !values.isSet('no-telemetry'),
	tui: !values.isSet('no-tui') && !values.isSet('plain'),
	exitOnFailure: values.isSet('exit-on-failure'),
	isJson: values.isSet('json'),
	color: values.oneOf('color', ['auto', 'always', 'never']) ?? 'auto',
	theme: values.oneOf('theme', [...themeNames]) ?? 'dark',
	ascii: values.isSet('ascii'),
	mouse: !values.isSet('no-mouse'),
	bell: !values.isSet('no-bell'),
});

const freqOf = (values: Values): number => {
	const freq = values.seconds('emperor-freq') ?? 3000;
	if (freq < leastFreq) {
		throw new Mistake('--emperor-freq: less than a tenth of a second. Write, for example, --emperor-freq 3.');
	}
	return freq;
};

/** The look is only a net beneath the file events: more often would cost a core and find nothing. In milliseconds. */
const leastFreq = 100;

const statsOf = (values: Values): Ruling['stats'] => {
	const isHttp = values.isSet('stats-http');
	const address = values.text('emperor-stats');
	if (address === undefined) {
		return {isHttp};
	}
	return {place: placeOf('emperor-stats', address), isHttp};
};

const metricsOf = (values: Values): Pick<Ruling, 'metrics'> => {
	const address = values.text('metrics');
	return address === undefined ? {} : {metrics: placeOf('metrics', address)};
};

const placeOf = (option: OptionName, address: string): Place => {
	const place = readPlace(address, process.cwd());
	if ('refusal' in place) {
		throw new Mistake(`--${option}: ${place.refusal}`);
	}
	return place;
};

const tyrannyOf = (values: Values): Acceptance['tyrant'] => {
	if (!values.isSet('emperor-tyrant')) {
		return 'off';
	}
	return values.isSet('emperor-tyrant-nofollow') ? 'of link' : 'of target';
};

/** An emperor that has given up root cannot make anybody's vassal theirs; uWSGI's tries, and every vassal fails. */
const identityOf = (values: Values): Ruling['identity'] => {
	const [uid, gid] = [values.text('uid'), values.text('gid')];
	if (values.isSet('emperor-tyrant') && (uid ?? gid) !== undefined) {
		throw new Mistake(
			'--emperor-tyrant: needs root, which --uid and --gid give up. Leave out either the one or the others.',
		);
	}
	return {...(uid === undefined ? {} : {uid}), ...(gid === undefined ? {} : {gid})};
};

const pidFileOf = (values: Values): Pick<Ruling, 'pidFile'> => {
	const file = values.text('emperor-pidfile');
	return file === undefined ? {} : {pidFile: resolve(file)};
};

/** Full path of the control socket, where one is asked for. */
export const socketOf = (values: Values): Pick<Ruling, 'socket'> => {
	const path = values.text('socket');
	if (path === undefined) {
		return {};
	}
	const place = readPath(path, process.cwd());
	if ('refusal' in place) {
		throw new Mistake(`--socket: ${place.refusal}`);
	}
	return {socket: place.path};
};

const onDemandOf = (values: Values): Ruling['onDemand'] => {
	const extension = values.text('emperor-on-demand-extension');
	const directory = values.text('emperor-on-demand-directory');
	const exec = values.text('emperor-on-demand-exec');
	return {
		...(extension === undefined ? {} : {extension}),
		...(directory === undefined ? {} : {directory}),
		...(exec === undefined ? {} : {exec}),
	};
};

/** `20000` is lines, `16M` (or `16MB`, `512K`) is bytes. */
const scrollbackOf = (size: string | undefined): Ruling['scrollback'] => {
	if (size === undefined) {
		return {};
	}
	const amount = amountOf(size);
	if (amount === undefined) {
		throw new Mistake(
			`--scrollback: "${size}" is no size. Write lines, such as 20000, or bytes, such as 16M.`,
		);
	}
	return amount.hasUnit
		? {maxBytes: amount.count, maxLines: Number.MAX_SAFE_INTEGER}
		: {maxLines: amount.count, maxBytes: Number.MAX_SAFE_INTEGER};
};

const logDirOf = (values: Values): Ruling['logDir'] => {
	const dir = values.text('log-dir');
	const maxFiles = values.number('log-maxfiles') ?? 10;
	if (!Number.isInteger(maxFiles) || maxFiles < 1) {
		throw new Mistake(
			'--log-maxfiles: a whole number is needed, 1 or more. Write, for example, --log-maxfiles 10.',
		);
	}
	const size = values.text('log-maxsize') ?? '10M';
	const maxBytes = amountOf(size)?.count ?? 0;
	if (maxBytes < leastLogFile) {
		throw new Mistake(`--log-maxsize: "${size}" is no size of 4K or more. Write, for example, 10M.`);
	}
	return {...(dir === undefined ? {} : {dir}), maxBytes, maxFiles};
};

/** Bytes. Smaller ones would be renamed all the time. */
const leastLogFile = 4096;

/** `20000`, or `16M` (`16MB`, `512K`) as so many bytes; nothing for what is neither, or nothing at all. */
const amountOf = (size: string): {readonly count: number; readonly hasUnit: boolean} | undefined => {
	const [, digits = '', unit = ''] = /^(\d+)\s*(?:([KMG])B?)?$/i.exec(size) ?? [];
	const factor = unit === '' ? 1 : 1024 ** (1 + 'KMG'.indexOf(unit.toUpperCase()));
	const count = Number(digits) * factor;
	return count === 0 ? undefined : {count, hasUnit: unit !== ''};
};
