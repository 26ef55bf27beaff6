import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LogStore} from '../../source/logs/log-store.js';
import {AppWatch} from '../../source/study/app-watch.js';
import {appNews} from '../../source/uwsgi/app-news.js';
import {until} from '../helpers/wait.js';

const none = '*** no app loaded. going in full dynamic mode ***\n';
const unable = "unable to load app 0 (mountpoint='') (callable not found or import error)\n";
const loaded = "WSGI app 0 (mountpoint='') ready in 0 seconds on interpreter 0x7f4 pid: 9 (default app)\n";

/** One vassal's log, and what is heard of it. */
const watching = () => {
	const log = new LogStore();
	const told: string[] = [];
	const watch = new AppWatch((_, app) => told.push(app));
	return {
		told,
		print: (text: string) => log.append(Buffer.from(text), 0),
		heed: (image: string, accepting?: number) => watch.heed([{id: 'a', image, accepting, log}]),
		close: () => watch.close(),
	};
};

test('what uWSGI says of an application is known, with a date in front too', () => {
	assert.equal(appNews(none.trim()), 'none');
	assert.equal(appNews(`Tue Nov 24 20:00:00 2026 - ${none.trim()}`), 'none');
	assert.equal(appNews(unable.trim()), 'unable');
	assert.equal(appNews(loaded.trim()), 'loaded');
	assert.equal(appNews('--- no python application found, check your startup logs for errors ---'), 'missing');
	assert.equal(appNews(`my app says: ${none.trim()}`), undefined);
	assert.equal(appNews('GET /app'), undefined);
});

test('an application that could not be loaded is told at once when the vassal accepts', () => {
	const {heed, print, told, close} = watching();
	heed('1/0');
	print(unable + none);
	assert.deepEqual(told, []);
	heed('1/0', 5);
	assert.deepEqual(told, ['failed']);
	close();
});

test('without a failure none was wanted, until a request asks for one', async () => {
	const {heed, print, told, close} = watching();
	heed('1/0');
	print(none);
	heed('1/0', 5);
	print('--- no python application found, check your startup logs for errors ---\n');
	await until('the request to be heard of', () => told.length === 2);
	assert.deepEqual(told, ['none', 'failed']);
	close();
});

test('another process image is judged by its own words only', async () => {
	const {heed, print, told, close} = watching();
	heed('1/0');
	print(unable + none);
	heed('1/0', 5);
	heed('1/1', 5);
	print('nothing new\n');
	heed('1/1', 9);
	assert.deepEqual(told, ['failed']);
	print(loaded);
	await until('it to serve', () => told.length === 2);
	assert.deepEqual(told, ['failed', 'serves']);
	close();
});

test('a vassal that reloads by itself and comes back without its application is found out', () => {
	const {heed, print, told, close} = watching();
	heed('1/0');
	print(loaded);
	heed('1/0', 5);
	print(`${'a line\n'.repeat(50)}${unable}${none}`);
	heed('1/0', 90);
	assert.deepEqual(told, ['serves', 'failed']);
	close();
});

test('of two applications one is enough', () => {
	const {heed, print, told, close} = watching();
	heed('1/0');
	print(unable + loaded);
	heed('1/0', 5);
	assert.deepEqual(told, ['serves']);
	close();
});

test('who floods before it says anything of an application is skipped, and let go in the end', async () => {
	const {heed, print, told, close} = watching();
	heed('1/0');
	print('flood\n'.repeat(30_000));
	print(none);
	heed('1/0', 5);
	await until('its end to be read', () => told.length === 1);
	assert.deepEqual(told, ['none']);
	close();
});
