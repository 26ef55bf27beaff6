/** uWSGI prints no levels: these are our judgement of each line, in syslog's words. From harmless to grave. */
export const levels = ['debug', 'info', 'notice', 'warning', 'error'] as const;

export type Level = (typeof levels)[number];

/** Who of an instance printed a line. `unknown` is mostly the application, in a worker or mule that cannot be told. */
export const writers = [
	'unknown',
	'master',
	'worker',
	'router',
	'mule',
	'spooler',
	'cron',
	'daemon',
	'emperor',
] as const;

export type Writer = (typeof writers)[number];

/** What a line is about. */
export const lineKinds = [
	/** What the application prints, or anything else that uWSGI does not. */
	'output',
	/** What every start says: versions, limits, machine. */
	'banner',
	'start-up',
	'request',
	'worker',
	'reload',
	'service',
	'emperor',
	/** A line of a report: see `reports.ts`. */
	'report',
] as const;

export type LineKind = (typeof lineKinds)[number];

/** What one line says of itself. */
export type LineFacts = {
	readonly level: Level;
	readonly writer: Writer;
	readonly kind: LineKind;
	/** Number of the worker, mule or router that printed the line. */
	readonly number?: number;
	/** Process that printed the line. */
	readonly pid?: number;
	/** The line says that this process is that worker from now on. */
	readonly introduces?: {readonly worker: number; readonly pid: number};
};
