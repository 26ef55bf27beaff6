import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {printJsonEvents} from '../../source/headless/json-events.js';
import {LogStore} from '../../source/logs/log-store.js';
import {pipeEmperor} from '../helpers/piped-emperor.js';
import {stallingReader} from '../helpers/stalling-reader.js';
import {sight} from '../helpers/story.js';
import {toldClient} from '../helpers/told-client.js';
import {shellVassal} from '../helpers/vassal-text.js';
import {until} from '../helpers/wait.js';

type Event = {readonly type: string} & Readonly<Record<string, unknown>>;

const eventsIn = (text: string): readonly Event[] =>
	text
		.split('\n')
		.slice(0, -1)
		.map(line => JSON.parse(line));

/** Names of the members, with the kinds of their values. */
const shapeOf = (event: Event): Readonly<Record<string, string>> =>
	Object.fromEntries(
		Object.entries(event).map(([name, value]) => [
			name,
			value === null || Array.isArray(value) ? 'any' : typeof value,
		]),
	);

const documented = [
	...readFileSync(fileURLToPath(new URL('../../../docs/json.md', import.meta.url)), 'utf8').matchAll(
		/^```json\n(.*?)^```/gms,
	),
].flatMap(([, lines = '']) => eventsIn(lines));

test('every event that the documents show comes of a real run with the same members, and no other comes', async t => {
	const files = {
		'shop.ini': shellVassal(
			[
				"echo 'Traceback (most recent call last):'",
				`echo '  File "shop.py", line 3, in <module>'`,
				"echo '    pack()'",
				"echo 'ValueError: no such parcel'",
				"echo 'spawned uWSGI worker 1 (pid: 24971, cores: 1)'",
				'exec sleep 1000',
			].join('; '),
		),
	};
	const emperor = await pipeEmperor(t, {args: ['--json', '*.ini'], files});
	await emperor.prints('"state":"ready"');
	await emperor.prints('spawned uWSGI worker');
	emperor.signal('SIGINT');
	assert.equal(await emperor.exited(), 130);
	assert.equal(emperor.errors(), '');

	const events = eventsIn(emperor.output());
	assert.equal(events[0]?.type, 'started');
	assert.equal(events.at(-1)?.type, 'ended');
	assert.ok(events.every(({v, time}) => v === 1 && typeof time === 'number'));
	assert.equal(
		Math.min(...events.map(({time}) => Number(time))),
		events[0]?.time,
		'nothing is before the start',
	);
	assert.ok(documented.length > 6);
	for (const example of documented.filter(({type}) => type !== 'missed')) {
		const alike = (event: Event) =>
			event.type === example.type &&
			(example.text === undefined || event.text === example.text) &&
			(example.fingerprint === undefined || event.fingerprint === example.fingerprint);
		assert.ok(events.some(alike), `${JSON.stringify(example)} in\n${emperor.output()}`);
		assert.ok(
			events.filter(alike).some(event => {
				const [real, shown] = [shapeOf(event), shapeOf(example)];
				return Object.keys({...real, ...shown}).every(
					name => real[name] === shown[name] || [real[name], shown[name]].includes('any'),
				);
			}),
			`${JSON.stringify(example)} is not like\n${events
				.filter(alike)
				.map(event => JSON.stringify(event))
				.join('\n')}`,
		);
	}
	const types = new Set(documented.map(({type}) => type));
	assert.deepEqual(
		events.filter(({type}) => !types.has(type)),
		[],
	);
});

test('a line is told with its level, its writer and the traceback that it is part of', async t => {
	const emperor = await pipeEmperor(t, {
		args: ['--json', '.'],
		files: {
			'a.ini': shellVassal(
				'printf \'Traceback (most recent call last):\\n  File "a.py", line 1\\nKeyError: 1\\n\'; echo fine; exec sleep 1000',
			),
		},
	});
	await emperor.prints('fine');
	const lines = eventsIn(emperor.output()).filter(({type}) => type === 'log');
	assert.deepEqual(
		lines.map(({number, level, report, entry}) => [number, level, report, entry]),
		[...[1, 2, 3].map(number => [number, 'error', 'traceback', 1]), [4, 'info', undefined, undefined]],
	);
	assert.deepEqual(
		lines.map(({fingerprint}) => typeof fingerprint),
		['undefined', 'undefined', 'string', 'undefined'],
	);
});

const start = (scrollback?: ConstructorParameters<typeof LogStore>[0]) => {
	const told = toldClient(scrollback);
	told.story.finds(sight('a.ini'));
	told.tell();
	const reader = stallingReader();
	const states: string[] = [];
	const close = printJsonEvents(
		told.client,
		new LogStore(),
		reader.out,
		({state, shortName}) => {
			states.push(state);
			return {report: {name: shortName, state}, gist: state};
		},
		{},
	);
	return {...told, ...reader, close, events: () => eventsIn(reader.text())};
};

test('a reader who was behind hears how many lines he has missed, and the latest of each vassal, once', async () => {
	const {print, stall, flow, events, story, tell} = start({maxLines: 10, maxBytes: 1e6});
	stall();
	print('a.ini', `${'x'.repeat(2000)}\n`);
	const before = events().length;
	for (let number = 1; number <= 100; number++) {
		print('a.ini', `line ${number}\n`);
	}
	story.spawns('a.ini');
	tell();
	story.hears('a.ini', 5);
	tell();
	flow();
	await until('the last line', () => events().at(-1)?.text === 'line 100');
	const since = events().slice(before);
	assert.deepEqual(
		since.map(({type, lines, state, text}) => [type, lines ?? state ?? text]),
		[
			['vassal', 'running'],
			['missed', 90],
			...Array.from({length: 10}, (_, index) => ['log', `line ${index + 91}`]),
		],
	);
});

test('a vassal is told of again when something of it has changed, and its name with its end', () => {
	const {events, story, tell, close} = start();
	tell();
	story.spawns('a.ini');
	tell();
	tell();
	story.loses('a.ini');
	story.dies('a.ini', 0);
	tell();
	close();
	assert.deepEqual(
		events().map(({type, name, state}) => [type, name, state].filter(word => word !== undefined).join(' ')),
		['started', 'vassal a.ini throttled', 'vassal a.ini running', 'gone a.ini', 'ended'],
	);
});
