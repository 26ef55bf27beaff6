import assert from 'node:assert/strict';
import {appendFileSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {needs} from '../helpers/needs.js';
import {pipeEmperor} from '../helpers/piped-emperor.js';
import {freePort} from '../helpers/scratch.js';

const withUwsgi = await needs('uwsgi');

const app = 'def application(env, start):\n\tstart("200 OK", [])\n\treturn [b"hello"]\n';

test(
	'what a vassal writes to files of its own stands among its lines, through a reload that sends it elsewhere',
	withUwsgi,
	async t => {
		const port = await freePort();
		const config = (log: string) =>
			[
				'[uwsgi]',
				'plugins = python3,logfile',
				`http-socket = 127.0.0.1:${port}`,
				'wsgi-file = app.py',
				`logto = ${log}`,
				'req-logger = file:requests.log',
				'',
			].join('\n');
		const emperor = await pipeEmperor(t, {
			args: ['--no-tui', 'app.ini'],
			files: {'app.ini': config('a.log'), 'app.py': app},
		});
		const here = (name: string): string => join(emperor.folder, name);
		await emperor.prints(`app.ini | [emperor] logto: logs to ${here('a.log')}, followed here\n`);
		await emperor.prints(/^app\.ini \| spawned uWSGI worker 1 /m);
		await emperor.prints(/^emperor +\| \[emperor\] vassal app\.ini is ready to accept requests$/m);
		assert.match(readFileSync(here('a.log'), 'utf8'), /spawned uWSGI worker 1/, 'it came through the file');
		await (await fetch(`http://127.0.0.1:${port}/first`, {headers: {connection: 'close'}})).text();
		await emperor.prints(/^app\.ini \| .*GET \/first => generated 5 bytes/m);

		await emperor.write('app.ini', config('b.log'));
		await emperor.prints(`app.ini | [emperor] logto: logs to ${here('b.log')}, followed here\n`);
		await emperor.prints(/logs to [^\n]*b\.log(.|\n)*^emperor +\| .* vassal app\.ini is ready to accept/m);
		appendFileSync(here('a.log'), 'who was reloaded has it open still\n');
		await emperor.prints('app.ini | who was reloaded has it open still\n');

		for (const {pid, command} of await emperor.family()) {
			if (command.includes('uwsgi')) {
				process.kill(pid, 'SIGKILL');
			}
		}
		await emperor.prints(/has it open still\n(.|\n)*^app\.ini \| spawned uWSGI worker 1 /m);
		appendFileSync(here('a.log'), 'nobody follows this any more\n');
		await (await fetch(`http://127.0.0.1:${port}/second`, {headers: {connection: 'close'}})).text();
		await emperor.prints(/^app\.ini \| .*GET \/second => generated 5 bytes/m);
		assert.doesNotMatch(emperor.output(), /nobody follows this/);
	},
);
