import assert from 'node:assert/strict';
import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {request} from 'node:http';
import {join} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {needs, runTool} from '../helpers/needs.js';
import {pipeEmperor} from '../helpers/piped-emperor.js';
import {until} from '../helpers/wait.js';

const files = {'a.ini': '[uwsgi]\nunprivileged-binary-patch-arg = echo running; exec sleep 1000\n'};

/** Between the socket's appearance and its first caller there is a moment. */
const listAt = (socketPath: string): Promise<string> =>
	until(`an answer at ${socketPath}`, () => askAt(socketPath));

const askAt = (socketPath: string): Promise<string> =>
	new Promise((resolve, reject) => {
		let text = '';
		request({socketPath, path: '/vassals', agent: false}, response => {
			response.setEncoding('utf8').on('data', chunk => {
				text += chunk;
			});
			response.on('end', () => resolve(text));
		})
			.on('error', reject)
			.end();
	});

test('an emperor has a control socket in the runtime folder, for its user alone, and takes it along', async t => {
	const emperor = await pipeEmperor(t, {args: ['*.ini'], files});
	const folder = join(emperor.folder, '.run/emperor');
	const name = await until('the socket', () => readdirSync(folder)[0]);
	assert.equal(name, `${emperor.pid}.sock`);
	assert.equal((statSync(folder).mode & 0o777).toString(8), '700');
	const list = async () => JSON.parse(await listAt(join(folder, name)));
	assert.equal((await list()).cwd, emperor.folder);
	await until('it to be ready', async () => (await list()).vassals[0].state === 'ready');
	emperor.signal('SIGTERM');
	await emperor.exited();
	assert.deepEqual(readdirSync(folder), []);
});

test('the socket may be elsewhere; and where it cannot be, the vassals run all the same', async t => {
	const emperor = await pipeEmperor(t, {args: ['--socket', 'c.sock', '*.ini'], files});
	const path = join(emperor.folder, 'c.sock');
	await until('the socket', () => statSync(path).isSocket());
	assert.equal(JSON.parse(await listAt(path)).pid, emperor.pid);

	const precious = join(emperor.folder, 'precious');
	writeFileSync(precious, '');
	const other = await pipeEmperor(t, {args: ['--socket', precious, '*.ini'], files});
	await other.prints(/control socket: cannot listen on .*precious: what is there is not a socket\./);
	await other.prints('running');
});

const nobody = 65_534;

test('another user can neither enter the folder nor open the socket', {
	skip: process.getuid?.() === 0 ? false : 'only root can be somebody else: run it as root',
}, async t => {
	const listAsNobody = async (socketPath: string): Promise<string> => {
		const program = `require('http').get({socketPath: ${JSON.stringify(socketPath)}, path: '/vassals'}, r => console.log(r.statusCode)).on('error', e => console.log(e.code))`;
		const setpriv = ['--reuid', `${nobody}`, '--regid', `${nobody}`, '--clear-groups'];
		const {output} = await runTool('setpriv', [...setpriv, process.execPath, '-e', program]);
		return output.trim();
	};
	const hidden = await pipeEmperor(t, {args: ['*.ini'], files});
	const folder = join(hidden.folder, '.run/emperor');
	const name = await until('the socket', () => readdirSync(folder)[0]);
	assert.equal(await listAsNobody(join(folder, name)), 'EACCES');

	const open = await pipeEmperor(t, {args: ['--socket', 'c.sock', '*.ini'], files});
	const path = join(open.folder, 'c.sock');
	await until('the socket', () => statSync(path).isSocket());
	assert.equal(await listAsNobody(path), 'EACCES');
});

const page = fileURLToPath(new URL('../../../docs/control.md', import.meta.url));

test('every curl line of the docs does what it says', await needs('curl'), async t => {
	const [, script = ''] = /```sh\n(.*?)```/s.exec(readFileSync(page, 'utf8')) ?? [];
	const [ask = '', ...lines] = script.split('\n').filter(line => line !== '');
	assert.equal(lines.length, 7);
	const emperor = await pipeEmperor(t, {args: ['*.ini'], files: {'shop.ini': files['a.ini']}});
	await until('the socket', () => readdirSync(join(emperor.folder, '.run/emperor'))[0]);
	await emperor.prints('running');
	for (const [line, answer] of [
		[lines[0], /"vassals": \[/],
		[lines[1], /"name": "shop\.ini"/],
		[lines[2], /^\{"number":1,.*"text":"running"\}$/m],
		[lines[3], /^\{"number":1,.*"text":"running"\}$/m],
		[lines[4], /"unread": 0,\n\t"errors": \[\]/],
		[lines[5], /^event: vassal\ndata: \{"id":"shop\.ini"/m],
		[lines[6], /"command": "reload"/],
	] as const) {
		const {output} = await runTool('env', [
			`XDG_RUNTIME_DIR=${emperor.folder}/.run`,
			'sh',
			'-c',
			// What goes on is listened to for a second.
			`${ask.replace('curl -sS', 'curl -sS --max-time 1')}\n${line}`,
		]);
		assert.match(output, answer, line);
	}
});
