import type {Instant} from '../event.js';
import {heard} from '../protocol.js';

/** One process of a vassal, in dates: what uWSGI's Emperor tells of it in its stats (emperor.md 11). */
export type Chronicle = {
	/** The file's mtime when the process was started: milliseconds since the epoch. */
	readonly born: number;
	/** When it last said byte 1, byte 5, byte 17 and byte 26. */
	readonly spawned?: Instant;
	readonly accepting?: Instant;
	readonly loyal?: Instant;
	readonly heartbeat?: Instant;
	/** When it was last told to reload, and how often. */
	readonly reloaded?: Instant;
	readonly reloads: number;
};

export const beginChronicle = (mtime: number): Chronicle => ({born: mtime, reloads: 0});

export const noteByte = (chronicle: Chronicle, byte: number, at: Instant): Chronicle => {
	switch (byte) {
		case heard.spawned:
			return {...chronicle, spawned: at};
		case heard.accepting:
			return {...chronicle, accepting: at};
		case heard.loyal:
			return {...chronicle, loyal: at};
		case heard.heartbeat:
			return {...chronicle, heartbeat: at};
		default:
			return chronicle;
	}
};

export const noteReload = (chronicle: Chronicle, at: Instant): Chronicle => ({
	...chronicle,
	reloaded: at,
	reloads: chronicle.reloads + 1,
});
