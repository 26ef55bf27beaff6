import assert from 'node:assert/strict';
import {test} from 'node:test';
import {launch} from '../helpers/launch-vassal.js';
import {needs} from '../helpers/needs.js';
import {freePort, scratch} from '../helpers/scratch.js';
import {writeTutorialPair} from '../helpers/tutorial.js';
import {until} from '../helpers/wait.js';

test(
	'the pair of the tutorial runs, with pages, files and every kind of trouble',
	await needs('uwsgi'),
	async t => {
		const folder = await scratch(t);
		const ports = {http: await freePort(), uwsgi: await freePort()};
		await writeTutorialPair(folder, ports);
		const app = await launch(t, folder, 'uwsgi.ini');
		const router = await launch(t, folder, 'http.ini');
		await app.says(1, 5);
		await router.says(1);

		const visit = async (path: string) => {
			const response = await fetch(`http://127.0.0.1:${ports.http}${path}`, {
				headers: {'accept-encoding': 'identity', connection: 'close'},
			});
			return `${response.status} ${await response.text()}`;
		};
		assert.match(await visit('/'), /^200 .*hello from \d+$/);
		await app.says(1, 5, 17);
		assert.match(await visit('/json'), /^200 \{"pid": \d+\}$/);
		assert.match(await visit('/site.css'), /^200 p \{ color: purple \}$/m);
		assert.equal(await visit('/missing'), '404 no such page');
		assert.equal(await visit('/print?word'), '200 printed');
		await until('both prints', () => {
			assert.match(app.output(), /^app says on stdout: word$/m);
			assert.match(app.output(), /^app says on stderr: word$/m);
			return true;
		});
		await assert.rejects(visit('/boom?loud'));
		await until('the traceback', () => /^ValueError: boom: loud$/m.test(app.output()));
		await assert.rejects(visit('/exit?3'));
		await until('the next worker', () => /^DAMN ! worker 1 \(pid: \d+\) died/m.test(app.output()));
		await app.says(1, 5, 17, 5);
	},
);
