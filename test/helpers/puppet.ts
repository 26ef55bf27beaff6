import {mkdtempSync, rmSync} from 'node:fs';
import {createServer, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {TestContext} from 'node:test';
import {fileURLToPath} from 'node:url';
import {
	type Birth,
	type ChildHabits,
	type Order,
	type Report,
	readJsonLines,
} from '../fixtures/puppet-strings.js';
import {queue} from './queue.js';

/** A program for a vassal whose every life is played by the test. */
export type Puppet = {
	/** Text of a config file that makes a vassal of it, uWSGI not needed. */
	readonly config: string;
	/** Command and arguments, for a spawn without a config file. */
	readonly command: string;
	readonly args: readonly string[];
	/** How many lives have begun. */
	readonly lives: number;
	/** The next life nobody has asked for yet; waits until it begins. */
	readonly nextLife: () => Promise<Life>;
};

/** One process. Each gesture resolves when the puppet has made it, so that what follows can rely on it. */
export type Life = Birth & {
	/** To the emperor. */
	readonly say: (...said: readonly (Word | number)[]) => Promise<void>;
	readonly print: (text: string, to?: Extract<Order, {do: 'print'}>['to']) => Promise<void>;
	/** Prints `line 1 of the flood` and so on. */
	readonly flood: (lines: number) => Promise<void>;
	/** The next byte from the emperor. */
	readonly hears: () => Promise<number>;
	/** Ignores a signal from now on, and notes it instead. */
	readonly ignore: (signal: NodeJS.Signals) => Promise<void>;
	/** The next signal that was ignored. */
	readonly catches: () => Promise<NodeJS.Signals>;
	/** Closes its end of the emperor pipe and lives on. */
	readonly closePipe: () => Promise<void>;
	/** Resolves when the emperor's end was closed. */
	readonly losesEmperor: () => Promise<void>;
	/** Resolves with the pid of its child, which the end of the test kills if nobody else does. */
	readonly bear: (how?: ChildHabits) => Promise<number>;
	readonly exit: (code: number) => Promise<void>;
	/** Dies of a signal that cannot be ignored. */
	readonly crash: () => Promise<void>;
	/** Resolves when the process is gone, whoever ended it. */
	readonly gone: Promise<void>;
};

/** What uWSGI's bytes mean (emperor.md 3). */
export const words = {
	spawned: 1,
	accepting: 5,
	loyal: 17,
	retiring: 22,
	heartbeat: 26,
	overloaded: 30,
} as const;

export type Word = keyof typeof words;

const program = fileURLToPath(new URL('../fixtures/puppet.js', import.meta.url));

/** The puppet, its children and its socket are gone when the test is over. */
export const preparePuppet = async (t: TestContext): Promise<Puppet> => {
	const folder = mkdtempSync(path.join(tmpdir(), 'puppet-'));
	const address = path.join(folder, 's');
	const lives = queue<Life>('no further life of the puppet began');
	let count = 0;

	const ends = new Set<() => void>();
	const server = createServer(socket => {
		ends.add(
			attend(socket, life => {
				count++;
				lives.add(life);
			}),
		);
	});
	await new Promise<void>(resolve => server.listen(address, resolve));
	t.after(() => {
		server.close();
		for (const end of ends) {
			end();
		}
		rmSync(folder, {recursive: true, force: true});
	});

	return {
		config: `[uwsgi]\nunprivileged-binary-patch-arg = exec ${process.execPath} ${program} ${address}\n`,
		command: process.execPath,
		args: [program, address],
		get lives() {
			return count;
		},
		nextLife: lives.next,
	};
};

/** Answers with what ends this life and its children for certain. */
const attend = (socket: Socket, onBorn: (life: Life) => void): (() => void) => {
	const answers = queue<number | undefined>('the puppet did not do what it was told');
	const bytes = queue<number>('the puppet heard nothing from its emperor');
	const signals = queue<NodeJS.Signals>('the puppet caught no signal');
	const losses = queue<undefined>("the emperor's end of the pipe was not closed");
	const gone = new Promise<void>(resolve => socket.once('close', () => resolve()));
	const orphans: number[] = [];
	let pid: number | undefined;

	const tell = (order: Order): void => {
		socket.write(`${JSON.stringify(order)}\n`);
	};
	const order = (what: Order): Promise<number | undefined> => {
		tell(what);
		return answers.next();
	};
	const gesture = async (what: Order): Promise<void> => {
		await order(what);
	};
	const live = (birth: Birth): Life => ({
		...birth,
		say: (...said) =>
			gesture({do: 'say', bytes: said.map(word => (typeof word === 'number' ? word : words[word]))}),
		print: (text, to = 'stdout') => gesture({do: 'print', text, to}),
		flood: lines => gesture({do: 'flood', lines}),
		hears: bytes.next,
		ignore: signal => gesture({do: 'ignore', signal}),
		catches: signals.next,
		closePipe: () => gesture({do: 'closePipe'}),
		losesEmperor: losses.next,
		bear: async (how = {}) => {
			const child = await order({do: 'bear', how});
			if (child === undefined) {
				throw new Error('the puppet could not bear a child');
			}
			orphans.push(child);
			return child;
		},
		exit: code => {
			tell({do: 'exit', code});
			return gone;
		},
		crash: () => {
			killQuietly(birth.pid);
			return gone;
		},
		gone,
	});

	const hear = readJsonLines((report: Report) => {
		switch (report.type) {
			case 'born':
				pid = report.life.pid;
				onBorn(live(report.life));
				break;
			case 'done':
				answers.add(report.pid);
				break;
			case 'heard':
				bytes.add(report.byte);
				break;
			case 'caught':
				signals.add(report.signal);
				break;
			case 'pipeClosed':
				losses.add(undefined);
				break;
		}
	});
	socket.setEncoding('utf8').on('data', hear);
	socket.on('error', () => {}); // 'close' follows.
	return () => {
		if (pid !== undefined && !socket.destroyed) {
			killQuietly(pid);
		}
		orphans.forEach(killQuietly);
		socket.destroy();
	};
};

const killQuietly = (pid: number): void => {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// Gone before.
	}
};
