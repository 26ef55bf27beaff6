import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readVassalConfig} from '../../source/config/vassal-config.js';
import {disk} from '../../source/monitors/disk.js';

const placeOf = async (
	lines: readonly string[],
	{env = {}, others = {}}: {env?: Record<string, string>; others?: Record<string, string>} = {},
) => {
	const files: Record<string, string> = {'/srv/app.ini': ['[uwsgi]', ...lines].join('\n'), ...others};
	const readText = async (path: string) => {
		const text = files[path];
		if (text === undefined) {
			throw Object.assign(new Error('no such file'), {code: 'ENOENT'});
		}
		return text;
	};
	const {stats} = await readVassalConfig(
		{path: '/srv/app.ini', name: 'app.ini', cwd: '/srv'},
		{env, readText, disk},
	);
	return stats === undefined ? 'unknown' : stats.kind === 'own' ? stats.address : stats.kind;
};

test('a config without stats can be told where to serve them', async () => {
	assert.equal(await placeOf(['socket = a.sock', 'processes = 2']), 'none');
	assert.equal(
		await placeOf(['include = more.ini'], {others: {'/srv/more.ini': '[uwsgi]\nthreads = 2'}}),
		'none',
	);
});

test('where a config says where its stats are, that is where they are asked for, if it is on this machine', async () => {
	const cases: readonly (readonly [readonly string[], string])[] = [
		[['stats = 127.0.0.1:9191'], '127.0.0.1:9191'],
		[['stats = :9191'], '127.0.0.1:9191'],
		[['stats = 0.0.0.0:9191'], '127.0.0.1:9191'],
		[['stats-server = localhost:9191'], '127.0.0.1:9191'],
		[['stats = 10.0.0.1:9191'], 'unknown'],
		[['stats = example.org:80'], 'unknown'],
		[['stats = :99999'], 'unknown'],
		[['stats = /run/s.sock'], '/run/s.sock'],
		[['stats = s.sock'], '/srv/s.sock'],
		[['stats = s.sock', 'chdir = /opt'], '/opt/s.sock'],
		[['stats = %n.sock'], '/srv/app.sock'],
		[['stats = @abstract'], 'unknown'],
		[['stats = $(NOT_SET)'], 'unknown'],
		[['stats = /a', 'stats-server = /b'], '/b'],
		[['set = stats=/c'], '/c'],
		[['uid = nobody', 'stats = /run/s.sock'], '/run/s.sock'],
	];
	for (const [lines, expected] of cases) {
		assert.equal(await placeOf(lines), expected, lines.join(', '));
	}
	const others = {'/srv/more.ini': '[uwsgi]\nstats = /run/included.sock'};
	assert.equal(await placeOf(['include = more.ini'], {others}), '/run/included.sock');
	assert.equal(await placeOf(['inherit = more.ini'], {others}), '/run/included.sock');
	assert.equal(await placeOf(['a = b'], {env: {UWSGI_VASSAL_STATS: '/run/env.sock'}}), '/run/env.sock');
});

test('who becomes another user, or leaves our files behind, is told nothing', async () => {
	const options = [
		'uid = nobody',
		'gid = www',
		'immediate-uid = 1',
		'chroot = /x',
		'unshare = ipc',
		'ns = /x',
	];
	for (const line of [...options, 'pivot_root = /a /b', 'cap = setgid', 'hook-post-jail = exec:true']) {
		assert.equal(await placeOf([line]), 'barred', line);
	}
	assert.equal(await placeOf(['a = b'], {env: {UWSGI_UID: 'nobody'}}), 'barred');
});

test('in doubt nothing is known', async () => {
	const doubtful: readonly (readonly string[])[] = [
		['if-plugin = python', 'stats = /run/perhaps', 'endif ='],
		['include = gone.ini'],
		['ini = http://127.0.0.1/more.ini'],
		['include = more.yml'],
		['config = more.conf'],
		['yaml = more.yml'],
		['declare-option = watch=stats=$1'],
		['log-format = %(stats)'],
		['if-not-opt = stats', 'endif ='],
		['abstract-socket = true'],
		['master = false'],
	];
	for (const lines of doubtful) {
		assert.equal(await placeOf(lines), 'unknown', lines.join(', '));
	}
	assert.equal(await placeOf(['a = b'], {env: {UWSGI_INI: '/etc/more.ini'}}), 'unknown');
});
