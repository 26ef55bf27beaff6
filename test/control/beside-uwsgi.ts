import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {connect} from 'node:net';
import {join} from 'node:path';
import {test} from 'node:test';
import {endFamily, markName, newMark} from '../helpers/family.js';
import {lastFirst} from '../helpers/last-first.js';
import {needs} from '../helpers/needs.js';
import {pipeEmperor} from '../helpers/piped-emperor.js';
import {until} from '../helpers/wait.js';

const ask = async (path: string): Promise<string> => {
	let answer = '';
	for await (const chunk of connect({path})) {
		answer += chunk;
	}
	return answer;
};

/** One vassal accepts, and one is kept out: every key there is. */
const settled = (path: string): Promise<string> =>
	until('one to accept and one to be kept out', async () => {
		const text = await ask(path);
		const {vassals, blacklist} = JSON.parse(text);
		return vassals.length === 1 && vassals[0].accepting === 1 && blacklist.length === 1 ? text : '';
	});

const withoutValues = (text: string): string =>
	text.replace(/:-?\d+/g, ':N').replace(/"version":"[^"]*"/, '"version":"V"');

test(
	'the stats are uWSGI’s own, byte for byte but for numbers and version',
	await needs('uwsgi'),
	async t => {
		const scope = lastFirst(t);
		const mark = newMark();
		scope.after(() => endFamily(mark));
		const emperor = await pipeEmperor(scope, {
			args: ['--emperor-stats', 'ours.sock', '--emperor-pidfile', 'pid', '*.ini'],
			files: {
				'good.ini': '[uwsgi]\nsocket = 127.0.0.1:0\n',
				'bad.ini': '[uwsgi]\nstrict = true\nno-such-option = 1\n',
			},
		});
		const {folder} = emperor;
		await emperor.prints(`*** Emperor stats server enabled on ${folder}/ours.sock ***`);
		assert.equal(readFileSync(join(folder, 'pid'), 'utf8'), `${emperor.pid}\n`);

		const theirs = spawn('uwsgi', ['--emperor', '*.ini', '--emperor-stats', 'theirs.sock'], {
			cwd: folder,
			env: {...process.env, [markName]: mark},
			stdio: 'ignore',
		});
		const isGone = () => theirs.exitCode !== null || theirs.signalCode !== null;
		scope.after(async () => {
			theirs.kill('SIGINT');
			await until('uWSGI to end', isGone);
		});

		assert.equal(
			withoutValues(await settled(join(folder, 'ours.sock'))),
			withoutValues(await settled(join(folder, 'theirs.sock'))),
		);

		emperor.signal('SIGTERM');
		await emperor.exited();
		assert.deepEqual(
			['ours.sock', 'pid'].filter(name => existsSync(join(folder, name))),
			[],
		);
	},
);

test('where the pid file cannot be written nothing is started', async t => {
	const emperor = await pipeEmperor(t, {args: ['--emperor-pidfile', 'no/pid', '*.ini']});
	assert.equal(await emperor.exited(), 1);
	assert.match(emperor.errors(), /^--emperor-pidfile: cannot write .*\n$/);
});

test('where the stats cannot be had the vassals run all the same, and the screen says why', async t => {
	const emperor = await pipeEmperor(t, {
		args: ['--emperor-stats', 'a.ini', '*.ini'],
		files: {'a.ini': '[uwsgi]\nunprivileged-binary-patch = echo running; exec sleep 1000\n'},
	});
	await emperor.prints(/--emperor-stats: cannot listen on .*a\.ini: what is there is not a socket/);
	await emperor.prints('running');
});
