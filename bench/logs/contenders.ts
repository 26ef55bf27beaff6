import {execFile} from 'node:child_process';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

/** A program that shows several processes at once. */
export type Contender = {
	readonly name: string;
	/** Writes into the folder what it needs, and answers the command that shows these commands. */
	readonly prepare: (folder: string, commands: readonly string[]) => Promise<string>;
	/** What moves to another process, there and back, and what of the screen tells which one; absent where there are no keys. */
	readonly keys?: {
		readonly forth: string;
		readonly back: string;
		readonly chosen: (rows: readonly string[]) => string;
	};
};

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Versions that are compared: the newest of each when this was written. */
const peers = {mprocs: '0.9.6', turbo: '2.11.11', concurrently: '9.2.5'};
const peerFolder = join(root, 'node_modules/.cache/emperor-peers');
const peer = (name: keyof typeof peers): string => join(peerFolder, 'node_modules/.bin', name);

/** Needs the network the first time. */
export const installPeers = async (): Promise<void> => {
	await mkdir(peerFolder, {recursive: true});
	await writeFile(join(peerFolder, 'package.json'), JSON.stringify({private: true, dependencies: peers}));
	await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--silent'], {
		cwd: peerFolder,
		timeout: 300_000,
	});
};

const emperor: Contender = {
	name: 'emperor',
	prepare: async (folder, commands) => {
		for (const [index, command] of commands.entries()) {
			const config = `[uwsgi]\nunprivileged-binary-patch-arg = exec ${command}\n`;
			await writeFile(join(folder, `p${index + 1}.ini`), config);
		}
		return `${process.execPath} ${root}dist/emperor.js --layout list '*.ini'`;
	},
	keys: {
		forth: '\t',
		back: '\x1b[Z',
		chosen: rows => rows.find(row => row.startsWith('▸'))?.slice(0, 30) ?? '',
	},
};

/** As npm installs it: a program of Node that starts one of Rust. */
const mprocs: Contender = {
	name: `mprocs ${peers.mprocs}`,
	prepare: async (folder, commands) => {
		const procs = Object.fromEntries(commands.map((shell, index) => [`p${index + 1}`, {shell}]));
		await writeFile(join(folder, 'mprocs.json'), JSON.stringify({procs}));
		return `${process.execPath} ${peer('mprocs')} -c mprocs.json`;
	},
	keys: {forth: 'j', back: 'k', chosen: rows => rows.find(row => row.includes('┃•'))?.slice(0, 12) ?? ''},
};

const turbo: Contender = {
	name: `turbo ${peers.turbo}`,
	prepare: async (folder, commands) => {
		const workspaces = commands.map((_, index) => `p${index + 1}`);
		const npm = {name: 'floods', private: true, packageManager: 'npm@10.0.0', workspaces};
		await writeFile(join(folder, 'package.json'), JSON.stringify(npm));
		const tasks = {flood: {cache: false, persistent: true}};
		await writeFile(join(folder, 'turbo.json'), JSON.stringify({ui: 'tui', tasks}));
		for (const [index, name] of workspaces.entries()) {
			const scripts = {flood: `cd .. && exec ${commands[index]}`};
			await mkdir(join(folder, name));
			await writeFile(join(folder, name, 'package.json'), JSON.stringify({name, scripts}));
		}
		return `${peer('turbo')} run flood --concurrency=20 --no-update-notifier`;
	},
	keys: {
		forth: '\x1b[B',
		back: '\x1b[A',
		chosen: rows => /│ {2}(p\d#flood) >/.exec(rows[0] ?? '')?.[1] ?? '',
	},
};

const concurrently: Contender = {
	name: `concurrently ${peers.concurrently}`,
	prepare: async (_, commands) =>
		`${peer('concurrently')} ${commands.map(command => `'${command}'`).join(' ')}`,
};

const cat: Contender = {
	name: 'cat >/dev/null',
	prepare: async (_, commands) =>
		`sh -c '${commands.map(command => `${command} | cat >/dev/null &`).join(' ')} wait'`,
};

/** What nobody who is written for Node can do better. */
const onlyReading: Contender = {
	name: 'Node, only reading',
	prepare: async (_, commands) =>
		`${process.execPath} ${root}build/bench/logs/discard.js ${commands.map(command => `'${command}'`).join(' ')}`,
};

export const contenders: readonly Contender[] = [cat, onlyReading, emperor, mprocs, turbo, concurrently];
