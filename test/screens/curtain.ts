import assert from 'node:assert/strict';
import {appendFile, cp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {openEmperor} from '../helpers/emperor.js';
import {needs} from '../helpers/needs.js';
import {type Scope, scratch} from '../helpers/scratch.js';
import {quietVassal} from '../helpers/vassal-text.js';

const dist = fileURLToPath(new URL('../../../dist/', import.meta.url));
const files = {'quiet.ini': quietVassal()};

/** A copy of the program where nobody else may read it, and of that copy the first and the last file that is loaded behind the skeleton. */
const copyProgram = async (
	t: Scope,
): Promise<{readonly program: string; readonly behind: string; readonly last: string}> => {
	const folder = join(await scratch(t), 'dist');
	await cp(dist, folder, {recursive: true});
	await writeFile(join(folder, '../package.json'), '{"type": "module"}');
	const names = await readdir(folder);
	const pathOf = (part: string): string =>
		join(folder, names.find(name => name.startsWith(part)) ?? assert.fail(part));
	return {program: join(folder, 'emperor.js'), behind: pathOf('commands-'), last: pathOf('panels-')};
};

for (const [signal, code] of [
	['SIGTERM', 143],
	['SIGINT', 130],
	['SIGQUIT', 131],
	['SIGHUP', 129],
] as const) {
	test(
		`${signal} while the program is still loaded gives the terminal back`,
		await needs('tmux'),
		async t => {
			const {program, behind} = await copyProgram(t);
			const signalled = `process.kill(process.pid, '${signal}');\nawait new Promise(resolve => setTimeout(resolve, 60_000));\n`;
			await writeFile(behind, signalled + (await readFile(behind, 'utf8')));
			const emperor = await openEmperor(t, {args: ['*.ini'], files, program});
			assert.equal((await emperor.ended()).code, code);
		},
	);
}

test('a signal that comes as the last of the program was loaded is heard', await needs('tmux'), async t => {
	const {program, last} = await copyProgram(t);
	await appendFile(last, "\nprocess.kill(process.pid, 'SIGTERM');\n");
	const emperor = await openEmperor(t, {args: ['*.ini'], files, program});
	assert.equal((await emperor.ended()).code, 143);
});

test('a program that is not all there says so on the terminal as it was', await needs('tmux'), async t => {
	const {program, behind} = await copyProgram(t);
	await rm(behind);
	const emperor = await openEmperor(t, {columns: 200, args: ['*.ini'], files, program});
	const {code, words} = await emperor.ended();
	assert.equal(code, 1);
	assert.match(words.join('\n'), /ERR_MODULE_NOT_FOUND/);
});

test(
	'a program that only root may read shows panels when it has given up root',
	process.getuid?.() === 0 ? await needs('tmux') : {skip: 'only root can become another user'},
	async t => {
		const {program} = await copyProgram(t);
		const emperor = await openEmperor(t, {args: ['--uid', 'nobody', '*.ini'], files, program});
		await emperor.shows('● 1 ready');
		const status = await readFile(`/proc/${await emperor.emperorPid()}/status`, 'utf8');
		assert.match(status, /^Uid:(\t65534){4}$/m);
	},
);

test(
	'nobody becomes a user that there is none of, and the terminal is given back',
	await needs('tmux'),
	async t => {
		const emperor = await openEmperor(t, {columns: 200, args: ['--uid', 'no-such-user', '*.ini'], files});
		if (process.getuid?.() === 0) {
			const {code, words} = await emperor.ended();
			assert.equal(code, 1);
			assert.match(
				words[0] ?? '',
				/^--uid, --gid: .*no-such-user\. Write a user and a group of this machine\./,
			);
		} else {
			await emperor.shows('● 1 ready');
		}
	},
);
