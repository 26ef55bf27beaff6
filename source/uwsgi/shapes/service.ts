import {type ShapeRow, shapesOf} from './shape.js';

/** What spoolers, cron, daemons and signals say. */
const rows: readonly ShapeRow[] = [
	['info', 'spooler', /^\[spooler .+ pid: (?<pid>\d+)\] .+$/],
	['info', 'worker', /^\[spooler\] written \d+ bytes to file .+$/],
	[
		'info',
		'cron',
		/^\[uwsgi-cron\] (?:running ".+" \(pid \d+\)|command ".+" (?:registered as cron task|running with pid \d+ exited after \d+ second\(s\)))$/,
	],
	['warning', 'daemon', /^\[uwsgi-daemons\] (?:respawning|throttling)\b.*$/],
	['error', 'daemon', /^\[uwsgi-daemons\] BUG\b.*$/],
	['info', 'daemon', /^\[uwsgi-daemons\] .+$/],
	['info', 'master', /^\[uwsgi-signal\] signum \d+ registered/],
	['debug', 'master', /^subprocess \d+ (?:exited with code \d+|exited by signal \d+|stopped)$/],
];

export const serviceShapes = shapesOf('service', rows);
