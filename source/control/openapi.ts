import {vassalCommands} from './route.js';

/** The control socket in the words of OpenAPI 3.1: what `GET /openapi.json` answers, and `docs/openapi.json` holds. */
export const openApi = (version: string) => ({
	openapi: '3.1.0',
	info: {
		title: 'emperor',
		version,
		description:
			'The control socket of an emperor: HTTP/1.1 over a unix socket that only its user can open. Keys may be added, never changed.',
		license: {name: 'MIT', identifier: 'MIT'},
	},
	servers: [{url: 'http://emperor', description: 'Any host: curl --unix-socket PATH http://emperor/vassals'}],
	paths: {
		'/vassals': {
			get: operation('listVassals', 'The emperor and all its vassals.', {
				'200': json('Emperor', 'All of it.'),
			}),
		},
		'/vassals/{name}': {
			parameters: [name],
			get: operation('getVassal', 'One vassal.', {
				'200': json('Vassal', 'What is known of it.'),
				...notFound,
				...ambiguous,
			}),
		},
		'/vassals/{name}/log': {
			parameters: [name],
			get: operation(
				'readLog',
				'What it has printed, a line of JSON for each line. Who reads more slowly than it prints is told how many lines were missed.',
				{
					'200': {
						description: 'Each line is a LogLine.',
						content: {'application/x-ndjson': {schema: reference('LogLine')}},
					},
					...badRequest,
					...notFound,
					...ambiguous,
				},
				[
					query('from', {type: 'integer', minimum: 0}, 'The number of the first line.'),
					query(
						'lines',
						{type: 'integer', minimum: 0, default: 1000},
						'How many of the newest lines; with from, how many from there.',
					),
					query(
						'follow',
						{type: 'string', enum: ['0', '1'], default: '0'},
						'With 1 the answer goes on until the vassal is gone.',
					),
				],
			),
		},
		'/vassals/{name}/errors': {
			parameters: [name],
			get: operation(
				'listErrors',
				'Which mistakes the tracebacks, crashes and harakiris in its log tell of: the last hundred, each once, the one that was made last first.',
				{
					'200': json('Errors', 'As far as its log has been read.'),
					...notFound,
					...ambiguous,
				},
			),
		},
		'/vassals/{name}/{command}': {
			parameters: [
				name,
				{
					name: 'command',
					in: 'path',
					required: true,
					description: 'What to do with it.',
					schema: {type: 'string', enum: [...vassalCommands]},
				},
			],
			post: operation('tellVassal', 'Tells it to do something. What comes of it is told by /events.', {
				'202': json('Taken', 'The emperor has taken the command.'),
				...notFound,
				'409': json('Refusal', 'The name could be that of several, or the emperor refuses.'),
			}),
		},
		'/events': {
			get: operation(
				'followEvents',
				'Server-sent events: vassal (a Vassal) for each, then current; later each that changed, gone, and emperor.',
				{
					'200': {
						description:
							'Goes on until the emperor ends. The data of each event is JSON: Vassal, Current, Gone, EmperorEvent.',
						content: {'text/event-stream': {schema: {type: 'string'}}},
					},
				},
			),
		},
		'/attach': {
			get: operation(
				'attach',
				'For the screens of emperor attach, which upgrade to a protocol of their own.',
				{
					'101': {description: 'The screen is attached.'},
					'426': json('Refusal', 'It has to be asked for with an upgrade.'),
				},
			),
		},
		'/metrics': {
			get: operation('readMetrics', 'Everything that can be counted, for Prometheus.', {
				'200': {
					description: 'The text format of Prometheus, 0.0.4.',
					content: {'text/plain; version=0.0.4; charset=utf-8': {schema: {type: 'string'}}},
				},
			}),
		},
		'/openapi.json': {
			get: operation('describe', 'This description.', {
				'200': {
					description: 'OpenAPI 3.1.',
					content: {'application/json': {schema: {type: 'object', required: ['openapi', 'info', 'paths']}}},
				},
			}),
		},
	},
	components: {
		schemas: {
			Emperor: object({
				version: text('Of the program.'),
				pid: integer('Of the emperor.'),
				uid: integer('The user it runs as.'),
				gid: integer('And its group.'),
				cwd: text('Where it was started.'),
				emperor: {
					...list({type: 'string'}),
					description: 'The places it looks at, by the numbers in monitor.',
				},
				ragnarok: flag('It is stopping everything.'),
				notices: {...list({type: 'string'}), description: 'What the first line of its screen says.'},
				vassals: list(reference('Vassal')),
			}),
			Vassal: object({
				id: text("What uWSGI calls it: its file's name."),
				pid: integer('-1 without a process.'),
				born: seconds("Its file's mtime when its process was started."),
				last_mod: seconds("Its file's mtime."),
				last_heartbeat: seconds('Its latest heartbeat.'),
				loyal: bit('It has served a request, or said that it would.'),
				ready: bit('It has said byte 1, and was not reloaded since.'),
				accepting: bit('It accepts requests.'),
				last_loyal: seconds('When it became loyal.'),
				last_ready: seconds('When it became ready.'),
				last_accepting: seconds('When it began to accept.'),
				first_run: seconds('When its process was started.'),
				last_run: seconds('When that was last reloaded.'),
				cursed: seconds('When it was told to stop.'),
				zerg: bit('It helps another vassal.'),
				on_demand: text('The address of its socket, where it is on demand.'),
				uid: integer("Its file's owner."),
				gid: integer("Its file's group."),
				monitor: text('The place it was found at.'),
				respawns: integer('Reloads of its process.'),
				path: text('Its config file: the one thing that tells two vassals apart.'),
				name: text('The shortest name that tells it apart.'),
				state: {type: 'string', enum: [...stateNames], description: 'The word of its badge.'},
				trouble: flag('Somebody should look at it.'),
				facts: {...list({type: 'string'}), description: 'What its panel says beside the badge.'},
				problems: {
					...list({type: 'string'}),
					description: 'Sentences about its config, or why it cannot be started.',
				},
				restarts: integer('Processes started for it, but for the first.'),
				gap: {
					type: ['integer', 'null'],
					description: 'Milliseconds from its latest reload until it accepted again.',
				},
				memory: {type: ['integer', 'null'], description: 'Resident bytes of its processes.'},
				telemetry: reference('Telemetry'),
				last_death: orNull(reference('Death')),
				throttle: orNull(reference('BlackMark')),
				log: object({
					first: integer('Number of the oldest line that is kept.'),
					last: integer('And of the newest.'),
				}),
			}),
			Telemetry: object({
				cpu: number('Of its processes: fraction of one core.'),
				requests_per_second: number('Over the last five seconds.'),
				errors_last_minute: number('Answers of 5xx, or exceptions where those are more.'),
				p50: number('Milliseconds within which half of the last minute’s requests were served.'),
				p95: number('And 95 %.'),
				listen_queue: number('Connections that wait to be accepted.'),
				workers: orNull(list(reference('Worker'))),
			}),
			Worker: object({
				id: integer('Counted from 1.'),
				pid: integer('Of its process.'),
				status: text('uWSGI’s word: idle, busy, cheap, pause.'),
				cores: integer('Requests it can serve at once.'),
				busy: integer('Requests it serves this moment.'),
				requests: integer('Since its instance was started or reloaded.'),
				exceptions: integer('And so many were raised.'),
				harakiri_count: integer('How often it was killed for taking too long.'),
				respawn_count: integer('How often it was started again.'),
				rss: number('Resident bytes.'),
				tx: integer('Bytes it has sent.'),
				avg_rt: integer('Average time of a request, in microseconds.'),
			}),
			Death: object({
				at: seconds('When it died without having been asked to.'),
				exit_code: {type: ['integer', 'null'], description: 'null where a signal ended it.'},
				signal: {type: ['string', 'null'], description: 'SIGKILL, for example.'},
				lived: integer('Seconds.'),
			}),
			BlackMark: object({
				throttle_level: integer('Milliseconds it has to wait.'),
				attempt: integer('Deaths in a row, but for the first.'),
				first_attempt: seconds('The first of these.'),
				last_attempt: seconds('The latest.'),
			}),
			LogLine: {
				oneOf: [
					object(
						{
							number: integer('Counted from 1.'),
							time: {type: 'number', description: 'Seconds since the epoch, when its first byte came.'},
							arrival: integer('Which it was of the lines of all vassals, in the order in which they came.'),
							text: text('As printed, escape sequences included.'),
						},
						{
							partial: {const: true, description: 'Its end has not come yet.'},
							followed: {const: true, description: 'Read from a file that the vassal logs to.'},
						},
					),
					object({missed: integer('So many lines were let go before they could be told.')}),
				],
			},
			Errors: object({
				path: text('Whose they are.'),
				read: integer('Number of the last line that was read.'),
				unread: integer('So many lines before it were let go unread.'),
				errors: list(reference('Mistake')),
			}),
			Mistake: object({
				fingerprint: text('Eight hexadecimal digits: the same whenever that mistake is made.'),
				report: text('The kind of report: traceback, backtrace, harakiri.'),
				count: integer('How often it was made since the vassal was first seen.'),
				first: {type: 'number', description: 'When first: seconds since the epoch.'},
				last: {type: 'number', description: 'And when last.'},
				entry: integer('Number of the line with which its latest report begins.'),
				what: text('What was raised the latest time.'),
				where: {type: ['string', 'null'], description: 'In which file and line, symbol or request.'},
			}),
			Taken: object({
				path: text('Whom it was for.'),
				command: {type: 'string', enum: [...vassalCommands]},
			}),
			EmperorEvent: object({
				ragnarok: flag('It is stopping everything.'),
				notices: list({type: 'string'}),
			}),
			Gone: object({path: text('Whose file is gone, and its process.')}),
			Current: object({}),
			Refusal: object({error: text('Why not, and what to do.')}),
		},
	},
});

/** The words of the badges. */
export const stateNames = [
	'starting',
	'ready',
	'loyal',
	'reloading',
	'on demand',
	'throttled',
	'stopping',
	'stopped',
	'failed',
	'no app',
	'hung',
	'not a vassal',
] as const;

type Schema = Readonly<Record<string, unknown>>;

const reference = (schema: string): Schema => ({$ref: `#/components/schemas/${schema}`});
const text = (description: string): Schema => ({type: 'string', description});
const integer = (description: string): Schema => ({type: 'integer', description});
const number = (description: string): Schema => ({
	type: ['number', 'null'],
	description: `${description} null where that is not known.`,
});
const flag = (description: string): Schema => ({type: 'boolean', description});
const bit = (description: string): Schema => ({type: 'integer', enum: [0, 1], description});
const seconds = (description: string): Schema => ({
	type: 'integer',
	description: `${description} Seconds since the epoch; 0 for never.`,
});
const list = (items: Schema): Schema => ({type: 'array', items});
const orNull = (schema: Schema): Schema => ({oneOf: [schema, {type: 'null'}]});

/** All `properties` are always there; `others` may be. */
const object = (
	properties: Readonly<Record<string, Schema>>,
	others: Readonly<Record<string, Schema>> = {},
): Schema => ({
	type: 'object',
	required: Object.keys(properties),
	properties: {...properties, ...others},
});

const json = (schema: string, description: string) => ({
	description,
	content: {'application/json': {schema: reference(schema)}},
});

const badRequest = {'400': json('Refusal', 'A parameter that is none, or says nothing.')};
const notFound = {'404': json('Refusal', 'Nobody is called so.')};
const ambiguous = {'409': json('Refusal', 'The name could be that of several.')};

const name = {
	name: 'name',
	in: 'path',
	required: true,
	description:
		'The name in its panel, the full path of its file, or what uWSGI calls it where no other is called the same. A slash is written %2F.',
	schema: {type: 'string'},
};

const query = (name: string, schema: Schema, description: string) => ({
	name,
	in: 'query',
	required: false,
	description,
	schema,
});

const operation = (
	operationId: string,
	summary: string,
	responses: Readonly<Record<string, unknown>>,
	parameters: readonly unknown[] = [],
) => ({operationId, summary, ...(parameters.length === 0 ? {} : {parameters}), responses});
