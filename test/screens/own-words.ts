import assert from 'node:assert/strict';
import {connect} from 'node:net';
import {join} from 'node:path';
import test from 'node:test';
import {readLogLine} from '../../source/uwsgi/log-lines.js';
import {type Court, holdCourt} from '../helpers/court.js';
import {needs} from '../helpers/needs.js';
import type {Life} from '../helpers/puppet.js';
import {until} from '../helpers/wait.js';

/** What uWSGI's own Emperor says of what happens, which ours has to say in the same words and order. */
type Scenario = {
	readonly of: string;
	readonly args?: readonly string[];
	readonly files?: readonly string[];
	readonly play: (court: Court) => Promise<unknown>;
	/** Between the first line and ragnarok. */
	readonly expected: readonly string[];
	/** Without what ours says and uWSGI does not, on purpose. */
	readonly theirs?: readonly string[];
};

const loyalLife = async (court: Court): Promise<Life> => {
	const life = await court.lifeOf('app.ini');
	await life.say('spawned');
	await life.say('accepting');
	await life.say('loyal');
	return life;
};

const loyal = [
	'[emperor] vassal app.ini has been spawned',
	'[emperor] vassal app.ini is ready to accept requests',
	'[emperor] vassal app.ini is now loyal',
];
const curse = '[emperor] curse the uwsgi instance app.ini (pid: 1)';
const stop = '[emperor] stop the uwsgi instance app.ini';
const removed = '[emperor] removed uwsgi instance app.ini';

const waiting = 'waiting for connections on socket "FOLDER/app.socket" ...';
const asleep = `[uwsgi-emperor] app.ini -> "on demand" instance detected, ${waiting}`;
const asleepAgain = `[uwsgi-emperor] app.ini -> back to "on demand" mode, ${waiting}`;
const status = 'vassal instance app.ini (last modified 2000) status 0 loyal 1 zerg 0';
const forgiven = '[emperor] cleaning up blacklist ...';

const ragnarok = '[emperor] *** RAGNAROK EVOKED ***';
const noMercy = '[emperor] NO MERCY for vassal app.ini !!!';
const buried = 'The Emperor is buried.';

const knock = async (path: string): Promise<void> => {
	await until('somebody to hold the socket', () =>
		new Promise<void>((resolve, reject) => {
			const socket = connect(path);
			socket.once('connect', () => {
				resolve();
				socket.destroy();
			});
			socket.once('error', reject);
		}).then(() => true),
	);
};

const scenarios: readonly Scenario[] = [
	{
		of: 'a death and a return, and a file that goes',
		play: async court => {
			await (await loyalLife(court)).crash();
			await court.says(removed);
			const life = await loyalLife(court);
			await court.says('[emperor] vassal app.ini is now loyal', 2);
			await court.remove('app.ini');
			await life.hears();
			await life.exit(0);
			await court.says(removed, 2);
		},
		expected: [...loyal, curse, removed, ...loyal, stop, removed],
	},
	{
		of: 'a vassal that dies and dies',
		args: ['--emperor-throttle', '1'],
		play: async court => {
			for (const times of [1, 2, 3, 4]) {
				await (await court.lifeOf('app.ini')).exit(1);
				await court.says(removed, times);
			}
		},
		expected: [
			...[curse, removed, curse, removed, curse, removed],
			'[emperor] unloyal bad behaving vassal found: app.ini throttling it...',
			...[curse, removed],
		],
	},
	{
		of: 'a vassal on demand that was never woken',
		args: ['--emperor-on-demand-directory', 'FOLDER'],
		play: async court => {
			await court.says(asleep);
			await court.remove('app.ini');
			await court.says(removed);
		},
		expected: [asleep, stop, removed],
	},
	{
		of: 'a vassal on demand that goes back to sleep',
		args: ['--emperor-on-demand-directory', 'FOLDER'],
		play: async court => {
			await knock(join(court.folder, 'app.socket'));
			const life = await loyalLife(court);
			await life.say('retiring');
			await life.hears();
			await life.exit(0);
			await court.says(asleepAgain);
		},
		expected: [
			...[asleep, ...loyal],
			'[emperor] bringing back instance app.ini to on-demand mode',
			asleepAgain,
		],
	},
	{
		of: 'signals',
		play: async court => {
			await loyalLife(court);
			await court.says(loyal[2] ?? '');
			court.signal('SIGUSR1');
			await court.says(status);
			court.signal('SIGURG');
			await court.says(forgiven);
		},
		expected: [...loyal, status, forgiven],
	},
	{
		of: 'a start hook that cannot be run',
		args: ['--vassals-start-hook', '/nowhere'],
		play: async court => {
			await loyalLife(court);
			await court.says(loyal[2] ?? '');
		},
		expected: [
			'[emperor] running vassal start-hook: /nowhere app.ini',
			'[emperor] app.ini start-hook returned 1',
			...loyal,
		],
	},
	{
		of: 'hooks that can be run',
		args: ['--vassals-start-hook', '/bin/true', '--vassals-stop-hook', '/bin/false'],
		play: async court => {
			const life = await court.lifeOf('app.ini');
			await court.remove('app.ini');
			await life.hears();
			await life.exit(0);
			await court.says(removed);
		},
		expected: [
			'[emperor] running vassal start-hook: /bin/true app.ini',
			'[emperor] app.ini start-hook returned 0',
			stop,
			'[emperor] running vassal stop-hook: /bin/false app.ini',
			'[emperor] app.ini stop-hook returned 1',
			removed,
		],
	},
	{
		of: 'a heartbeat that stops',
		args: ['--emperor-required-heartbeat', '1'],
		play: async court => {
			const life = await loyalLife(court);
			await life.say('heartbeat');
			await life.gone;
			await court.says(removed);
		},
		expected: [
			...loyal,
			'[emperor] vassal app.ini sent no heartbeat in last 1 seconds, brutally respawning it...',
			...[curse, removed],
		],
	},
	{
		of: 'the end',
		play: async court => {
			const life = await loyalLife(court);
			await court.says(loyal[2] ?? '');
			court.signal('SIGINT');
			await life.hears();
			await life.exit(0);
			await court.ended;
		},
		expected: [...loyal, ragnarok, stop, removed, buried],
	},
	{
		of: 'the end of one that does not go',
		args: ['--reload-mercy', '1'],
		play: async court => {
			const life = await loyalLife(court);
			await court.says(loyal[2] ?? '');
			court.signal('SIGINT');
			await life.gone;
			await court.ended;
		},
		expected: [...loyal, ragnarok, stop, noMercy, removed, buried],
		// It does not wait until it is gone.
		theirs: [...loyal, ragnarok, stop, noMercy, buried],
	},
];

/**
 * uWSGI's curses only those whose pipe it finds closed before it has reaped them; the pipe of others it then calls an
 * unrecognized event, as often as it looks.
 */
const withoutChance = (words: readonly string[]): readonly string[] =>
	words.filter(line => line !== curse && !line.startsWith('[emperor] unrecognized vassal event'));

test('in uWSGI’s words', {...(await needs('uwsgi')), concurrency: 6}, async t => {
	const plays = scenarios.map(({of, args = [], files = ['app.ini'], play, expected, theirs = expected}) =>
		t.test(of, async t => {
			const [uwsgi = [], ours = []] = await Promise.all(
				(['uwsgi', 'emperor'] as const).map(async ruler => {
					const court = await holdCourt(t, ruler, {args, files});
					await play(court);
					return court.words();
				}),
			);
			const beginning = '*** starting uWSGI Emperor ***';
			assert.deepEqual(ours, [beginning, ...expected], 'ours');
			assert.deepEqual(withoutChance(uwsgi), [beginning, ...withoutChance(theirs)], 'uWSGI itself');
			for (const line of ours) {
				assert.equal(readLogLine(line).facts.kind, 'emperor', line);
			}
		}),
	);
	await Promise.all(plays);
});
