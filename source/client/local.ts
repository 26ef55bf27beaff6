import {isDeepStrictEqual} from 'node:util';
import type {Command, VassalCommand} from '../core/command.js';
import {commanded} from '../core/empire.js';
import {isVassal} from '../core/is-vassal.js';
import {describeProblem} from '../core/problem.js';
import {isKeptDown} from '../core/vassal/kept-down.js';
import type {Vitals} from '../core/vitals.js';
import type {Engine} from '../engine/engine.js';
import type {LogArchive} from '../logs/log-archive.js';
import {defaultScrollback, LogStore} from '../logs/log-store.js';
import type {EmperorClient, Reply} from './emperor-client.js';

/** The emperor in this process. `rescan` has the monitors look at once. */
export const localClient = (
	engine: Engine,
	logs: LogArchive,
	getVitals: () => Vitals,
	rescan: () => void,
	inspect: EmperorClient['inspect'],
): EmperorClient => {
	const log: EmperorClient['log'] = id => (engine.rules(id) ? logs.of(id) : nothing);
	return {
		getSnapshot: () => engine.getSnapshot(),
		subscribe: onChange => engine.subscribe(onChange),
		log,
		wholeLog: async id => log(id),
		send: async command => obey(engine, rescan, command),
		getVitals,
		inspect,
		now: () => engine.now(),
		wallNow: Date.now,
	};
};

const nothing = new LogStore(defaultScrollback);

const obey = (engine: Engine, rescan: () => void, command: Command): Reply => {
	const {vassals, ragnarok} = engine.getSnapshot();
	switch (command.type) {
		case 'tell':
			return tell(engine, command);
		case 'tell-all':
			for (const vassal of vassals) {
				if (!isKeptDown(vassal) || !recalling.includes(command.command)) {
					engine.enqueue(commanded(vassal.id, command.command));
				}
			}
			return {ok: true};
		case 'rescan':
			rescan();
			return {ok: true};
		case 'ragnarok':
			engine.enqueue({type: ragnarok === undefined ? 'ragnarok' : 'hurried'});
			return {ok: true};
	}
};

/** What brings back one that is kept down when it is told so by itself, and must not in passing. */
const recalling: readonly VassalCommand[] = ['reload', 'restart', 'forgive'];

const tell = (engine: Engine, {id, command}: Extract<Command, {type: 'tell'}>): Reply => {
	const find = () => engine.getSnapshot().vassals.find(vassal => vassal.id === id);
	const before = find();
	if (before === undefined) {
		return {ok: false, reason: `${id}: no such vassal. Its config file may be gone.`};
	}
	if (before.state === 'refused' && !isVassal(before)) {
		return {ok: false, reason: describeProblem(before.problem)};
	}
	engine.enqueue(commanded(id, command));
	// Whatever else is told may do something that no state tells of, such as another SIGKILL.
	const isMild = command === 'start' || command === 'stop' || command === 'forgive';
	return {ok: true, ...(isMild && isDeepStrictEqual(find(), before) ? {isVain: true} : {})};
};
