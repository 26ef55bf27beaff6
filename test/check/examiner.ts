import assert from 'node:assert/strict';
import {mkdir, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {basename, join} from 'node:path';
import {test} from 'node:test';
import {startExaminer} from '../../source/check/examiner.js';
import type {Answer} from '../../source/check/known-options.js';
import type {Findings} from '../../source/core/event.js';
import {takeSnapshot} from '../../source/core/snapshot.js';
import {disk} from '../../source/monitors/disk.js';
import {readText} from '../../source/monitors/read-text.js';
import {needs} from '../helpers/needs.js';
import {scratch} from '../helpers/scratch.js';
import {startEmperor} from '../helpers/start-emperor.js';
import {Story, sight} from '../helpers/story.js';
import {until} from '../helpers/wait.js';

test(
	'an unknown option of a running vassal is said while it runs, and taken back when it is mended',
	await needs('uwsgi'),
	async t => {
		const emperor = await startEmperor(t);
		const text = (option: string) => `[uwsgi]\nsocket = shop.sock\n${option} = 1\n`;
		await emperor.write('shop.ini', text('proceses'));
		await emperor.says('shop.ini:3: unknown option "proceses". Did you mean "processes"?');
		await emperor.shows('shop.ini', 'no app');
		assert.equal(emperor.vassal('shop.ini')?.problems.length, 1);
		await emperor.write('shop.ini', text('processes'));
		await until('the problem to go', () => emperor.vassal('shop.ini')?.problems.length === 0);
	},
);

test(
	'a vassal that died of a port that another program has says which, until it is well',
	await needs('uwsgi'),
	async t => {
		const rival = createServer();
		await new Promise<void>(resolve => rival.listen(0, '127.0.0.1', resolve));
		t.after(() => rival.close());
		const address = rival.address();
		assert.ok(address !== null && typeof address === 'object');
		const emperor = await startEmperor(t);
		await emperor.write('shop.ini', `[uwsgi]\nsocket = 127.0.0.1:${address.port}\n`);
		const sentence = new RegExp(
			`^shop\\.ini:2: socket = 127\\.0\\.0\\.1:${address.port}: .+ \\(pid ${process.pid}\\) listens there already\\. Stop it, or choose another port\\.$`,
			'm',
		);
		await until(
			'its name',
			async () => {
				await emperor.tell('shop.ini', 'start');
				return sentence.test(emperor.words());
			},
			30_000,
		);
		assert.equal(emperor.vassal('shop.ini')?.problems.length, 1);

		await new Promise(resolve => rival.close(resolve));
		await until(
			'the vassal to be well',
			async () => {
				await emperor.tell('shop.ini', 'start');
				return emperor.vassal('shop.ini')?.problems.length === 0;
			},
			30_000,
		);
		await emperor.shows('shop.ini', 'no app');
	},
);

test('what was found is told to everybody who asks, trouble before warnings, and said once', () => {
	const story = new Story();
	const problem = (what: string, line: number) => ({
		what,
		where: {file: '/v/shop.ini', line},
		remedy: 'Mend it',
	});
	const warning = {...problem('odd', 1), kind: 'warning'} as const;
	story.brings('shop.ini');
	const findings = {'/v/shop.ini': [warning, problem('wrong', 2)]};
	const words = story.happens({type: 'examined', findings});
	assert.deepEqual(words, [
		{type: 'log', text: 'shop.ini:1: odd. Mend it.'},
		{type: 'log', text: 'shop.ini:2: wrong. Mend it.'},
	]);
	const [vassal] = takeSnapshot(story.empire).vassals;
	assert.deepEqual(
		vassal?.problems.map(({what}) => what),
		['wrong', 'odd'],
	);
	assert.deepEqual(story.happens({type: 'examined', findings}), []);
});

test('what came with the config is not said twice, and no longer shown once a closer look does not find it', () => {
	const story = new Story();
	const missing = {what: 'has no include', where: {file: '/v/shop.ini', line: 2}, remedy: 'Make it'};
	story.finds(sight('shop.ini', {problems: [missing]}));
	const problemsShown = () => takeSnapshot(story.empire).vassals[0]?.problems;
	assert.deepEqual(problemsShown(), [missing]);
	assert.deepEqual(story.happens({type: 'examined', findings: {'/v/shop.ini': [missing]}}), []);
	assert.deepEqual(problemsShown(), [missing]);
	story.happens({type: 'examined', findings: {'/v/shop.ini': []}});
	assert.deepEqual(problemsShown(), []);
});

test('what has problems is looked at again by itself, and nothing else is', async t => {
	const cwd = await scratch(t);
	await writeFile(join(cwd, 'bad.ini'), '[uwsgi]\nchdir = site\n');
	await writeFile(join(cwd, 'good.ini'), '[uwsgi]\n');
	const read: string[] = [];
	const heard: Findings[] = [];
	const examiner = startExaminer(
		{
			env: {},
			disk,
			readText: path => {
				read.push(basename(path));
				return readText(path);
			},
			knownOptions: async () => undefined,
			occupantOf: async () => undefined,
		},
		findings => heard.push(findings),
		20,
	);
	t.after(() => examiner.close());
	const file = (name: string) => ({id: join(cwd, name), name, cwd});
	examiner.hear({found: [file('bad.ini'), file('good.ini')], changed: [], gone: []});
	await until('the problem', () => heard.at(-1)?.[join(cwd, 'bad.ini')]?.length === 1);
	await until('two more looks', () => read.filter(name => name === 'bad.ini').length >= 3);
	assert.equal(heard.length, 1);
	await mkdir(join(cwd, 'site'));
	await until('the problem to go', () => heard.at(-1)?.[join(cwd, 'bad.ini')]?.length === 0);
	assert.equal(heard.length, 2);
	assert.equal(read.filter(name => name === 'good.ini').length, 1);
});

test('a file that goes while it is looked at leaves nothing behind', async () => {
	const heard: Findings[] = [];
	let answer: (known: Answer) => void = () => undefined;
	let isAsked = false;
	const knownOptions = () => {
		isAsked = true;
		return new Promise<Answer>(resolve => {
			answer = resolve;
		});
	};
	const readers = {
		env: {},
		disk,
		readText: async () => '[uwsgi]\nproceses = 4\n',
		knownOptions,
		occupantOf: async () => undefined,
	};
	const examiner = startExaminer(readers, findings => heard.push(findings));
	const [a, b] = [sight('a.ini'), sight('b.ini')];
	examiner.hear({found: [a], changed: [], gone: []});
	await until('the first look', () => isAsked);
	examiner.hear({found: [b], changed: [], gone: [a.id]});
	isAsked = false;
	answer({names: new Set(['strict', 'processes']), missing: []});
	await until('the second look', () => isAsked);
	answer({names: new Set(['strict', 'processes']), missing: []});
	await until('something to be said', () => heard.length > 0);
	assert.deepEqual(
		heard.map(findings => Object.keys(findings)),
		[[b.id]],
	);
	examiner.close();
});
