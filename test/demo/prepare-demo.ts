import assert from 'node:assert/strict';
import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {prepareDemo} from '../../source/demo/prepare-demo.js';
import {launch} from '../helpers/launch-vassal.js';
import {needs} from '../helpers/needs.js';
import {scratch} from '../helpers/scratch.js';
import {until} from '../helpers/wait.js';

const withoutUwsgi = ['chatty.ini', 'crasher.ini', 'slow.ini', 'timer.ini', 'web.ini'];
const withUwsgi = ['chatty.ini', 'crasher.ini', 'http.ini', 'timer.ini', 'uwsgi.ini'];

const prepare = async (t: TestContext, uwsgi?: string): Promise<string> => {
	const folder = await scratch(t);
	await prepareDemo(folder, uwsgi);
	return folder;
};

const address = async (file: string): Promise<string> => {
	const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(await readFile(file, 'utf8')) ?? [];
	assert.ok(url, `${file} names no address`);
	return url;
};

test('five vassals are written, each with a word on what to try', async t => {
	for (const [uwsgi, names] of [
		[undefined, withoutUwsgi],
		['uwsgi', withUwsgi],
	] as const) {
		const folder = await prepare(t, uwsgi);
		const files = await readdir(folder);
		assert.deepEqual(files.filter(file => file.endsWith('.ini')).sort(), names);
		for (const name of names) {
			const text = await readFile(join(folder, name), 'utf8');
			assert.match(text, /^; .+\n;\n(; .*\n|;\n)+\n\[uwsgi\]\n([a-z-]+ = .+\n|\n)+$/, name);
		}
	}
});

test('no program lies where a monitor would take it for a vassal', async t => {
	const files = await readdir(await prepare(t));
	assert.deepEqual(files.filter(file => !file.endsWith('.ini')).sort(), ['page.html', 'programs']);
});

for (const name of withoutUwsgi) {
	test(`${name} runs, prints, and ends when its group is told to`, async t => {
		const vassal = await launch(t, await prepare(t), name);
		await until('its first line', () => vassal.output().includes('\n'));

		vassal.signal('SIGTERM');
		assert.deepEqual(await vassal.ended(), {exitCode: null, signal: 'SIGTERM'});
	});
}

test('the chatty one says which keys to try, a line of a narrow pane each', async t => {
	const vassal = await launch(t, await prepare(t), 'chatty.ini');
	await until('the second', () => vassal.output().includes('next vassal'));
	assert.match(vassal.output(), /^\x1b\[36mtry\x1b\[0m \? {2}all keys\n/);
	const script = await readFile(join(await prepare(t), 'programs/chatty.sh'), 'utf8');
	for (const [, tip = ''] of script.matchAll(/\$plain (.*)" ;;/g)) {
		assert.ok(`try ${tip}`.length <= 35, tip);
	}
});

test('the web server says when it is up, answers, and is loyal after the first request', async t => {
	const folder = await prepare(t);
	const vassal = await launch(t, folder, 'web.ini');
	await vassal.says(1, 5);

	const url = await address(join(folder, 'web.ini'));
	const response = await fetch(url);
	assert.equal(response.status, 200);
	assert.match(await response.text(), /Hail, Emperor/);
	await vassal.says(1, 5, 17);
	await fetch(`${url}/missing`);
	await vassal.says(1, 5, 17);
	await until('two request lines of uWSGI', () => {
		const line =
			/^\[pid: \d+\|app: 0\|req: (\d)\/\1\] 127\.0\.0\.1 \(\) \{\d+ vars in \d+ bytes\} \[\w{3} \w{3} \d\d [\d:]{8} \d{4}\] GET (\S+) => generated \d+ bytes in \d+ msecs \(HTTP\/1\.1 (\d+)\) \d headers in \d+ bytes \(1 switches on core 0\)$/gm;
		assert.deepEqual(
			[...vassal.output().matchAll(line)].map(([, , path, status]) => `${path} ${status}`),
			['/ 200', '/missing 404'],
		);
		return true;
	});
});

test('an error in the web server is a trace in its log and 500 for the visitor', async t => {
	const folder = await prepare(t);
	const vassal = await launch(t, folder, 'web.ini');
	await vassal.says(1, 5);

	const response = await fetch(`${await address(join(folder, 'web.ini'))}/boom`);
	assert.equal(response.status, 500);
	await until('the trace', () => /^Error: boom.*\n {4}at /m.test(vassal.output()));
});

test('the web server reloads when told to, and then shows the edited page', async t => {
	const folder = await prepare(t);
	const vassal = await launch(t, folder, 'web.ini');
	const url = await address(join(folder, 'web.ini'));
	await vassal.says(1, 5);
	await writeFile(join(folder, 'page.html'), 'edited');

	vassal.tell(1);
	await vassal.says(1, 5, 5);
	assert.equal(await (await fetch(url)).text(), 'edited');
	await vassal.says(1, 5, 5, 17);
});

test('those who speak stop at byte 0, and when their emperor is gone', async t => {
	for (const name of ['web.ini', 'slow.ini']) {
		const told = await launch(t, await prepare(t), name);
		await told.says(1, ...(name === 'web.ini' ? [5] : []));
		told.tell(0);
		assert.deepEqual(await told.ended(), {exitCode: 0, signal: null}, name);

		const orphan = await launch(t, await prepare(t), name);
		await orphan.says(1, ...(name === 'web.ini' ? [5] : []));
		orphan.hangUp();
		assert.deepEqual(await orphan.ended(), {exitCode: 0, signal: null}, name);
	}
});

test('the slow one accepts after five seconds, not before', async t => {
	const vassal = await launch(t, await prepare(t), 'slow.ini');
	await vassal.says(1);
	const start = performance.now();
	await vassal.says(1, 5);
	assert.ok(performance.now() - start > 4500);
});

test('the timer visits the web server, and says when nobody answers', async t => {
	const folder = await prepare(t);
	const timer = await launch(t, folder, 'timer.ini');
	await until('a warning', () => /^WARNING: no answer from http:\S+\/: ECONNREFUSED$/m.test(timer.output()));

	await launch(t, folder, 'web.ini');
	await until('a visit', () => /^\/ +200 in \d+ ms$/m.test(timer.output()));
});

test('the crasher dies of an error with a Python traceback', async t => {
	const folder = await prepare(t);
	const program = join(folder, 'programs/crasher.sh');
	await writeFile(program, (await readFile(program, 'utf8')).replace('jobs=$((8 + random % 13))', 'jobs=1'));
	const vassal = await launch(t, folder, 'crasher.ini');

	assert.deepEqual(await vassal.ended(), {exitCode: 1, signal: null});
	assert.match(
		vassal.output(),
		/^Traceback \(most recent call last\):\n( {2}.*\n)+broker\.BrokerGone: .+\n$/m,
	);
});

test('under uWSGI the router and the application behind it answer', await needs('uwsgi'), async t => {
	const folder = await prepare(t, 'uwsgi');
	const url = await address(join(folder, 'http.ini'));
	const app = await launch(t, folder, 'uwsgi.ini');
	const router = await launch(t, folder, 'http.ini');
	await app.says(1, 5);
	await router.says(1);

	const answers = await Promise.all(['/', '/json', '/missing'].map(path => fetch(url + path)));
	assert.deepEqual(
		answers.map(({status}) => status),
		[200, 200, 404],
	);
	// uWSGI answers nothing at all when the application fails before it began to.
	await assert.rejects(fetch(`${url}/boom?why`));
	await until('the traceback', () => /^RuntimeError: boom: why$/m.test(app.output()));

	for (const vassal of [router, app]) {
		vassal.tell(0);
		assert.deepEqual(await vassal.ended(), {exitCode: 0, signal: null});
	}
});
