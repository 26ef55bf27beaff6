/** What a monitor does where the system gives it little, and what is left of it: in processes of their own. */

import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdir, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {scratch} from '../helpers/scratch.js';

const write = (folder: string, name: string) => writeFile(join(folder, name), '[uwsgi]\nmaster = true\n');

const askForTinyLimits = () => {
	try {
		execFileSync('unshare', ['-U', '-r', 'sh', '-c', 'echo 2 > /proc/sys/user/max_inotify_watches'], {
			stdio: 'ignore',
		});
		return false;
	} catch {
		return 'this machine does not let unshare limit inotify watches';
	}
};

const module = fileURLToPath(new URL('../../source/monitors/imperial-monitor.js', import.meta.url));

for (const [limit, text] of [
	[
		'max_inotify_watches',
		'file events: the system is out of inotify watches, so changes are seen at the next regular look only. Raise fs.inotify.max_user_watches.',
	],
	[
		'max_inotify_instances',
		'file events: too many open files (EMFILE), so changes are seen at the next regular look only. Raise fs.inotify.max_user_instances or ulimit -n.',
	],
] as const) {
	test(`out of inotify’s ${limit} it says so, and goes on by regular looks`, {
		skip: askForTinyLimits(),
	}, async t => {
		const cwd = await scratch(t);
		await mkdir(join(cwd, 'there'));
		for (let index = 0; index < 8; index++) {
			await write(cwd, `there/v${index}.ini`);
			await symlink(`there/v${index}.ini`, join(cwd, `v${index}.ini`));
		}
		const script = `
			import {writeFileSync} from 'node:fs';
			import {watchConfigs} from ${JSON.stringify(module)};
			const watch = watchConfigs({
				patterns: ['*.ini'], cwd: process.cwd(), freq: 50, acceptance: {nofollow: false, extraExtensions: [], tyrant: 'off', magicExec: false}, env: {}, onDemand: {},
				onSurvey: ({found}) => {
					console.log(found.length);
					if (found.length === 1) void watch.close();
				},
				onNotice: (_, notices) => {
					console.log(notices[0].text);
					writeFileSync('late.ini', '[uwsgi]');
				},
			});`;
		const shell = `echo ${limit === 'max_inotify_watches' ? 2 : 0} > /proc/sys/user/${limit} && exec "$0" --input-type=module -e "$1"`;
		const output = execFileSync('unshare', ['-U', '-r', 'sh', '-c', shell, process.execPath, script], {
			cwd,
			encoding: 'utf8',
			timeout: 20_000,
		});
		assert.deepEqual(output.trim().split('\n'), ['8', text, '1']);
	});
}

test('out of open files it says so, forgets no vassal, and finds what is new when there are some again', {
	skip: process.platform !== 'linux' && 'ulimit -n counts otherwise elsewhere',
}, async t => {
	const cwd = await scratch(t);
	await write(cwd, 'a.ini');
	const script = `
		import {closeSync, openSync, writeFileSync} from 'node:fs';
		import {watchConfigs} from ${JSON.stringify(module)};
		const taken = [];
		const watch = watchConfigs({
			patterns: [process.cwd()], cwd: process.cwd(), freq: 50, acceptance: {nofollow: false, extraExtensions: [], tyrant: 'off', magicExec: false}, env: {}, onDemand: {},
			onSurvey: ({found, gone}) => {
				console.log('found', found.map(({name}) => name).join(), 'gone', gone.length);
				if (found[0].name === 'b.ini') return void watch.close();
				writeFileSync('b.ini', '[uwsgi]');
				try { for (;;) taken.push(openSync('/dev/null')); } catch {}
			},
			onNotice: (_, notices) => {
				console.log(notices.length === 0 ? 'all is well' : notices[0].text.replace(process.cwd(), 'FOLDER'));
				taken.splice(0).forEach(fd => closeSync(fd));
			},
		});`;
	const output = execFileSync(
		'sh',
		['-c', 'ulimit -n 64 && exec "$0" --input-type=module -e "$1"', process.execPath, script],
		{cwd, encoding: 'utf8', timeout: 20_000},
	);
	assert.deepEqual(output.trim().split('\n').slice(0, 2), [
		'found a.ini gone 0',
		'FOLDER: cannot look there (EMFILE). Its vassals keep running, and none are started, until that ends.',
	]);
	assert.match(output, /found b\.ini gone 0/);
});

test('a folder is watched, and what links in it lead to; once closed nothing is, and nothing keeps the program alive', {
	skip: process.platform !== 'linux' && 'watches are counted in /proc',
}, async t => {
	const cwd = await scratch(t);
	for (const name of ['b.ini', 'c.ini', 'd.ini']) {
		await write(cwd, name);
	}
	await mkdir(join(cwd, 'there'));
	await write(cwd, 'there/a.ini');
	await symlink('there/a.ini', join(cwd, 'a.ini'));
	const script = `
		import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
		import {watchConfigs} from ${JSON.stringify(module)};
		const countWatches = () => readdirSync('/proc/self/fdinfo')
			.map(fd => { try { return readFileSync('/proc/self/fdinfo/' + fd, 'utf8'); } catch { return ''; } })
			.join('').split('inotify wd:').length - 1;
		const watch = watchConfigs({
			patterns: ['*.ini', '.'], cwd: process.cwd(), freq: 3000, acceptance: {nofollow: false, extraExtensions: [], tyrant: 'off', magicExec: false}, env: {}, onDemand: {},
			onSurvey: ({found}) => console.log('found', found.length),
			onNotice: () => {},
		});
		await watch.lookNow();
		while (countWatches() < 2) await new Promise(setImmediate);
		console.log('watches', countWatches());
		writeFileSync('e.ini', '[uwsgi]');
		void watch.lookNow();
		await watch.close();
		console.log('watches', countWatches());`;
	const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
		cwd,
		encoding: 'utf8',
		timeout: 20_000,
	});
	assert.deepEqual(output.trim().split('\n'), ['found 4', 'watches 2', 'watches 0']);
});
