import {type ShapeRow, shapesOf} from './shape.js';

/** What is said when an instance reloads, pauses or stops. */
const rows: readonly ShapeRow[] = [
	['notice', 'master', /^received message \d+ from emperor$/],
	['notice', 'master', /^SIGINT\/SIGTERM received\.\.\.killing workers\.\.\.$/],
	['notice', 'master', /^SIGHUP received\.\.\./],
	['notice', 'master', /^graceful shutdown triggered\.\.\.$/],
	['notice', 'master', /^\.\.\.(?:gracefully|brutally) killing workers\.\.\.$/],
	['info', 'worker', /^Gracefully killing worker (?<wid>\d+) \(pid: (?<pid>\d+)\)\.\.\.$/],
	['notice', 'master', /^binary reloading uWSGI\.\.\.$/],
	['info', 'master', /^gateway ".+" has been buried \(pid: \d+\)$/],
	['info', 'master', /^(?:spooler|mule \d+) \(pid: \d+\) annihilated$/],
	['info', 'master', /^killing the spooler with pid \d+$/],
	['notice', 'master', /^goodbye to uWSGI\.$/],
	['error', 'master', /^lost connection with my emperor !!!$/],
	['notice', 'master', /^\*\*\* .+ has been touched\.\.\. .+ \*\*\*$/],
	[
		'info',
		'master',
		/^chain (?:next victim is worker \d+|is still waiting for worker \d+\.\.\.|reloading complete|reload (?:starting|already running)\.\.\.)$/,
	],
	['notice', 'master', /^\*\*\* (?:PAUSE .*|\(SIGTSTP received\) .*) ?\*\*\*$/],
	['notice', 'worker', /^\*\*\* worker (?<wid>\d+) (?:suspended|resumed) \*\*\*$/],
	['info', 'master', /^workers have been inactive for more than \d+ seconds \(\d+-\d+\)$/],
	['notice', 'master', /^asking Emperor for reinforcements \((?:overload|backlog): \d+\)\.\.\.$/],
];

export const reloadShapes = shapesOf('reload', rows);
