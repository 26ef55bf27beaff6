import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readVassalConfig} from '../../source/config/vassal-config.js';
import {disk} from '../../source/monitors/disk.js';

const diversionsOf = async (...lines: readonly string[]) => {
	const text = ['[uwsgi]', ...lines].join('\n');
	const {diversions = []} = await readVassalConfig(
		{path: '/srv/app.ini', name: 'app.ini', cwd: '/srv'},
		{env: {}, readText: async () => text, disk},
	);
	return diversions.map(({option, kind, target}) => `${option} ${kind} ${target}`);
};

test('logto and daemonize are files in the working directory, daemonize2 and loggers where chdir leads, as measured', async () => {
	assert.deepEqual(
		await diversionsOf(
			'chdir = sub',
			'logto = a.log',
			'logto2 = b.log',
			'daemonize = c.log',
			'daemonize2 = d.log',
			'logger = file:e.log',
			'req-logger = file:/f.log',
		),
		[
			'logto file /srv/a.log',
			'logto2 file /srv/b.log',
			'daemonize file /srv/c.log',
			'daemonize2 file /srv/sub/d.log',
			'logger file /srv/sub/e.log',
			'req-logger file /f.log',
		],
	);
});

test('placeholders are resolved, of a repeated logto the last counts, and of loggers that get the same only one', async () => {
	assert.deepEqual(await diversionsOf('logto = old', 'logto = %d%n.log'), ['logto file /srv/app.log']);
	assert.deepEqual(
		await diversionsOf(
			'logger = syslog',
			'logger = file:a.log',
			'logger = file:b.log',
			'logger = errors file:logfile=c.log,maxsize=100',
		),
		['logger file /srv/a.log', 'logger file /srv/c.log'],
	);
	assert.deepEqual(await diversionsOf('logto = a.log', 'logger = file:a.log'), ['logto file /srv/a.log']);
});

test('what goes anywhere but to a file is named; what comes back through the pipe is no diversion', async () => {
	assert.deepEqual(
		await diversionsOf('logger = syslog', 'req-logger = socket:127.0.0.1:99', 'logto = 10.0.0.1:514'),
		[
			'logto elsewhere udp 10.0.0.1:514',
			'logger elsewhere syslog',
			'req-logger elsewhere socket:127.0.0.1:99',
		],
	);
	assert.deepEqual(
		await diversionsOf(
			'logger = file:/dev/stdout',
			'req-logger = stdio',
			'logto = /dev/stderr',
			'log-master = true',
		),
		[],
	);
});
