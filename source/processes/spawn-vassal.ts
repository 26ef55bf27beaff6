import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {Socket} from 'node:net';
import type {SpawnOrder} from '../core/spawn-order.js';
import {attendEmperorPipe} from './emperor-pipe.js';
import type {Guard} from './guard.js';
import {killOrphans} from './orphans.js';
import {signalGroup} from './process-group.js';
import {factsOf} from './process-table.js';
import {commandLineOf, isUnrunnable} from './program.js';
import {type Identity, resolveIdentity} from './resolve-user.js';
import {explainRefusal} from './spawn-refused.js';
import {emperorFd, vassalEnvironment} from './vassal-environment.js';

export {SpawnRefused} from './spawn-refused.js';

/** Who hears of a vassal. Nothing is heard after `died`. */
export type VassalEars = {
	/** One byte of the emperor protocol. */
	readonly heard: (byte: number) => void;
	/** The vassal's end of the emperor pipe was closed: a hint of death, not death. At most once. */
	readonly pipeClosed: () => void;
	/** Once, when the process was reaped and nobody of its group, nor any stray that bears its mark, runs any more. */
	readonly died: (death: {readonly exitCode: number | null; readonly signal: string | null}) => void;
};

/** What ties a vassal to its emperor. */
export type VassalTies = {
	/** The write end of its output pipe. */
	readonly writeEnd: number;
	/** The name of this one life, in its environment. */
	readonly mark: string;
	/** What becomes its standard input: a listening socket, for a vassal on demand. Nothing without. */
	readonly stdin?: number;
	readonly guard: Guard;
	/** uWSGI goes by itself when the emperor's end of its pipe closes; whoever does not is sent SIGTERM by the guard. */
	readonly noticesLostEmperor: boolean;
};

export type VassalProcess = {
	/** Also the number of its process group and session. */
	readonly pid: number;
	/** Writes one byte to the emperor pipe. False when that is closed. */
	readonly say: (byte: number) => boolean;
	/** To the whole group. Does nothing once it has died. */
	readonly kill: (signal: NodeJS.Signals) => void;
};

/** Starts a vassal in a session of its own. Rejects with `SpawnRefused` when the world does not let us. */
export const spawnVassal = async (
	order: SpawnOrder,
	ties: VassalTies,
	ears: VassalEars,
): Promise<VassalProcess> => {
	const {child, pid, socket} = await launch(order, ties);
	const startedAt = factsOf(pid)?.startedAt ?? 0;
	const pipe = attendEmperorPipe(socket, ears);
	let isDead = false;
	child.once('exit', async (exitCode, signal) => {
		await killOrphans({pid, mark: ties.mark, startedAt});
		isDead = true;
		ties.guard.release(pid);
		await pipe.settle();
		pipe.close();
		ears.died({exitCode, signal});
	});

	return {
		pid,
		say: pipe.say,
		kill: signal => {
			if (!isDead) {
				signalGroup(pid, signal);
			}
		},
	};
};

/** The first of its programs that can be run. */
const launch = async (order: SpawnOrder, ties: VassalTies): Promise<Child> => {
	const identity = await resolveIdentity(order);
	const [first, ...others] = [order.command, ...(order.alternatives ?? [])].map(command => ({
		...order,
		command,
	}));
	const start = async (next: SpawnOrder | undefined): Promise<Child> => {
		try {
			return await launchProgram(next ?? order, identity, ties);
		} catch (error) {
			const another = isUnrunnable(error) ? others.shift() : undefined;
			if (another !== undefined) {
				return start(another);
			}
			throw await explainRefusal(error, next ?? order);
		}
	};
	return start(first);
};

/** Node throws some refusals and emits others. */
const launchProgram = async (
	order: SpawnOrder,
	identity: Identity,
	{writeEnd, mark, stdin, guard, noticesLostEmperor}: VassalTies,
): Promise<Child> => {
	const [command, args] = await commandLineOf(order);
	const child = spawn(command, [...args], {
		cwd: order.cwd,
		env: vassalEnvironment(process.env, order.env, mark),
		stdio: [stdin ?? 'ignore', writeEnd, writeEnd, 'pipe'],
		detached: true,
		...identity,
	});
	const {pid} = child;
	// Nothing may wait between these two: the emperor could be killed with a child that nobody knows of.
	if (pid !== undefined) {
		guard.watch(pid, noticesLostEmperor ? 'bytes' : 'term');
	}
	const socket: unknown = child.stdio?.[emperorFd]; // Out of files, Node gives no stdio at all.
	if (pid === undefined || !(socket instanceof Socket)) {
		throw (await once(child, 'error'))[0];
	}
	return {child, pid, socket};
};

type Child = {readonly child: ChildProcess; readonly pid: number; readonly socket: Socket};
