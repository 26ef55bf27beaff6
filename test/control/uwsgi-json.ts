import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdir, writeFile} from 'node:fs/promises';
import {connect} from 'node:net';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {type TestContext, test} from 'node:test';
import {printAsUwsgi} from '../../source/control/uwsgi-json.js';
import {type StatsInput, statsOf} from '../../source/core/stats.js';
import {needs} from '../helpers/needs.js';
import {freePort, scratch} from '../helpers/scratch.js';
import {until} from '../helpers/wait.js';

/** As uWSGI 2.0.21 prints it, with two monitors, two vassals and a blacklist of one. */
const fromUwsgi = `{
	"version":"2.0.21-debian",
	"pid":26620,
	"uid":0,
	"gid":1,
	"cwd":"/srv/zoo",
	"emperor":[
"/srv/zoo",
"/srv/more/*.ini"
	],
	"emperor_tyrant":0,
	"throttle_level":0,
	"vassals":[
		{
			"id":"steady.ini",
			"pid":26633,
			"born":1795467763,
			"last_mod":1795467788,
			"last_heartbeat":1795467830,
			"loyal":1,
			"ready":0,
			"accepting":1,
			"last_loyal":1795467771,
			"last_ready":1795467768,
			"last_accepting":1795467794,
			"first_run":1795467764,
			"last_run":1795467789,
			"cursed":1795467798,
			"zerg":0,
			"on_demand":"",
			"uid":33,
			"gid":34,
			"monitor":"/srv/more/*.ini",
			"respawns":1
		},
		{
			"id":"on-demand.ini",
			"pid":-1,
			"born":1795467763,
			"last_mod":1795467763,
			"last_heartbeat":0,
			"loyal":0,
			"ready":0,
			"accepting":0,
			"last_loyal":0,
			"last_ready":0,
			"last_accepting":0,
			"first_run":1795467763,
			"last_run":1795467763,
			"cursed":0,
			"zerg":0,
			"on_demand":"127.0.0.1:8015",
			"uid":0,
			"gid":0,
			"monitor":"/srv/zoo",
			"respawns":0
		}
	],
	"blacklist":[
		{
			"id":"crashing.ini",
			"throttle_level":5001,
			"attempt":5,
			"first_attempt":1795467685,
			"last_attempt":1795467708
		}
	]
}`;

const nobody = `{
	"version":"2.0.21-debian",
	"pid":1,
	"uid":0,
	"gid":0,
	"cwd":"/",
	"emperor":[
"/srv"
	],
	"emperor_tyrant":0,
	"throttle_level":0,
	"vassals":[

	],
	"blacklist":[

	]
}`;

test('stats with the facts of uWSGI’s are uWSGI’s, byte for byte', () => {
	assert.equal(printAsUwsgi(statsOf(factsIn(fromUwsgi))), fromUwsgi);
	assert.equal(printAsUwsgi(statsOf(factsIn(nobody))), nobody);
});

test('any text comes back as it was, where uWSGI’s own stats cannot be read', () => {
	const name = 'a "b"\\c\n\u0001 é😀.ini';
	assert.deepEqual(JSON.parse(printAsUwsgi({id: name, in: [name, name]})), {id: name, in: [name, name]});
});

test(
	'the stats of a real uWSGI Emperor have the same keys in the same order, and the same bytes between',
	await needs('uwsgi'),
	async t => {
		const folder = await scratch(t);
		const vassals = join(folder, 'vassals');
		await mkdir(vassals);
		await writeFile(join(vassals, 'steady.ini'), `[uwsgi]\nmaster = true\nsocket = ${folder}/steady.sock\n`);
		await writeFile(join(vassals, 'crashing.ini'), `[uwsgi]\nsocket = ${folder}/nowhere/crashing.sock\n`);
		const port = await freePort();
		await rule(t, ['--emperor', vassals, '--emperor-freq', '1', '--emperor-stats', `127.0.0.1:${port}`]);

		const printed = await until('a vassal that accepts and one on the blacklist', async () => {
			const stats = await text(connect(port, '127.0.0.1'));
			return /"accepting":1,/.test(stats) && stats.includes('"attempt"') ? stats : undefined;
		});
		assert.match(printed, /"id":"steady.ini"/);
		assert.equal(printAsUwsgi(statsOf(factsIn(printed))), printed);
	},
);

/** uWSGI itself, until the test is over. */
const rule = async (t: TestContext, args: readonly string[]): Promise<void> => {
	const child = spawn('uwsgi', args, {stdio: 'ignore'});
	t.after(async () => {
		if (child.exitCode === null && child.signalCode === null) {
			child.kill('SIGINT');
			await once(child, 'exit');
		}
	});
	await once(child, 'spawn');
};

/** The facts that uWSGI's stats tell, each asked for by its key: what is not there shows as a difference. */
function factsIn(stats: string): StatsInput {
	const {emperor: monitors, vassals, blacklist, ...emperor} = JSON.parse(stats);
	return {
		emperor: {...emperor, monitors},
		vassals: vassals.map((vassal: Record<string, string | number>) => ({
			name: vassal['id'],
			monitor: monitors.indexOf(vassal['monitor']),
			...(vassal['pid'] === -1 ? {} : {pid: vassal['pid']}),
			born: vassal['born'],
			lastMod: vassal['last_mod'],
			loyal: vassal['loyal'] === 1,
			ready: vassal['ready'] === 1,
			accepting: vassal['accepting'] === 1,
			last: {
				heartbeat: vassal['last_heartbeat'],
				loyal: vassal['last_loyal'],
				ready: vassal['last_ready'],
				accepting: vassal['last_accepting'],
			},
			firstRun: vassal['first_run'],
			lastRun: vassal['last_run'],
			cursedSince: vassal['cursed'],
			socket: vassal['on_demand'],
			owner: {uid: vassal['uid'], gid: vassal['gid']},
			reloads: vassal['respawns'],
		})),
		blacklist: blacklist.map((entry: Record<string, string | number>) => ({
			name: entry['id'],
			wait: entry['throttle_level'],
			deaths: Number(entry['attempt']) + 1,
			firstDeath: entry['first_attempt'],
			lastDeath: entry['last_attempt'],
		})),
	};
}
