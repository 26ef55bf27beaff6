import assert from 'node:assert/strict';
import {request} from 'node:http';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {stateNames} from '../../source/control/openapi.js';
import {pipeEmperor} from '../helpers/piped-emperor.js';
import {freePort} from '../helpers/scratch.js';
import {sight} from '../helpers/story.js';
import {toldControl} from '../helpers/told-control.js';
import {until} from '../helpers/wait.js';

/** By name and labels, as `name{label="value"}`; every line has to be one of the format. */
const parse = (text: string) => {
	const samples = new Map<string, number>();
	const types = new Map<string, string>();
	const helped = new Set<string>();
	for (const line of text.split('\n').filter(line => line !== '')) {
		const [, word, name = '', rest = ''] = /^# (HELP|TYPE) ([a-z_]+) (.+)$/.exec(line) ?? [];
		if (word === 'HELP') {
			helped.add(name);
		} else if (word === 'TYPE') {
			types.set(name, rest);
		} else {
			const [, sample = '', value] =
				/^([a-z_]+(?:\{[a-z]+="(?:[^"\\\n]|\\["\\n])*"(?:,[a-z]+="(?:[^"\\\n]|\\["\\n])*")*\})?) (\S+)$/.exec(
					line,
				) ?? [];
			assert.ok(value !== undefined && !samples.has(sample), line);
			samples.set(sample, Number(value));
		}
	}
	return {samples, types, helped};
};

const scrape = async ({ask}: Awaited<ReturnType<typeof toldControl>>) => {
	const {status, headers, text} = await ask('GET', '/metrics');
	assert.equal(status, 200);
	assert.equal(headers['content-type'], 'text/plain; version=0.0.4; charset=utf-8');
	return parse(text);
};

test('the metrics say how each vassal is, and nothing of one that is gone', async t => {
	const control = await toldControl(t);
	const {story, tell, weigh, print} = control;
	story.brings('a.ini');
	story.hears('a.ini', 17);
	weigh('a.ini', 61e6);
	print('a.ini', 'one\ntwo\n');
	story.finds(sight('b.ini'));
	story.spawns('b.ini');
	story.dies('b.ini', 3);
	tell();
	const {samples} = await scrape(control);
	const of = (name: string, vassal: string) => samples.get(`emperor_vassal_${name}{vassal="${vassal}"}`);
	const statesOf = (vassal: string) =>
		stateNames.filter(
			state => samples.get(`emperor_vassal_state{vassal="${vassal}",state="${state}"}`) === 1,
		);
	assert.deepEqual([statesOf('a.ini'), statesOf('b.ini')], [['loyal'], ['throttled']]);
	assert.equal(samples.get('emperor_vassals'), 2);
	assert.equal(samples.get('emperor_info{version="1.2.3"}'), 1);
	assert.deepEqual(
		[of('log_lines_total', 'a.ini'), of('memory_bytes', 'a.ini'), of('trouble', 'a.ini')],
		[2, 61e6, 0],
	);
	assert.deepEqual(
		[of('memory_bytes', 'b.ini'), of('trouble', 'b.ini'), of('throttle_seconds', 'b.ini')],
		[undefined, 1, 1],
	);
	assert.ok(Math.abs(Date.now() / 1000 - (of('last_death_timestamp_seconds', 'b.ini') ?? 0)) < 60);

	story.waits(1000);
	story.spawns('b.ini');
	story.commands('a.ini', 'reload');
	tell();
	const later = (await scrape(control)).samples;
	assert.equal(later.get('emperor_vassal_restarts_total{vassal="b.ini"}'), 1);
	assert.equal(later.get('emperor_vassal_reloads_total{vassal="a.ini"}'), 1);

	story.loses('b.ini');
	story.dies('b.ini', 0);
	tell();
	assert.ok(![...(await scrape(control)).samples.keys()].some(sample => sample.includes('b.ini')));
});

test('names and units are as Prometheus would have them, and every one is explained', async t => {
	const control = await toldControl(t);
	control.story.brings('a.ini');
	control.tell();
	const {samples, types, helped} = await scrape(control);
	assert.ok(types.size >= 15);
	assert.deepEqual([...helped], [...types.keys()]);
	for (const [name, type] of types) {
		assert.match(name, /^emperor_/);
		assert.equal(name.endsWith('_total'), type === 'counter', name);
	}
	for (const sample of samples.keys()) {
		assert.ok(types.has(sample.replace(/\{.*/s, '')), sample);
	}
});

test('a file that is no vassal is not counted as one', async t => {
	const control = await toldControl(t);
	const refusal = {
		kind: 'not-a-vassal',
		what: 'no section',
		where: {file: 'tox.ini'},
		remedy: 'None',
	} as const;
	control.story.finds(sight('a.ini'), sight('tox.ini', {refusal}));
	control.tell();
	assert.equal((await scrape(control)).samples.get('emperor_vassals'), 1);
});

test('a name cannot say anything but a name', async t => {
	const control = await toldControl(t);
	const name = 'a"} 1\nemperor_vassals 99\n\\.ini';
	control.story.finds(sight(name));
	control.tell();
	const {samples} = await scrape(control);
	assert.equal(samples.get('emperor_vassals'), 1);
	const quoted = name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
	assert.equal(samples.get(`emperor_vassal_trouble{vassal="${quoted}"}`), 0);
});

const files = {'a.ini': '[uwsgi]\nunprivileged-binary-patch-arg = echo up; exec sleep 1000\n'};

type Call = {
	port?: number;
	socketPath?: string;
	method?: string;
	path?: string;
	headers?: Record<string, string>;
};

const call = (how: Call) =>
	new Promise<{status: number; text: string}>((resolve, reject) => {
		request({host: '127.0.0.1', path: '/metrics', agent: false, ...how}, async response => {
			let text = '';
			for await (const chunk of response.setEncoding('utf8')) {
				text += chunk;
			}
			resolve({status: response.statusCode ?? 0, text});
		})
			.once('error', reject)
			.end();
	});

const rule = (t: TestContext, address: string) =>
	pipeEmperor(t, {args: ['--metrics', address, '*.ini'], files});

test('--metrics tells them to Prometheus on a port, by address only, and nothing else', async t => {
	const port = await freePort();
	const emperor = await rule(t, `127.0.0.1:${port}`);
	await until('the metrics', async () => (await call({port})).text.includes('emperor_vassals 1'));
	const statusOf = async (how: Call) => (await call({port, ...how})).status;
	assert.deepEqual(
		[
			await statusOf({path: '/metrics?x=1'}),
			await statusOf({method: 'HEAD'}),
			await statusOf({headers: {host: '[::1]:9117'}}),
			await statusOf({path: '/vassals'}),
			await statusOf({path: '/vassals/a.ini/stop', method: 'POST'}),
			await statusOf({method: 'POST'}),
			await statusOf({headers: {host: 'rebound.example'}}),
		],
		[200, 200, 200, 404, 404, 405, 403],
	);
	emperor.signal('SIGTERM');
	assert.equal(await emperor.exited(), 143);
});

test('--metrics may be a unix socket; a port that is taken is tried again until it is free', async t => {
	const emperor = await rule(t, 'm.sock');
	const socketPath = join(emperor.folder, 'm.sock');
	await until('the metrics', async () => (await call({socketPath})).text.includes('emperor_vassals 1'));

	const port = await freePort();
	const squatter = createServer().listen(port, '127.0.0.1');
	t.after(() => void squatter.close());
	const other = await rule(t, `:${port}`);
	await other.prints(`--metrics: cannot listen on 127.0.0.1:${port}: another program listens there.`);
	squatter.close();
	await until('the metrics', async () => (await call({port})).text.includes('emperor_vassals 1'));
});
