import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import type {SpawnOrder} from '../core/spawn-order.js';
import type {Guard} from './guard.js';
import {killOrphans} from './orphans.js';
import {signalGroup} from './process-group.js';
import {factsOf} from './process-table.js';
import {resolveIdentity} from './resolve-user.js';
import {explainRefusal} from './spawn-refused.js';
import type {VassalTies} from './spawn-vassal.js';
import {vassalEnvironment} from './vassal-environment.js';

export type HookEnd = {readonly exitCode: number | null; readonly signal: string | null};

export type RunningHook = {
	/** Resolves when it was reaped, and nothing that it left behind runs any more. */
	readonly ended: Promise<HookEnd>;
	/** To its whole group. */
	readonly kill: (signal: NodeJS.Signals) => void;
};

/** Runs a hook beside the emperor, who is not outlived by it. Rejects with `SpawnRefused` when the world does not let us. */
export const runHook = async (
	order: SpawnOrder,
	ties: Pick<VassalTies, 'writeEnd' | 'mark' | 'guard'>,
): Promise<RunningHook> => {
	const {child, pid} = await start(order, ties);
	const startedAt = factsOf(pid)?.startedAt ?? 0;
	let isOver = false;
	const ended = new Promise<HookEnd>(resolve => {
		child.once('exit', async (exitCode, signal) => {
			await killOrphans({pid, mark: ties.mark, startedAt});
			isOver = true;
			ties.guard.release(pid);
			resolve({exitCode, signal});
		});
	});
	return {
		ended,
		kill: signal => {
			if (!isOver) {
				signalGroup(pid, signal);
			}
		},
	};
};

const start = async (
	order: SpawnOrder,
	{writeEnd, mark, guard}: {readonly writeEnd: number; readonly mark: string; readonly guard: Guard},
): Promise<{readonly child: ChildProcess; readonly pid: number}> => {
	// It has no emperor pipe: a uwsgi run by a hook must not take itself for the vassal.
	const identity = await resolveIdentity(order);
	const {UWSGI_EMPEROR_FD: _, ...env} = vassalEnvironment(process.env, order.env, mark);
	try {
		const child = spawn(order.command, [...order.args], {
			cwd: order.cwd,
			env,
			stdio: ['ignore', writeEnd, writeEnd],
			detached: true,
			...identity,
		});
		const {pid} = child;
		if (pid === undefined) {
			throw (await once(child, 'error'))[0];
		}
		// Nothing may wait before this: the emperor could be killed with a child that nobody knows of.
		guard.watch(pid, 'term');
		return {child, pid};
	} catch (error) {
		throw await explainRefusal(error, order);
	}
};
