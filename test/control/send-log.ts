import assert from 'node:assert/strict';
import type {IncomingMessage} from 'node:http';
import {test} from 'node:test';
import {sight} from '../helpers/story.js';
import {toldControl} from '../helpers/told-control.js';
import {until} from '../helpers/wait.js';

const linesOf = (text: string): readonly Record<string, unknown>[] =>
	text
		.split('\n')
		.filter(line => line !== '')
		.map(line => JSON.parse(line));

const texts = (text: string): readonly unknown[] => linesOf(text).map(({text, missed}) => text ?? missed);

const printed = async (t: Parameters<typeof toldControl>[0], text: string) => {
	const control = await toldControl(t);
	control.story.finds(sight('a.ini'));
	control.tell();
	control.print('a.ini', text);
	return control;
};

/** What has been heard of an answer that goes on. */
const listen = (response: IncomingMessage) => {
	const heard = {text: '', isOver: false};
	response.setEncoding('utf8').on('data', chunk => {
		heard.text += chunk;
	});
	response.on('close', () => {
		heard.isOver = true;
	});
	return heard;
};

test('the newest lines, or those from a number on, with number and time', async t => {
	const {ask} = await printed(t, 'one\ntwo\nthree\nfour');
	const log = async (query: string) => texts((await ask('GET', `/vassals/a.ini/log?${query}`)).text);
	assert.deepEqual(await log(''), ['one', 'two', 'three', 'four']);
	assert.deepEqual(await log('lines=2'), ['three', 'four']);
	assert.deepEqual(await log('from=2&lines=2'), ['two', 'three']);
	assert.deepEqual(await log('from=9'), []);
	assert.deepEqual(await log('lines=0'), []);
	const last = linesOf((await ask('GET', '/vassals/a.ini/log?lines=1')).text)[0];
	assert.deepEqual(last, {
		number: 4,
		arrival: 4,
		time: new Date(2026, 0, 2, 11, 30).getTime() / 1000,
		text: 'four',
		partial: true,
	});
});

test('a long log comes whole and in order', async t => {
	const {ask} = await printed(t, Array.from({length: 9000}, (_, index) => `line ${index}\n`).join(''));
	const {text} = await ask('GET', '/vassals/a.ini/log?lines=9000');
	assert.deepEqual(
		texts(text),
		Array.from({length: 9000}, (_, index) => `line ${index}`),
	);
});

test('who follows hears each line once it is whole, until the vassal is buried', async t => {
	const {open, print, story, tell} = await printed(t, 'one\ntwo\nthr');
	const heard = listen(await open('/vassals/a.ini/log?follow=1&lines=2'));
	await until('the line before', () => heard.text.includes('two'));
	print('a.ini', 'ee\nfour\nfi');
	await until('the new lines', () => heard.text.includes('four'));
	assert.deepEqual(texts(heard.text), ['two', 'three', 'four']);
	story.loses('a.ini');
	tell();
	await until('the end', () => heard.isOver);
	assert.deepEqual(texts(heard.text), ['two', 'three', 'four', 'fi']);
});

test('what was let go before it could be told is counted', async t => {
	const control = await toldControl(t, {maxLines: 10, maxBytes: 100_000});
	control.story.finds(sight('a.ini'));
	control.tell();
	control.print('a.ini', 'x\n'.repeat(100));
	const {text} = await control.ask('GET', '/vassals/a.ini/log?from=51');
	assert.deepEqual(texts(text), [40, ...Array.from({length: 10}, () => 'x')]);
});
