import assert from 'node:assert/strict';
import {
	appendFile,
	chmod,
	chown,
	link,
	mkdir,
	rename,
	rm,
	stat,
	symlink,
	utimes,
	writeFile,
} from 'node:fs/promises';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {describeProblem} from '../../source/core/problem.js';
import {type Survey, type WatchOrders, watchConfigs} from '../../source/monitors/imperial-monitor.js';
import type {Acceptance} from '../../source/monitors/listing.js';
import {scratch} from '../helpers/scratch.js';
import {until} from '../helpers/wait.js';

const plain: Acceptance = {nofollow: false, extraExtensions: [], tyrant: 'off', magicExec: false};
const never = 1_000_000;

/** A watch that has looked once. Without a `freq` only file events and `lookNow` make it look. */
const watching = async (
	t: TestContext,
	cwd: string,
	patterns: readonly string[],
	orders: Partial<WatchOrders> = {},
) => {
	const surveys: Survey[] = [];
	let notices: readonly string[] = [];
	const watch = watchConfigs({
		patterns,
		cwd,
		freq: never,
		acceptance: plain,
		onDemand: {},
		env: {},
		onSurvey: survey => surveys.push(survey),
		onNotice: (_, latest) => {
			notices = latest.map(({text}) => text.replaceAll(cwd, '.'));
		},
		...orders,
	});
	t.after(watch.close);
	await watch.lookNow();
	return {...watch, surveys, notices: () => notices, take: () => surveys.splice(0).map(namesIn)};
};

/** `+` found, `~` changed, `-` gone. */
const namesIn = ({found, changed, gone}: Survey): string =>
	[
		...found.map(({name}) => `+${name}`),
		...changed.map(({name}) => `~${name}`),
		...gone.map(id => `-${id.slice(id.lastIndexOf('/') + 1)}`),
	].join(' ');

const write = (folder: string, name: string, text = '[uwsgi]\nmaster = true\n') =>
	writeFile(join(folder, name), text);

test('the first look finds what is there, with its config read', async t => {
	const cwd = await scratch(t);
	await write(cwd, 'a.ini', '[uwsgi]\nprocesses = 0\n');
	await write(cwd, 'tox.ini', '[tox]\n');
	await utimes(join(cwd, 'a.ini'), 2000, 2000.5);
	if (process.getuid?.() === 0) {
		await chown(join(cwd, 'a.ini'), 1234, 2345);
	}
	const {surveys} = await watching(t, cwd, ['*.ini']);
	const [a, tox] = surveys[0]?.found ?? [];
	const {dev, ino, birthtimeNs} = await stat(join(cwd, 'a.ini'), {bigint: true});
	const {uid, gid} = await stat(join(cwd, 'a.ini'));
	assert.deepEqual(a, {
		id: join(cwd, 'a.ini'),
		name: 'a.ini',
		monitor: 0,
		cwd,
		inode: `${dev}:${ino}:${birthtimeNs}`,
		mtime: 2_000_500,
		owner: {uid, gid},
		config: {problems: [], obeys: 'bytes', readiness: 'spawned', stats: {kind: 'none'}},
	});
	assert.match(tox?.config.refusal ? describeProblem(tox.config.refusal) : '', /no \[uwsgi\] section/);
});

test('a look that finds nothing new hands nothing on', async t => {
	const cwd = await scratch(t);
	await write(cwd, 'a.ini');
	const {lookNow, take} = await watching(t, cwd, [cwd]);
	assert.deepEqual(take(), ['+a.ini']);
	await lookNow();
	await lookNow();
	assert.deepEqual(take(), []);
});

type Change = readonly [string, string, (cwd: string, file: string) => Promise<unknown>];

const changes: readonly Change[] = [
	['writing', '~a.ini', (_, file) => writeFile(file, '[uwsgi]\nmaster = true\nx = 1\n')],
	['appending', '~a.ini', (_, file) => appendFile(file, 'x = 1\n')],
	['touching', '~a.ini', (_, file) => utimes(file, 2000, 2000)],
	['setting the time back', '~a.ini', (_, file) => utimes(file, 1, 1)],
	[
		'writing another text of the same length and time',
		'~a.ini',
		async (_, file) => {
			await writeFile(file, '[uwsgi]\nmaster = trUe\n');
			await utimes(file, 1000, 1000);
		},
	],
	[
		'writing a new file and renaming it over the old',
		'~a.ini',
		async (cwd, file) => {
			await write(cwd, 'a.ini.tmp');
			await utimes(join(cwd, 'a.ini.tmp'), 1000, 1000);
			await rename(join(cwd, 'a.ini.tmp'), file);
		},
	],
	[
		'saving as vim does, by way of a backup',
		'~a.ini',
		async (cwd, file) => {
			await rename(file, join(cwd, 'a.ini~'));
			await write(cwd, 'a.ini');
			await rm(join(cwd, 'a.ini~'));
		},
	],
	[
		'removing and making it again',
		'~a.ini',
		async (cwd, file) => {
			await rm(file);
			await write(cwd, 'a.ini');
		},
	],
	['removing', '-a.ini', (_, file) => rm(file)],
	['renaming', '+b.ini -a.ini', (cwd, file) => rename(file, join(cwd, 'b.ini'))],
	['changing the mode', '', (_, file) => chmod(file, 0o600)],
	['making a hard link', '', (cwd, file) => link(file, join(cwd, 'a.txt'))],
];
for (const [what, expected, change] of changes) {
	test(`${what} is ${expected || 'no change'}`, async t => {
		const cwd = await scratch(t);
		await write(cwd, 'a.ini');
		await utimes(join(cwd, 'a.ini'), 1000, 1000);
		const {lookNow, take} = await watching(t, cwd, [cwd]);
		take();
		await change(cwd, join(cwd, 'a.ini'));
		await lookNow();
		await lookNow();
		assert.deepEqual(take(), expected === '' ? [] : [expected]);
	});
}
for (const [what, expected, change] of changes.filter(([, expected]) => expected !== '')) {
	test(`${what} is noticed by itself`, async t => {
		const cwd = await scratch(t);
		await write(cwd, 'a.ini');
		await utimes(join(cwd, 'a.ini'), 1000, 1000);
		const {surveys, take} = await watching(t, cwd, [cwd]);
		await untilEventsFlow(cwd, surveys);
		await change(cwd, join(cwd, 'a.ini'));
		await until('a survey', () => surveys.length > 0);
		assert.deepEqual(take(), [expected]);
	});
}

/** Watching begins a moment after the first look. */
const untilEventsFlow = async (folder: string, surveys: Survey[]) => {
	await write(folder, 'probe.ini');
	await until('events', () => surveys.some(({found}) => found.some(({name}) => name.endsWith('probe.ini'))));
	await rm(join(folder, 'probe.ini'));
	await until('the probe to go', () => surveys.some(({gone}) => gone.length > 0));
	surveys.length = 0;
};

test('a renamed file keeps its inode, so that its two names can be told to be one', async t => {
	const cwd = await scratch(t);
	await write(cwd, 'a.ini');
	const {lookNow, surveys} = await watching(t, cwd, [cwd]);
	await rename(join(cwd, 'a.ini'), join(cwd, 'b.ini'));
	await lookNow();
	assert.equal(surveys[1]?.found[0]?.inode, surveys[0]?.found[0]?.inode);
});

test('an unreadable config is changed when it can be read', async t => {
	const cwd = await scratch(t);
	await symlink('missing-folder/real', join(cwd, 'a.ini'));
	await mkdir(join(cwd, 'missing-folder'));
	const {lookNow, surveys, take} = await watching(t, cwd, [cwd], {acceptance: {...plain, nofollow: true}});
	assert.match(surveys[0]?.found[0]?.config.refusal?.what ?? '', /is not there/);
	take();
	await write(cwd, 'missing-folder/real');
	await rm(join(cwd, 'a.ini'));
	await symlink('missing-folder/real', join(cwd, 'a.ini'));
	await lookNow();
	assert.equal(surveys[0]?.changed[0]?.config.refusal, undefined);
});

test('a file that comes and goes without a pause is never forgotten', async t => {
	const cwd = await scratch(t);
	const steps = ['+a.ini', '-a.ini', '+a.ini', '-a.ini', '+a.ini', '-a.ini'];
	const seen: string[] = [];
	const takeStep = () => {
		// The next step follows at once: chokidar's own events stay out when it comes within 100 ms of the last but one.
		const step = steps[seen.length];
		return step?.startsWith('+') ? write(cwd, 'a.ini') : step && rm(join(cwd, 'a.ini'));
	};
	const onSurvey = (survey: Survey) => {
		if (
			survey.found.every(({name}) => name !== 'probe.ini') &&
			survey.gone.every(id => !id.endsWith('probe.ini'))
		) {
			seen.push(namesIn(survey));
			void takeStep();
		} else {
			probes.push(survey);
		}
	};
	const probes: Survey[] = [];
	await watching(t, cwd, [cwd], {onSurvey});
	await untilEventsFlow(cwd, probes);
	await takeStep();
	await until('all steps', () => seen.length === steps.length);
	assert.deepEqual(seen, steps);
});

test('writing to the target of a link is noticed by itself', async t => {
	const cwd = await scratch(t);
	await mkdir(join(cwd, 'vassals'));
	await write(cwd, 'target.ini');
	await symlink('../target.ini', join(cwd, 'vassals/a.ini'));
	const {surveys, take} = await watching(t, cwd, ['vassals']);
	await untilEventsFlow(join(cwd, 'vassals'), surveys);
	await appendFile(join(cwd, 'target.ini'), 'x = 1\n');
	await until('a survey', () => surveys.length > 0);
	assert.deepEqual(take(), ['~a.ini']);
});

test('writing to a file by another of its names is noticed by itself', async t => {
	const cwd = await scratch(t);
	await mkdir(join(cwd, 'vassals'));
	await write(cwd, 'vassals/a.ini');
	await link(join(cwd, 'vassals/a.ini'), join(cwd, 'other.ini'));
	const {surveys, take} = await watching(t, cwd, ['vassals']);
	await untilEventsFlow(join(cwd, 'vassals'), surveys);
	await appendFile(join(cwd, 'other.ini'), 'x = 1\n');
	await until('a survey', () => surveys.length > 0);
	assert.deepEqual(take(), ['~a.ini']);
});

test('a new folder that a pattern matches is noticed by itself, and watched', async t => {
	const cwd = await scratch(t);
	await mkdir(join(cwd, 'x'));
	const {surveys, take} = await watching(t, cwd, ['*/v.ini']);
	await write(cwd, 'x/v.ini');
	await until('the first vassal', () => surveys.length > 0);
	assert.deepEqual(take(), ['+x/v.ini']);
	await mkdir(join(cwd, 'y'));
	await write(cwd, 'y/v.ini');
	await until('the vassal in the new folder', () => surveys.length > 0);
	assert.deepEqual(take(), ['+y/v.ini']);
});

test('a file that two monitors reach belongs to the first, and a link to it is another', async t => {
	const cwd = await scratch(t);
	await write(cwd, 'a.ini');
	await symlink('a.ini', join(cwd, 'b.ini'));
	const {surveys} = await watching(t, cwd, ['./a.ini', cwd, '*.ini']);
	assert.deepEqual(
		surveys.flatMap(({found}) => found.map(({name, monitor}) => [name, monitor])),
		[
			['./a.ini', 0],
			['b.ini', 1],
		],
	);
});

test('when a folder vanishes its vassals are kept, and that is said until it is back', async t => {
	const cwd = await scratch(t);
	await mkdir(join(cwd, 'v'));
	await write(cwd, 'v/a.ini');
	await write(cwd, 'v/b.ini');
	const {lookNow, take, notices} = await watching(t, cwd, ['v']);
	take();
	await rename(join(cwd, 'v'), join(cwd, 'away'));
	await lookNow();
	assert.deepEqual(take(), []);
	assert.deepEqual(notices(), [
		'v: the folder is gone. Its vassals keep running; bring it back, or stop them.',
	]);
	await rename(join(cwd, 'away'), join(cwd, 'v'));
	await rm(join(cwd, 'v/b.ini'));
	await lookNow();
	assert.deepEqual(take(), ['-b.ini']);
	assert.deepEqual(notices(), []);
});

test('a folder that was removed and made again is watched anew', async t => {
	const cwd = await scratch(t);
	await mkdir(join(cwd, 'v'));
	const {surveys, lookNow} = await watching(t, cwd, ['v']);
	await untilEventsFlow(join(cwd, 'v'), surveys);
	await rm(join(cwd, 'v'), {recursive: true});
	await mkdir(join(cwd, 'v'));
	await lookNow();
	await untilEventsFlow(join(cwd, 'v'), surveys);
});

test('a folder that goes and comes back is seen by file events alone, however deep it lay', async t => {
	const cwd = await scratch(t);
	await mkdir(join(cwd, 'etc/uwsgi/v'), {recursive: true});
	const {surveys, notices} = await watching(t, cwd, ['etc/uwsgi/v', 'etc/uwsgi/v/*.json']);
	const found = () => surveys.flatMap(survey => survey.found.map(({name}) => name));
	for (const name of ['a.ini', 'b.ini']) {
		await rm(join(cwd, 'etc'), {recursive: true});
		await until('its absence', () => notices().length > 0);
		await mkdir(join(cwd, 'etc'));
		await mkdir(join(cwd, 'etc/uwsgi'));
		await mkdir(join(cwd, 'etc/uwsgi/v'));
		await write(cwd, `etc/uwsgi/v/${name}`);
		await until(name, () => found().includes(name));
	}
});

test('a folder that is not there yet is waited for, and said to be missing', async t => {
	const cwd = await scratch(t);
	const {lookNow, take, notices} = await watching(t, cwd, ['dir://v']);
	assert.deepEqual(notices(), [
		'dir://v: the folder is not there. Create it, and vassals start as configs appear.',
	]);
	await mkdir(join(cwd, 'v'));
	await write(cwd, 'v/a.ini');
	await lookNow();
	assert.deepEqual([take(), notices()], [['+a.ini'], []]);
});

test('a bare name that is nothing yet becomes a folder when it is one, by file events alone, and goes and comes back', async t => {
	const cwd = await scratch(t);
	const {surveys, take, notices} = await watching(t, cwd, [join(cwd, 'x/late')]);
	assert.deepEqual(notices(), [
		'./x/late: the folder is not there. Create it, and vassals start as configs appear.',
	]);
	await mkdir(join(cwd, 'x/late'), {recursive: true});
	await write(cwd, 'x/late/a.ini');
	await until('its vassal, and no notice', () => surveys.length > 0 && notices().length === 0);
	assert.deepEqual(take(), ['+a.ini']);
	await rename(join(cwd, 'x'), join(cwd, 'away'));
	await until('its absence', () => notices().length > 0);
	assert.deepEqual(notices(), [
		'./x/late: the folder is gone. Its vassals keep running; bring it back, or stop them.',
	]);
	await write(cwd, 'away/late/b.ini');
	await rename(join(cwd, 'away'), join(cwd, 'x'));
	await until('what came meanwhile, and no notice', () => surveys.length > 0 && notices().length === 0);
	assert.deepEqual(take(), ['+b.ini']);
});

test('a file that makes way for a folder of its name is taken for that; a missing config is waited for', async t => {
	const cwd = await scratch(t);
	await write(cwd, 'vassals', 'notes');
	const {lookNow, take, notices} = await watching(t, cwd, ['vassals', 'late.ini']);
	assert.deepEqual(notices(), [
		"vassals: its ending is not a config's. Rename it to .ini, or give --emperor-extra-extension.",
		'late.ini: not there. Create it, and its vassal starts.',
	]);
	await rm(join(cwd, 'vassals'));
	await mkdir(join(cwd, 'vassals'));
	await write(cwd, 'vassals/a.ini');
	await write(cwd, 'late.ini');
	await lookNow();
	assert.deepEqual([take(), notices()], [['+a.ini +late.ini'], []]);
});

test('what events do not tell, the regular look finds', async t => {
	const cwd = await scratch(t);
	await mkdir(join(cwd, 'v'));
	const {surveys, take} = await watching(t, cwd, ['v'], {freq: 50});
	await rm(join(cwd, 'v'), {recursive: true});
	await mkdir(join(cwd, 'v'));
	await write(cwd, 'v/a.ini');
	await until('the regular look', () => surveys.length > 0);
	assert.deepEqual(take(), ['+a.ini']);
});

test('two hundred configs that appear at once are found, each once', async t => {
	const cwd = await scratch(t);
	const {surveys} = await watching(t, cwd, [cwd]);
	const names = Array.from({length: 200}, (_, index) => `v${index}.ini`);
	await Promise.all(names.map(name => write(cwd, name)));
	const found = () => surveys.flatMap(survey => survey.found.map(({name}) => name));
	await until('all of them', () => found().length >= names.length);
	assert.deepEqual(found().sort(), names.sort());
});
