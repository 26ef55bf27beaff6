import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Effect} from '../core/effect.js';
import type {EmpireEvent, VassalEvent, VassalId} from '../core/event.js';
import {printable} from '../core/printable.js';
import {heard} from '../core/protocol.js';
import type {LogDir} from '../log-files/log-dir.js';
import type {LogArchive} from '../logs/log-archive.js';
import type {Guard} from '../processes/guard.js';
import {runHook} from '../processes/run-hook.js';
import {spawnVassal, type VassalProcess} from '../processes/spawn-vassal.js';
import {keepDoors} from './door.js';
import type {Perform} from './engine.js';
import {startPacing} from './pacing.js';
import {problemOf} from './problem-of.js';
import {openVassalOutput, type VassalOutput} from './vassal-output.js';

type Performing = {
	readonly enqueue: (event: EmpireEvent) => void;
	readonly logs: LogArchive;
	/** Where everything is kept as well, if anywhere. */
	readonly logDir: LogDir | undefined;
	readonly guard: Guard;
	/** Begins the environment mark of every process of this emperor. */
	readonly mark: string;
	readonly onExit: () => void;
};

/** The hands of the engine: children, pipes and logs of all vassals. */
export const startPerforming = ({enqueue, logs, logDir, guard, mark, onExit}: Performing): Perform => {
	const processes = new Map<VassalId, Pick<VassalProcess, 'say' | 'kill'>>();
	const outputs = new Map<VassalId, Promise<VassalOutput>>();
	let lives = 0;
	/**
	 * Spawning blocks for some milliseconds (terminal-stack.md 8): one a turn, and nothing is made ready for the others
	 * before, so that a key is never late.
	 */
	let turn: Promise<unknown> = Promise.resolve();
	const outputInTurn = (id: VassalId): Promise<VassalOutput> => {
		const mine = turn.then(async () => {
			const output = await outputOf(id);
			await nextTurn();
			return output;
		});
		turn = mine.catch(() => undefined);
		return mine;
	};

	const tell = (id: VassalId, event: VassalEvent): void => enqueue({type: 'told', id, event});

	const doors = keepDoors(tell);

	/** A byte wakes who hears it, who may be given the processor first: two hundred at once took half a second. */
	const pace = startPacing();
	const say = (id: VassalId, byte: number): void => {
		const process = processes.get(id);
		if (process === undefined) {
			return;
		}
		pace(() => {
			// Nobody listens any more: uWSGI's Emperor curses a vassal it cannot write to (emperor.md 4).
			if (processes.get(id) === process && !process.say(byte)) {
				tell(id, {type: 'pipe-closed'});
			}
		});
	};

	/** One for all the lives of a vassal. */
	const outputOf = (id: VassalId): Promise<VassalOutput> => {
		const known = outputs.get(id);
		if (known !== undefined) {
			return known;
		}
		const opening = openVassalOutput(id, logs, logDir);
		outputs.set(id, opening);
		opening.catch(() => outputs.delete(id));
		return opening;
	};

	const spawn = async (effect: Extract<Effect, {type: 'spawn'}>): Promise<void> => {
		const {id, order, noticesLostEmperor, socket} = effect;
		const stdin = socket === undefined ? {} : {stdin: await doors.open(id, socket)};
		const output = await outputInTurn(id);
		lives += 1;
		let isAlive = true;
		const child = await spawnVassal(
			order,
			{writeEnd: output.writeEnd, mark: `${mark}-${lives}`, guard, noticesLostEmperor, ...stdin},
			{
				heard: byte => {
					// Its words came before: they say what it accepts requests for.
					if (byte === heard.accepting) {
						output.drain();
					}
					return isAlive && tell(id, {type: 'heard', byte});
				},
				pipeClosed: () => isAlive && tell(id, {type: 'pipe-closed'}),
				died: ({exitCode, signal}) => {
					isAlive = false;
					output.endLife();
					processes.delete(id);
					tell(id, {type: 'died', exitCode, signal});
				},
			},
		);
		processes.set(id, child);
		tell(id, {type: 'spawned', pid: child.pid});
	};

	const hook = async ({id, order}: Extract<Effect, {type: 'run-hook'}>): Promise<void> => {
		let early: NodeJS.Signals | undefined;
		processes.set(id, {
			say: () => false,
			kill: signal => {
				early = signal;
			},
		});
		const output = await outputInTurn(id);
		lives += 1;
		const {ended, kill} = await runHook(order, {writeEnd: output.writeEnd, mark: `${mark}-${lives}`, guard});
		processes.set(id, {say: () => false, kill});
		if (early !== undefined) {
			kill(early);
		}
		const end = await ended;
		output.endLife();
		processes.delete(id);
		tell(id, {type: 'hook-ended', ...end});
	};

	return effect => {
		switch (effect.type) {
			case 'spawn':
				spawn(effect).catch((error: unknown) => {
					tell(effect.id, {type: 'spawn-failed', problem: problemOf(error)});
				});
				break;
			case 'run-hook':
				hook(effect).catch((error: unknown) => {
					processes.delete(effect.id);
					tell(effect.id, {type: 'hook-refused', problem: problemOf(error)});
				});
				break;
			case 'say':
				say(effect.id, effect.byte);
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
				outputs.get(effect.id)?.then(
					output => output.close(),
					() => undefined,
				);
				outputs.delete(effect.id);
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
