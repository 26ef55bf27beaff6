import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Effect} from '../core/effect.js';
import type {EmpireEvent, VassalEvent, VassalId} from '../core/event.js';
import type {Problem} from '../core/problem.js';
import type {LogArchive} from '../logs/log-archive.js';
import type {Guard} from '../processes/guard.js';
import {type OutputPipe, openOutputPipe} from '../processes/output-pipe.js';
import {SpawnRefused, spawnVassal, type VassalProcess} from '../processes/spawn-vassal.js';
import type {Perform} from './engine.js';

type Performing = {
	readonly enqueue: (event: EmpireEvent) => void;
	readonly logs: LogArchive;
	readonly guard: Guard;
	/** Begins the environment mark of every process of this emperor. */
	readonly mark: string;
	readonly onExit: () => void;
};

/** The hands of the engine: children, pipes and logs of all vassals. */
export const startPerforming = ({enqueue, logs, guard, mark, onExit}: Performing): Perform => {
	const processes = new Map<VassalId, VassalProcess>();
	const pipes = new Map<VassalId, Promise<OutputPipe>>();
	let lives = 0;
	/** Spawning blocks for more than a millisecond (terminal-stack.md 8): one a turn, so that a key is never late. */
	let turn: Promise<void> = Promise.resolve();

	const tell = (id: VassalId, event: VassalEvent): void => enqueue({type: 'told', id, event});

	/** One pipe and one log for all the lives of a vassal, so that its words stay in order. */
	const pipeOf = (id: VassalId): Promise<OutputPipe> => {
		const known = pipes.get(id);
		if (known !== undefined) {
			return known;
		}
		const log = logs.of(id);
		const opening = openOutputPipe(chunk => log.append(chunk, Date.now()));
		pipes.set(id, opening);
		opening.catch(() => pipes.delete(id));
		return opening;
	};

	const spawn = async ({id, order, noticesLostEmperor}: Extract<Effect, {type: 'spawn'}>): Promise<void> => {
		turn = turn.then(() => nextTurn());
		await turn;
		const pipe = await pipeOf(id);
		lives += 1;
		let isAlive = true;
		const child = await spawnVassal(
			order,
			{writeEnd: pipe.writeEnd, mark: `${mark}-${lives}`, guard, noticesLostEmperor},
			{
				heard: byte => isAlive && tell(id, {type: 'heard', byte}),
				pipeClosed: () => isAlive && tell(id, {type: 'pipe-closed'}),
				died: ({exitCode, signal}) => {
					isAlive = false;
					pipe.drain();
					processes.delete(id);
					tell(id, {type: 'died', exitCode, signal});
				},
			},
		);
		processes.set(id, child);
		tell(id, {type: 'spawned', pid: child.pid});
	};

	return effect => {
		switch (effect.type) {
			case 'spawn':
				spawn(effect).catch((error: unknown) => {
					tell(effect.id, {type: 'spawn-failed', problem: problemOf(error)});
				});
				break;
			case 'say':
				// Nobody listens any more: uWSGI's Emperor curses a vassal it cannot write to (emperor.md 4).
				if (processes.get(effect.id)?.say(effect.byte) === false) {
					tell(effect.id, {type: 'pipe-closed'});
				}
				break;
			case 'kill':
				processes.get(effect.id)?.kill(effect.signal);
				break;
			case 'bury':
				pipes.get(effect.id)?.then(
					pipe => pipe.close(),
					() => undefined,
				);
				pipes.delete(effect.id);
				logs.drop(effect.id);
				break;
			case 'log':
				logs.emperor.append(Buffer.from(`${effect.text}\n`), Date.now());
				break;
			case 'exit':
				onExit();
				break;
		}
	};
};

const problemOf = (error: unknown): Problem =>
	error instanceof SpawnRefused
		? error.problem
		: {
				what: error instanceof Error ? error.message : String(error),
				where: {file: 'emperor'},
				remedy: 'It is tried again every second',
			};
