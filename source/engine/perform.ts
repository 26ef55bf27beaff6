import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Effect} from '../core/effect.js';
import type {EmpireEvent, VassalEvent, VassalId} from '../core/event.js';
import {printable} from '../core/printable.js';
import type {LogArchive} from '../logs/log-archive.js';
import type {Guard} from '../processes/guard.js';
import {type OutputPipe, openOutputPipe} from '../processes/output-pipe.js';
import {spawnVassal, type VassalProcess} from '../processes/spawn-vassal.js';
import {keepDoors} from './door.js';
import type {Perform} from './engine.js';
import {problemOf} from './problem-of.js';

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

	const doors = keepDoors(tell);

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

	const spawn = async (effect: Extract<Effect, {type: 'spawn'}>): Promise<void> => {
		const {id, order, noticesLostEmperor, socket} = effect;
		turn = turn.then(() => nextTurn());
		await turn;
		const pipe = await pipeOf(id);
		const stdin = socket === undefined ? {} : {stdin: await doors.open(id, socket)};
		lives += 1;
		let isAlive = true;
		const child = await spawnVassal(
			order,
			{writeEnd: pipe.writeEnd, mark: `${mark}-${lives}`, guard, noticesLostEmperor, ...stdin},
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
			case 'watch-socket':
				doors.watch(effect.id, effect.socket);
				break;
			case 'release-socket':
				doors.release(effect.id);
				break;
			case 'bury':
				doors.release(effect.id);
				pipes.get(effect.id)?.then(
					pipe => pipe.close(),
					() => undefined,
				);
				pipes.delete(effect.id);
				logs.drop(effect.id);
				break;
			case 'log':
				// A file name may hold a newline: it must not forge a line of its own.
				logs.emperor.append(Buffer.from(`${printable(effect.text)}\n`), Date.now());
				break;
			case 'exit':
				onExit();
				break;
		}
	};
};
