import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {basename} from 'node:path';
import test from 'node:test';
import {fileURLToPath} from 'node:url';
import {EntryFinder, type EntryLine} from '../../source/uwsgi/entry-finder.js';
import {levels} from '../../source/uwsgi/line-facts.js';
import {readLogLine} from '../../source/uwsgi/log-lines.js';

// What uWSGI 2.0.21 printed under its own Emperor, made by scripts that let it fail in every way.
const folder = fileURLToPath(new URL('../../../test/fixtures/recordings/', import.meta.url));

/** What the applications of the recordings print, all of it read and listed by hand. The rest is uWSGI's. */
const printedByApplications: readonly RegExp[] = [
	/^noise \d+/,
	/second half$/,
	/^daemon line \d+$/,
	/^mule (?:task \d+|gives up)$/,
	/^signal \d+$/,
	/^spooler got /,
	/^cron\d? says hello$/,
	/^slowstart: ready in \d+$/,
	/^std(?:out|err) from the app: /,
	/^\{.*"std(?:out|err) from the app: /,
	/^(?:plain ascii line|cut in the middle|combining: |wide: |cursor: |tabs:|c1 control: |lone escape|unclosed |progress )/,
	/^(?:\x1b|�)/,
	/^ModuleNotFoundError: No module named 'nosuchmodule'$/,
	/^$/,
];

/** Every shape of a line in the recordings that is an error, read one by one. */
const trueErrors: readonly RegExp[] = [
	/^\[emperor\] vassal heartbeat\.ini sent no heartbeat in last \d+ seconds/,
	/^(?:!!! UNABLE to load uWSGI plugin: |open\("\/usr\/lib\/uwsgi\/plugins\/nosuchplugin_plugin\.so"\))/,
	/^\*\*\* WARNING: Can't find section "uwsgi" in INI configuration file /,
	/^The -s\/--socket option is missing/,
	/^\[strict-mode\] unknown config directive: proceses$/,
	/^\*\*\* no app loaded\. GAME OVER \*\*\*$/,
	/^need-app requested, destroying the instance/,
	/^OOPS ! failed loading app in worker /,
	/^unable to load app 0 /,
	/^--- no python application found/,
	/^(?:bind\(\): Address already in use|probably another instance of uWSGI is running on the same address)/,
	/^DAMN ! worker \d+ /,
	/^OOOPS mule \d+ /,
	/^uWSGI worker \d+ screams: /,
	/^\[pid: .* \(HTTP\/1\.1 500\) /,
	/^ModuleNotFoundError: No module named 'nosuchmodule'$/,
];

const recordings = readdirSync(folder)
	.filter(file => file.endsWith('.log'))
	.map(file => ({name: basename(file, '.log'), lines: studied(readFileSync(folder + file, 'utf8'))}));

function studied(recording: string): (EntryLine & {readonly text: string; readonly raw: string})[] {
	const finder = new EntryFinder();
	return recording.split('\n').map((raw, index) => {
		const line = readLogLine(raw);
		return {...finder.next(line, index + 1), text: line.text, raw};
	});
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

test('at least 99 % of the lines of every recording are known for what they are', t => {
	t.diagnostic(['recording', 'lines', 'known', ...levels].map(cell => cell.padEnd(18)).join(''));
	for (const {name, lines} of recordings) {
		const unknown = lines.filter(
			({facts, raw}) => facts.kind === 'output' && !printedByApplications.some(shape => shape.test(raw)),
		);
		const counts = levels.map(level => lines.filter(({facts}) => facts.level === level).length);
		const known = percent(lines.length - unknown.length, lines.length);
		t.diagnostic([name, lines.length, known, ...counts].map(cell => String(cell).padEnd(18)).join(''));
		assert(unknown.length <= lines.length / 100, `${name}:\n${unknown.map(({raw}) => raw).join('\n')}`);
	}
});

test('what an application prints is not taken for uWSGI’s', () => {
	const taken = recordings
		.flatMap(({lines}) => lines)
		.filter(
			({facts, report, raw}) =>
				facts.kind !== 'output' &&
				report === undefined &&
				printedByApplications.some(shape => shape.test(raw)),
		);
	assert.deepEqual(
		taken.map(({raw}) => raw),
		[],
	);
});

test('nothing in the recordings is taken for an error that is none', () => {
	const wrong = recordings
		.flatMap(({lines}) => lines)
		.filter(({facts, report}) => facts.level === 'error' && report === undefined)
		.filter(({text}) => !trueErrors.some(shape => shape.test(text)));
	assert.deepEqual(
		wrong.map(({raw}) => raw),
		[],
	);
});

test('no error in the recordings is missed', () => {
	const missed = recordings
		.flatMap(({lines}) => lines)
		.filter(({facts, text}) => facts.level !== 'error' && trueErrors.some(shape => shape.test(text)));
	assert.deepEqual(
		missed.map(({raw}) => raw),
		[],
	);
});

test('reports of the recordings are whole', () => {
	const found = recordings
		.flatMap(({name, lines}) =>
			[
				...new Set(
					lines.filter(({report}) => report !== undefined && report !== 'banner').map(({head}) => head),
				),
			].map(
				head => `${name}: ${lines[head - 1]?.report} of ${lines.filter(line => line.head === head).length}`,
			),
		)
		.reduce((counts, report) => counts.set(report, (counts.get(report) ?? 0) + 1), new Map<string, number>());
	assert.deepEqual(Object.fromEntries(found), {
		'chain: config of 16': 1,
		'chain: status of 9': 1,
		'crash-loop: traceback of 4': 11,
		'harakiri: harakiri of 10': 1,
		'json-nl: traceback of 4': 1,
		'log-master: traceback of 4': 1,
		'no-plugin: box of 4': 1,
		'python-syntax: traceback of 4': 1,
		'slow: traceback of 4': 1,
		'traceback: traceback of 4': 2,
		'ugu-split-emperor: box of 4': 1,
		'ugu-split-uwsgi: traceback of 4': 1,
		'ugu: box of 4': 1,
		'ugu: traceback of 4': 1,
		'worker-kill: backtrace of 28': 1,
		'zoo: traceback of 4': 11,
	});
});

test('of a start and a reload, what is worth reading stands outside the banner', () => {
	const uwsgi = recordings.find(({name}) => name === 'ugu-split-uwsgi');
	assert(uwsgi);
	const banners = uwsgi.lines.filter(({report, head}, index) => report === 'banner' && head === index + 1);
	assert.deepEqual(
		banners.map(({text}) => text),
		Array(3).fill('*** has_emperor mode detected (fd: 6) ***'),
	);
	const [first, second] = banners.map(({head}) => head);
	assert.deepEqual(
		uwsgi.lines
			.slice(first, (second ?? 0) - 1)
			.filter(({head}) => head !== first)
			.slice(0, 6)
			.map(({text}) => text.replaceAll(/0x[0-9a-f]+|\d+/g, '#')),
		[
			'uwsgi socket # bound to TCP address #.#.#.#:# fd #',
			'*** Operational MODE: single process ***',
			"WSGI app # (mountpoint='') ready in # seconds on interpreter # pid: # (default app)",
			'spawned uWSGI master process (pid: #)',
			'spawned uWSGI worker # (pid: #, cores: #)',
			'spawned # offload threads for uWSGI worker #',
		],
	);
});
