import type {VassalId} from './event.js';

/** What a person may ask of one vassal. */
export type VassalCommand = 'start' | 'stop' | 'reload' | 'restart' | 'kill' | 'forgive';

/** What a person, or a signal, may ask of the emperor. */
export type Command =
	| {readonly type: 'tell'; readonly id: VassalId; readonly command: VassalCommand}
	/** Those that are kept down stay so, unless all are to start. */
	| {readonly type: 'tell-all'; readonly command: VassalCommand}
	/** Look at the config files now. */
	| {readonly type: 'rescan'}
	/** Stop everything; asked again, without waiting. */
	| {readonly type: 'ragnarok'};
