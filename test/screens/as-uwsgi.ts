import assert from 'node:assert/strict';
import {readlinkSync, writeFileSync} from 'node:fs';
import {connect} from 'node:net';
import {join} from 'node:path';
import test from 'node:test';
import {type Court, holdCourt} from '../helpers/court.js';
import {needs} from '../helpers/needs.js';
import type {Life} from '../helpers/puppet.js';
import {freePort} from '../helpers/scratch.js';
import {until} from '../helpers/wait.js';

/**
 * What happens to the same puppets under uWSGI's own Emperor and under ours: same events in, same bytes out. Only rows
 * of emperor.md 1–10 in which docs/differences.md does not differ.
 */
type Scenario = {
	readonly does: string;
	readonly args?: readonly string[];
	readonly files?: readonly string[];
	readonly play: (court: Court) => Promise<readonly unknown[]>;
	readonly expected: readonly unknown[];
};

/** Brings a vassal up, and makes it loyal, so that no throttle comes between. */
const loyalLife = async (court: Court, name = 'app.ini'): Promise<Life> => {
	const life = await court.lifeOf(name);
	await life.say('spawned', 'accepting', 'loyal');
	return life;
};

/** The end of a play: any byte that should not have come comes before this one. */
const goodbye = async (court: Court, life: Life, name = 'app.ini'): Promise<readonly unknown[]> => {
	await court.remove(name);
	const last = await life.hears();
	await life.exit(0);
	return ['goodbye', last];
};

const argumentsOf = ({args}: Life): readonly string[] => args.slice(1);

const call = (address: string | number): Promise<void> =>
	new Promise((resolve, reject) => {
		const socket = typeof address === 'number' ? connect(address, '127.0.0.1') : connect(address);
		socket.once('connect', () => {
			resolve();
			socket.destroy();
		});
		socket.once('error', reject);
	});

const scenarios: readonly Scenario[] = [
	{
		does: 'starts every type of file with its own option',
		files: ['a.ini', 'b.json', 'c.js'],
		play: async court => {
			const lives = [];
			for (const name of ['a.ini', 'b.json', 'c.js']) {
				lives.push(argumentsOf(await court.lifeOf(name)));
			}
			return lives;
		},
		expected: [
			['--ini', 'a.ini'],
			['--json', 'b.json'],
			['--json', 'c.js'],
		],
	},
	{
		does: 'starts a file with an extra extension by --config',
		args: ['--emperor-extra-extension', '.conf'],
		files: ['app.conf'],
		play: async court => argumentsOf(await court.lifeOf('app.conf')),
		expected: ['--config', 'app.conf'],
	},
	{
		does: 'puts the options for all vassals in the same order around it',
		args: [
			...['--vassals-include', 'i', '--vassals-inherit', 't', '--vassal-set', 'a=b'],
			...['--vassals-include-before', 'ib', '--vassals-inherit-before', 'tb'],
		],
		play: async court => argumentsOf(await court.lifeOf('app.ini')),
		expected: [
			...['--inherit', 'tb', '--include', 'ib', '--set', 'a=b'],
			...['--ini', 'app.ini', '--inherit', 't', '--include', 'i'],
		],
	},
	{
		does: 'gives the folder as working directory, /dev/null as input, and the descriptor in the environment',
		play: async court => {
			const {cwd, env, pid} = await court.lifeOf('app.ini');
			return [
				cwd === court.folder,
				/^\d+$/.test(env.UWSGI_EMPEROR_FD ?? ''),
				readlinkSync(`/proc/${pid}/fd/0`),
			];
		},
		expected: [true, true, '/dev/null'],
	},
	{
		does: 'says byte 1 to a vassal whose file is newer, and keeps its process',
		play: async court => {
			const life = await loyalLife(court);
			await court.write('app.ini');
			const first = await life.hears();
			await life.say('accepting');
			await court.write('app.ini');
			const second = await life.hears();
			await life.say('accepting');
			return [first, second, ...(await goodbye(court, life))];
		},
		expected: [1, 1, 'goodbye', 0],
	},
	{
		does: 'says byte 1 once to a vassal whose file changed while it was starting',
		play: async court => {
			const life = await court.lifeOf('app.ini');
			await court.write('app.ini');
			await life.say('spawned', 'accepting');
			const first = await life.hears();
			await life.say('accepting', 'loyal');
			return [first, ...(await goodbye(court, life))];
		},
		expected: [1, 'goodbye', 0],
	},
	{
		does: 'says byte 0 to a vassal whose file is gone, and never starts it again',
		files: ['app.ini', 'other.ini'],
		play: async court => {
			const life = await loyalLife(court);
			const other = await loyalLife(court, 'other.ini');
			const end = await goodbye(court, life);
			await court.write('other.ini');
			await other.hears();
			return [...end, court.lives()];
		},
		expected: ['goodbye', 0, 2],
	},
	{
		does: 'says byte 0 after byte 1 to a vassal whose file is gone before it has reloaded',
		play: async court => {
			const life = await loyalLife(court);
			await court.write('app.ini');
			return [await life.hears(), ...(await goodbye(court, life))];
		},
		expected: [1, 'goodbye', 0],
	},
	{
		does: 'says byte 2 instead with graceful shutdown',
		args: ['--emperor-graceful-shutdown'],
		play: async court => goodbye(court, await loyalLife(court)),
		expected: ['goodbye', 2],
	},
	{
		does: 'starts a file that came back while its vassal was leaving, once that has left',
		play: async court => {
			const life = await loyalLife(court);
			await court.remove('app.ini');
			const last = await life.hears();
			await court.write('app.ini');
			await life.exit(0);
			return [last, argumentsOf(await court.lifeOf('app.ini'))];
		},
		expected: [0, ['--ini', 'app.ini']],
	},
	{
		does: 'answers byte 22 with byte 0, and starts the vassal again',
		play: async court => {
			const life = await loyalLife(court);
			await life.say('retiring');
			const last = await life.hears();
			await life.exit(0);
			return [last, ...(await goodbye(court, await loyalLife(court)))];
		},
		expected: [0, 'goodbye', 0],
	},
	{
		does: 'starts a loyal vassal again when it has crashed',
		play: async court => {
			await (await loyalLife(court)).crash();
			return goodbye(court, await loyalLife(court));
		},
		expected: ['goodbye', 0],
	},
	{
		does: 'starts an unloyal vassal again when it has exited, sooner or later',
		play: async court => {
			await (await court.lifeOf('app.ini')).exit(1);
			return goodbye(court, await loyalLife(court));
		},
		expected: ['goodbye', 0],
	},
	{
		does: 'starts a vassal again that died during a reload',
		play: async court => {
			const life = await loyalLife(court);
			await court.write('app.ini');
			const first = await life.hears();
			await life.exit(1);
			return [first, ...(await goodbye(court, await loyalLife(court)))];
		},
		expected: [1, 'goodbye', 0],
	},
	{
		does: 'says nothing to a vassal that closed its pipe, kills it at the curse tolerance, and starts it again',
		args: ['--emperor-curse-tolerance', '1'],
		play: async court => {
			const life = await loyalLife(court);
			await life.closePipe();
			await life.gone;
			return goodbye(court, await loyalLife(court));
		},
		expected: ['goodbye', 0],
	},
	{
		does: 'kills a vassal that does not stop at the curse tolerance',
		args: ['--emperor-curse-tolerance', '1'],
		play: async court => {
			const life = await loyalLife(court);
			await court.remove('app.ini');
			const last = await life.hears();
			await life.gone;
			return [last, 'gone'];
		},
		expected: [0, 'gone'],
	},
	{
		does: 'kills a vassal whose heartbeat stops, and starts it again; one that never had any lives',
		args: ['--emperor-required-heartbeat', '1'],
		files: ['app.ini', 'quiet.ini'],
		play: async court => {
			const life = await loyalLife(court);
			const quiet = await loyalLife(court, 'quiet.ini');
			await life.say('heartbeat');
			await life.gone;
			await loyalLife(court);
			return goodbye(court, quiet, 'quiet.ini');
		},
		expected: ['goodbye', 0],
	},
	{
		does: 'ignores a byte that means nothing, and byte 30 without broodlord',
		play: async court => {
			const life = await loyalLife(court);
			await life.say(99, 'overloaded', 3);
			return goodbye(court, life);
		},
		expected: ['goodbye', 0],
	},
	{
		does: 'sends a zerg for byte 30, and stops it when the file is gone',
		args: ['--emperor-broodlord', '1'],
		play: async court => {
			const life = await loyalLife(court);
			await life.say('overloaded');
			const zerg = await court.lifeOf('app.ini:zerg');
			await zerg.say('spawned', 'accepting', 'loyal');
			await life.say('overloaded');
			await court.remove('app.ini');
			return [argumentsOf(zerg), zerg.env.UWSGI_BROODLORD_NUM, await life.hears(), await zerg.hears()];
		},
		expected: [['--ini', 'app.ini:zerg'], '1', 0, 0],
	},
	{
		does: 'stops an idle zerg, and sends the next with the next number',
		args: ['--emperor-broodlord', '1'],
		play: async court => {
			const life = await loyalLife(court);
			await life.say('overloaded');
			const zerg = await court.lifeOf('app.ini:zerg');
			await zerg.say('spawned', 'accepting', 'loyal', 'retiring');
			const last = await zerg.hears();
			await zerg.exit(0);
			// The place is free once the ruler has noticed.
			const asking = setInterval(() => void life.say('overloaded'), 300);
			const next = await court.lifeOf('app.ini:zerg').finally(() => clearInterval(asking));
			return [last, next.env.UWSGI_BROODLORD_NUM];
		},
		expected: [0, '2'],
	},
	{
		does: 'says byte 1 to all on SIGHUP',
		files: ['a.ini', 'b.ini'],
		play: async court => {
			const [a, b] = [await loyalLife(court, 'a.ini'), await loyalLife(court, 'b.ini')];
			await aTurn(court, a, 'a.ini');
			court.signal('SIGHUP');
			return [await a.hears(), await b.hears()];
		},
		expected: [1, 1],
	},
	{
		does: 'says nothing on SIGUSR1, SIGURG and SIGWINCH',
		play: async court => {
			const life = await loyalLife(court);
			await aTurn(court, life, 'app.ini');
			for (const signal of ['SIGUSR1', 'SIGURG', 'SIGWINCH'] as const) {
				court.signal(signal);
			}
			return goodbye(court, life);
		},
		expected: ['goodbye', 0],
	},
	...(['SIGINT', 'SIGTERM', 'SIGQUIT'] as const).map(
		(signal): Scenario => ({
			does: `says byte 0 to all on ${signal}, and ends when they are gone`,
			files: ['a.ini', 'b.ini'],
			play: async court => {
				const lives = [await loyalLife(court, 'a.ini'), await loyalLife(court, 'b.ini')];
				await aTurn(court, lives[0], 'a.ini');
				court.signal(signal);
				const heard = [];
				for (const life of lives) {
					heard.push(await life.hears());
					await life.exit(0);
				}
				await court.ended;
				return heard;
			},
			expected: [0, 0],
		}),
	),
	{
		does: 'kills at ragnarok whoever is left when its mercy is over',
		args: ['--reload-mercy', '1'],
		play: async court => {
			const life = await loyalLife(court);
			await aTurn(court, life, 'app.ini');
			court.signal('SIGINT');
			const last = await life.hears();
			await life.gone;
			await court.ended;
			return [last];
		},
		expected: [0],
	},
	{
		does: 'takes hidden files of a folder, and none of these names',
		files: ['.hidden.ini', 'app.ini~', 'a.ini.swp', '#a.ini', 'UPPER.INI', 'a.txt', 'last.ini'],
		play: async court => {
			const lives = [];
			for (const name of ['.hidden.ini', '#a.ini', 'last.ini']) {
				lives.push(argumentsOf(await court.lifeOf(name)).at(-1));
			}
			return [...lives, court.lives()];
		},
		expected: ['.hidden.ini', '#a.ini', 'last.ini', 3],
	},
	{
		does: 'calls the vassals of a pattern by the pattern’s own words, from its own folder',
		args: ['--emperor', 'vassals/*.ini'],
		files: ['app.ini', '.hidden.ini'],
		play: async court => {
			const life = await court.lifeOf('vassals/app.ini');
			return [argumentsOf(life), join(life.cwd, 'vassals') === court.folder];
		},
		expected: [['--ini', 'vassals/app.ini'], true],
	},
	{
		does: 'looks in several places, whatever their scheme',
		args: ['--emperor', 'dir://FOLDER/x', '--emperor', 'glob://FOLDER/y/*.ini'],
		files: ['x/one.ini', 'y/two.ini'],
		play: async court => [
			argumentsOf(await court.lifeOf('one.ini')),
			argumentsOf(await court.lifeOf(join(court.folder, 'y/two.ini'))).length,
		],
		expected: [['--ini', 'one.ini'], 2],
	},
	{
		does: 'hands names with spaces, quotes and bytes beyond ASCII over as they are',
		files: ["we ird'$(id);ü.ini"],
		play: async court => argumentsOf(await court.lifeOf("we ird'$(id);ü.ini")),
		expected: ['--ini', "we ird'$(id);ü.ini"],
	},
	{
		does: 'wakes a vassal on demand by a connection, lets it sleep by byte 22, and wakes it again',
		args: ['--emperor-on-demand-extension', '.socket'],
		files: [],
		play: async court => {
			const socket = join(court.folder, 'app.sock');
			writeFileSync(join(court.folder, 'app.ini.socket'), `${socket}\n`);
			await court.write('app.ini');
			await knock(socket);
			const life = await loyalLife(court);
			const input = readlinkSync(`/proc/${life.pid}/fd/0`).replace(/\d+/, 'N');
			await court.write('app.ini');
			const reload = await life.hears();
			await life.say('accepting', 'retiring');
			const last = await life.hears();
			await life.exit(0);
			await knock(socket);
			return [input, reload, last, ...(await goodbye(court, await loyalLife(court)))];
		},
		expected: ['socket:[N]', 1, 0, 'goodbye', 0],
	},
	{
		does: 'holds a socket in a folder for every vassal, by its name without the extension',
		args: ['--emperor-on-demand-directory', 'FOLDER'],
		play: async court => {
			await knock(join(court.folder, 'app.socket'));
			return argumentsOf(await court.lifeOf('app.ini'));
		},
		expected: ['--ini', 'app.ini'],
	},
	{
		does: 'holds a socket that a command names, which gets the name of the vassal',
		args: ['--emperor-on-demand-exec', 'echo FOLDER/socket of'],
		play: async court => {
			await knock(join(court.folder, 'socket of app.ini'));
			return argumentsOf(await court.lifeOf('app.ini'));
		},
		expected: ['--ini', 'app.ini'],
	},
	{
		does: 'holds a TCP port for a vassal on demand',
		args: ['--emperor-on-demand-extension', '.socket'],
		files: [],
		play: async court => {
			const port = await freePort();
			writeFileSync(join(court.folder, 'app.ini.socket'), `127.0.0.1:${port}\n`);
			await court.write('app.ini');
			await knock(port);
			return argumentsOf(await court.lifeOf('app.ini'));
		},
		expected: ['--ini', 'app.ini'],
	},
];

/** Calls until somebody holds the socket. */
const knock = async (address: string | number): Promise<void> => {
	await until('somebody to hold the socket', () => call(address).then(() => true));
};

/** A whole turn of the ruler’s loop: what the vassal has said has been heard when this is over. */
const aTurn = async (court: Court, life: Life | undefined, name: string): Promise<void> => {
	await court.write(name);
	assert.equal(await life?.hears(), 1);
	await life?.say('accepting');
};

const withUwsgi = await needs('uwsgi');

test('as uWSGI’s Emperor', {...withUwsgi, concurrency: 6}, async t => {
	const plays = scenarios.map(({does, args = [], files = ['app.ini'], play, expected}) =>
		t.test(`it ${does}`, async t => {
			const [uwsgi, ours] = await Promise.all(
				(['uwsgi', 'emperor'] as const).map(async ruler => play(await holdCourt(t, ruler, {args, files}))),
			);
			assert.deepEqual(uwsgi, expected, 'uWSGI itself');
			assert.deepEqual(ours, expected, 'ours');
		}),
	);
	await Promise.all(plays);
});
