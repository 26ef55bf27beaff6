import {type ShapeRow, shapesOf} from './shape.js';

/** What an Emperor says; a vassal can be one. Source: uWSGI core/emperor.c; uwsgi-logs: the catalogue's first table. */
const rows: readonly ShapeRow[] = [
	['info', 'emperor', /^\*\*\* starting uWSGI (?:sub-)?Emperor \*\*\*$/],
	['info', 'emperor', /^\*\*\* Emperor stats server enabled on /],
	[
		'info',
		'emperor',
		/^\[emperor\] vassal .+ (?:has been spawned|is ready to accept requests|is now loyal)$/,
	],
	['notice', 'emperor', /^\[emperor\] (?:reload|stop) the uwsgi instance .+$/],
	['warning', 'emperor', /^\[emperor\] curse the uwsgi instance .+ \(pid: -?\d+\)$/],
	['notice', 'emperor', /^\[emperor\] removed uwsgi instance .+$/],
	['warning', 'emperor', /^\[emperor\] unloyal bad behaving vassal found: .+ throttling it\.\.\.$/],
	['warning', 'emperor', /^\[emperor\] maximum throttle level for vassal .+ reached !!!$/],
	[
		'error',
		'emperor',
		/^\[emperor\] vassal .+ sent no heartbeat in last \d+ seconds, brutally respawning it\.\.\.$/,
	],
	['notice', 'emperor', /^\[emperor\] \*\*\* RAGNAROK (?:ALREADY )?EVOKED/],
	['error', 'emperor', /^\[emperor\] NO MERCY for vassal .+ !!!$/],
	['notice', 'emperor', /^The Emperor is buried\.$/],
	[
		'info',
		'emperor',
		/^\[uwsgi-emperor\] .+ -> (?:"on demand" instance detected|back to "on demand" mode), waiting for connections/,
	],
	[
		'info',
		'emperor',
		/^\[emperor\] (?:bringing back instance .+ to on-demand mode|updated configuration for "on demand" instance .+)$/,
	],
	['info', 'emperor', /^\[emperor\] going in broodlord mode: launching zergs for .+$/],
	['info', 'emperor', /^\[emperor\] cleaning up blacklist/],
	['debug', 'emperor', /^vassal instance .+ \(last modified \d+\) status \d loyal \d zerg \d$/],
	['error', 'emperor', /^\[emperor-tyrant\] invalid permissions for vassal .+$/],
	['info', 'emperor', /^\[emperor-tyrant\] dropping privileges to \d+ \d+ for instance .+$/],
	['warning', 'emperor', /^!!! (?:permissions|availability) of file .+ changed\. stopping the instance/],
	[
		'info',
		'emperor',
		/^\[emperor\] (?:running vassal (?:start|stop)-hook: .+|.+ (?:start|stop)-hook returned -?\d+)$/,
	],
	[
		'error',
		'emperor',
		/^\[emperor\] (?:binary path: .+|is the uwsgi binary in your system PATH \?|trying to use .+ as binary (?:wrapper|fallback) \.\.\.)$/,
	],
	['notice', 'master', /^waiting for Emperor death\.\.\.$/],
	['notice', 'master', /^The Emperor has been buried \(pid: \d+\)$/],
	['error', 'master', /^!!! Emperor died !!!$/],
	['error', 'emperor', /^--- MUTINY DETECTED/],
];

export const emperorShapes = shapesOf('emperor', rows);
