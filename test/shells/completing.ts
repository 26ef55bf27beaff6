import {mkdir, symlink} from 'node:fs/promises';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {lastFirst} from '../helpers/last-first.js';
import {needs} from '../helpers/needs.js';
import {pipeEmperor} from '../helpers/piped-emperor.js';
import {openTerminal, type Terminal} from '../helpers/tmux.js';
import {until} from '../helpers/wait.js';

const program = fileURLToPath(new URL('../../../dist/emperor.js', import.meta.url));

const names = [
	'shop.ini',
	'sp ace.ini',
	"it's.ini",
	'do$(touch pwned);.ini',
	'hi "you".ini',
	'a=b.ini',
	'日本.ini',
];

/** Is no vassal for its colon, but listed as one. */
const refused = 'co:lon.ini';

/** Each shell without a person's own settings, and how it learns to complete. */
const shells = {
	bash: {
		command: ['bash', '--norc', '--noprofile', '-i'],
		begin: `PS1='> '; bind 'set enable-bracketed-paste off'; eval "$(emperor completion bash)"; clear`,
	},
	zsh: {
		command: ['zsh', '-f', '-i'],
		begin: "PS1='> '; autoload -Uz compinit; compinit -u -D; source <(emperor completion zsh); clear",
	},
	fish: {
		command: ['fish', '--no-config', '-i'],
		begin: 'function fish_prompt; echo "> "; end; emperor completion fish | source; clear',
	},
} as const;

/** What is typed before Tab, and what stands on the line then. */
const lines: readonly (readonly [typed: string, completed: string])[] = [
	['comp', 'completion '],
	['completion fi', 'completion fish'],
	['--layout mer', '--layout merged'],
	['--layout=mer', '--layout=merged'],
	['--ascii chec', '--ascii check'],
	['logs --fol', 'logs --follow'],
	['wait --for lo', 'wait --for loyal'],
	['stop sho', 'stop shop.ini'],
	['reload --timeout 3 --wait sp', 'reload --timeout 3 --wait sp\\ ace.ini'],
	['stop "sp', 'stop "sp ace.ini"'],
	['stop it', "stop it\\'s.ini"],
	["stop 'hi", `stop 'hi "you".ini'`],
	['stop do', 'stop do\\$\\(touch\\ pwned\\)\\;.ini'],
	['stop co:l', 'stop co:lon.ini'],
	['stop a=', 'stop a=b.ini'],
	['stop 日', 'stop 日本.ini'],
];

const openShell = async (t: TestContext, {command, begin}: (typeof shells)[keyof typeof shells]) => {
	const scope = lastFirst(t);
	const vassal = '[uwsgi]\nunprivileged-binary-patch-arg = echo up; exec sleep 1000\n';
	const emperor = await pipeEmperor(scope, {
		args: ['*.ini'],
		files: Object.fromEntries([...names, refused].map(name => [name, vassal])),
	});
	await until('all to be up', () => emperor.output().match(/\| up$/gm)?.length === names.length);
	const bin = join(emperor.folder, 'bin');
	await mkdir(bin);
	await symlink(program, join(bin, 'emperor'));
	const terminal = await openTerminal(scope, {
		columns: 120,
		rows: 24,
		command,
		cwd: bin,
		env: {
			LANG: 'C.UTF-8',
			PATH: `${bin}:${process.env.PATH}`,
			HOME: emperor.folder,
			XDG_RUNTIME_DIR: join(emperor.folder, '.run'),
			TMPDIR: emperor.folder,
		},
	});
	await terminal.shows(/\S/);
	await terminal.type(begin);
	await terminal.keys('Enter');
	await terminal.shows(/^> ? *\n\s*$/);
	return {terminal, emperor};
};

const typeAndTab = async (terminal: Terminal, line: string): Promise<void> => {
	await terminal.type(`emperor ${line}`);
	await terminal.shows(`> emperor ${line}`);
	await terminal.keys('Tab');
};

const emptyTheLine = async (terminal: Terminal): Promise<void> => {
	await terminal.keys('C-e', 'C-u');
	await terminal.gone('> emperor');
};

for (const [name, shell] of Object.entries(shells)) {
	test(
		`${name} completes commands, options, their values, and vassals whatever they are called`,
		await needs('tmux', name as keyof typeof shells),
		async t => {
			const {terminal, emperor} = await openShell(t, shell);
			for (const [typed, completed] of lines) {
				await typeAndTab(terminal, typed);
				await terminal.shows(`> emperor ${completed}`);
				await emptyTheLine(terminal);
			}

			await typeAndTab(terminal, 'status do');
			await terminal.shows('pwned');
			await terminal.keys('Enter');
			await terminal.shows(/^do\$\(touch pwned\);\.ini +ready/m);
			await terminal.type('clear');
			await terminal.keys('Enter');
			await terminal.gone('NAME');

			emperor.signal('SIGTERM');
			await emperor.exited();
			await typeAndTab(terminal, 'stop sho');
			await terminal.type('_');
			await terminal.shows(/^> emperor stop sho_ *\n\s*$/);
		},
	);
}
