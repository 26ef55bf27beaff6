import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'node:test';
import {needs} from '../helpers/needs.js';
import {freePort, scratch} from '../helpers/scratch.js';
import {startEmperor} from '../helpers/start-emperor.js';
import {until} from '../helpers/wait.js';

test(
	'a real vassal whose workers are all busy is helped by a zerg, in a panel of its own, until that is idle',
	await needs('uwsgi'),
	async t => {
		const folder = await scratch(t);
		const port = await freePort();
		const app = join(folder, 'app.py');
		const socket = join(folder, 'zerg.sock');
		await writeFile(
			app,
			[
				'import os, time',
				'def application(environ, start_response):',
				'    start_response("200 OK", [("Content-Type", "text/plain")])',
				'    if environ["PATH_INFO"] == "/slow":',
				'        while not os.path.exists(os.path.join(os.path.dirname(__file__), "enough")):',
				'            time.sleep(0.05)',
				'    return [os.environ.get("UWSGI_BROODLORD_NUM", "base").encode()]',
			].join('\n'),
		);
		const common = `plugin = python3\nmaster = true\nprocesses = 1\nwsgi-file = ${app}\n`;
		const emperor = await startEmperor(t, {broodlord: 1});
		await emperor.write(
			'app.ini',
			`[uwsgi]\n${common}http-socket = 127.0.0.1:${port}\nzerg-server = ${socket}\nvassal-sos = 1\n` +
				`[zerg]\n${common}zerg = ${socket}\nprotocol = http\nidle = 1\ndie-on-idle = true\n`,
		);
		await emperor.shows('app.ini', 'ready');
		const ask = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();
		const slow = ask('/slow');
		const zerg = () => emperor.client.getSnapshot().vassals.find(({zerg}) => zerg !== undefined);
		await emperor.says('going in broodlord mode: launching zergs for app.ini');
		await until('the zerg to be ready', () => {
			const known = zerg();
			return known?.state === 'running' && known.accepting;
		});
		assert.equal(zerg()?.shortName, 'app.ini:zerg1');
		assert.equal(await ask('/'), '1', 'the zerg answers while its base is busy');
		await writeFile(join(folder, 'enough'), '');
		await slow;
		await until('the zerg to be gone', () => zerg() === undefined);
		assert.equal(emperor.vassal('app.ini')?.state, 'running');
	},
);
