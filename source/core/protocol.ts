/** Bytes a vassal says to its emperor (emperor.md 3). Any other is ignored, as uWSGI does. */
export const heard = {
	/** Start-up done, before workers are forked. Only in its first process image: never again after a reload. */
	spawned: 1,
	/** Worker 1 is about to accept; again after each respawn of worker 1. */
	accepting: 5,
	/** A worker finished its first request. */
	loyal: 17,
	/** `die-on-idle`: it waits for byte 0. */
	idle: 22,
	heartbeat: 26,
	/** `vassal-sos`: all workers are busy. Answered only in broodlord mode. */
	sos: 30,
} as const;

/** Bytes the emperor says to a vassal. */
export const said = {
	stop: 0,
	reload: 1,
	/** Stop, but let workers finish their request. */
	gracefulStop: 2,
} as const;

/** Exit code of a vassal that must not be brought back: UWSGI_EXILE_CODE in uwsgi.h. */
export const exileCode = 26;
