import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Emperor, openEmperor, pidIn} from '../helpers/emperor.js';
import {type Panel, panelOf} from '../helpers/frame.js';
import {launch} from '../helpers/launch-vassal.js';
import {needs} from '../helpers/needs.js';
import {freePort, scratch} from '../helpers/scratch.js';
import {writeTutorialPair} from '../helpers/tutorial.js';
import {until} from '../helpers/wait.js';

const withBoth = await needs('tmux', 'uwsgi');

const choosePorts = async () => ({http: await freePort(), uwsgi: await freePort()});

/** Answers the status of the application's front page, through the router. */
const visit = async (port: number): Promise<number> => {
	const response = await fetch(`http://127.0.0.1:${port}/`, {headers: {connection: 'close'}});
	assert.match(await response.text(), /hello from \d+/);
	return response.status;
};

/** Every process that a pane speaks of belongs to the vassal of that pane. */
const onlyNamesItsOwn = async (emperor: Emperor, panels: readonly Panel[]): Promise<void> => {
	const family = await emperor.family();
	for (const panel of panels) {
		const master = pidIn(panel);
		const own = family.filter(({pid, parent}) => pid === master || parent === master).map(({pid}) => pid);
		const named = [...panel.lines.join('\n').matchAll(/\bpid: (\d+)/g)].map(([, pid]) => Number(pid));
		assert.ok(own.length > 1, `${panel.title} has no process but its master`);
		assert.ok(named.length > 0, `${panel.title} shows no process`);
		assert.deepEqual(
			named.filter(pid => !own.includes(pid)),
			[],
			panel.lines.join('\n'),
		);
	}
};

const onlyRouter = /uWSGI http bound on|spawned uWSGI http 1|no-workers/;
const onlyApp = /WSGI app 0|Python version|spawned uWSGI worker|GET \/ 200/;

for (const args of [['http.ini', 'uwsgi.ini'], ['*.ini']]) {
	for (const [columns, rows] of [
		[200, 50],
		[80, 24],
	] as const) {
		test(
			`emperor ${args.join(' ')} at ${columns}×${rows}: two panels, each with its own badge and lines`,
			withBoth,
			async t => {
				const ports = await choosePorts();
				const emperor = await openEmperor(t, {columns, rows, args, ports});
				await emperor.panel('http.ini', /^1 http\.ini ● ready$/);
				await emperor.panel('uwsgi.ini', /^2 uwsgi\.ini ● ready$/);

				assert.equal(await visit(ports.http), 200);
				await emperor.panel('uwsgi.ini', /^2 uwsgi\.ini ★ loyal$/);
				await emperor.shows(/GET \/ 200.*announcing my loyalty/s);
				const panels = await emperor.panels(2);
				assert.deepEqual(
					panels.map(({title}) => title),
					['1 http.ini ● ready', '2 uwsgi.ini ★ loyal'],
				);
				const [router = '', app = ''] = panels.map(({lines}) => lines.join('\n'));
				assert.match(router, onlyRouter);
				assert.doesNotMatch(router, onlyApp);
				assert.match(app, /GET \/ 200 \d+ ms/);
				assert.doesNotMatch(app, onlyRouter);
				await onlyNamesItsOwn(emperor, panels);
			},
		);
	}

	test(`emperor ${args.join(' ')} at 40×10: a line for each, and a zoom on each log`, withBoth, async t => {
		const ports = await choosePorts();
		const emperor = await openEmperor(t, {columns: 40, rows: 10, args, ports});
		await emperor.shows(/^▸ ● ready +1 http\.ini *\n {2}● ready +2 uwsgi\.ini *\n/m);

		assert.equal(await visit(ports.http), 200);
		await emperor.shows(/^▸ ● ready +1 http\.ini *\n {2}★ loyal +2 uwsgi\.ini *\n/m);

		await emperor.keys('Enter');
		const router = (await emperor.panel('http.ini', '● ready')).lines.join('\n');
		assert.match(router, onlyRouter);
		assert.doesNotMatch(router, onlyApp);
		await emperor.keys('Tab');
		const app = (await emperor.panel('uwsgi.ini', '★ loyal')).lines.join('\n');
		assert.match(app, /GET \/ 200 \d+ ms/);
		assert.doesNotMatch(app, onlyRouter);
		await onlyNamesItsOwn(emperor, await emperor.panels(1));
	});
}

test('a pane holds what its vassal prints, line for line', withBoth, async t => {
	const alone = await scratch(t);
	await writeTutorialPair(alone, await choosePorts());
	const printed = async (name: string, ...bytes: number[]) => {
		const vassal = await launch(t, alone, name);
		await vassal.says(...bytes);
		const last = name === 'http.ini' ? 'spawned uWSGI http 1' : 'offload threads for uWSGI worker 1';
		await until(`${name} to print its last line`, () => vassal.output().includes(last));
		await until(
			'the worker',
			() => name === 'http.ini' || vassal.output().includes('spawned uWSGI worker 1'),
		);
		return vassal.output().trimEnd().split('\n').map(withoutNumbers).sort();
	};
	const expected = {'http.ini': await printed('http.ini', 1), 'uwsgi.ini': await printed('uwsgi.ini', 1, 5)};

	// With telemetry each would say besides where its stats are.
	const args = ['--no-telemetry', '*.ini'];
	const emperor = await openEmperor(t, {columns: 320, rows: 60, args, ports: await choosePorts()});
	await emperor.panel('http.ini', '● ready');
	await emperor.panel('uwsgi.ini', '● ready');
	for (const [index, [name, lines]] of Object.entries(expected).entries()) {
		// Banners are folded unless one asks.
		await emperor.keys(`${index + 1}`, '.', '.');
		await until(`all lines of ${name}`, async () => {
			const shown = panelOf(await emperor.screen(), name).lines.filter(line => line !== '');
			const texts = shown.map(line => withoutNumbers(line.replace(/^\d\d:\d\d:\d\d /, ''))).sort();
			assert.deepEqual(texts, lines);
			return true;
		});
	}
});

/** Times, process ids, addresses and the folder differ from run to run. */
const withoutNumbers = (line: string): string =>
	line
		.replace(/emperor-test-\w+/, 'folder')
		.replace(/\[\w{3} \w{3} .*?\]/, 'date')
		.replace(/0x[0-9a-f]+|\d+/g, '#')
		.trimEnd();
