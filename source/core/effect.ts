import type {VassalId} from './event.js';
import type {SpawnOrder} from './spawn-order.js';

/** What the engine is to do. Imperative and concrete; whatever comes of it returns as an event. */
export type Effect =
	| {
			readonly type: 'spawn';
			readonly id: VassalId;
			readonly order: SpawnOrder;
			/** Whether it notices by itself that the emperor is gone (uWSGI does); any other must be told. */
			readonly noticesLostEmperor: boolean;
			/** Address of the socket that becomes its standard input. */
			readonly socket?: string;
	  }
	/** Its program with its name as the only argument; its output goes where the vassal's does. Killed by `kill`. */
	| {readonly type: 'run-hook'; readonly id: VassalId; readonly order: SpawnOrder}
	/** One byte down the emperor pipe. */
	| {readonly type: 'say'; readonly id: VassalId; readonly byte: number}
	/** A signal to its whole process group, or its hook's. */
	| {readonly type: 'kill'; readonly id: VassalId; readonly signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'}
	/** Hold the socket and say when a caller waits. */
	| {readonly type: 'watch-socket'; readonly id: VassalId; readonly socket: string}
	/** Let go of the socket: nobody answers there any more. */
	| {readonly type: 'release-socket'; readonly id: VassalId}
	/** Nothing of it is left: let go of its pipe, its socket and its log. */
	| {readonly type: 'bury'; readonly id: VassalId}
	/** A line in the emperor's own log, in uWSGI's words. */
	| {readonly type: 'log'; readonly text: string}
	/** Ragnarok is over. */
	| {readonly type: 'exit'};
