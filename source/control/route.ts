import type {VassalCommand} from '../core/command.js';

/** What a request asks for. */
export type Route =
	| {readonly kind: 'list'}
	| {readonly kind: 'vassal'; readonly name: string}
	| {readonly kind: 'errors'; readonly name: string}
	| ({readonly kind: 'log'; readonly name: string} & LogRange)
	| {readonly kind: 'events'}
	| {readonly kind: 'attach'}
	| {readonly kind: 'metrics'}
	| {readonly kind: 'description'}
	| {readonly kind: 'command'; readonly name: string; readonly command: VassalCommand};

export type LogRange = {
	/** Number of the first line; without it, as many of the newest as there may be `lines`. */
	readonly from?: number;
	readonly lines: number;
	/** To go on with what is printed from now on. */
	readonly follow: boolean;
};

/** Why a request cannot be answered, as a sentence. */
export type Rejection = {readonly status: number; readonly error: string; readonly allow?: string};

/** Reads the first line of a request. What GET may ask, HEAD may; a target may have the scheme and host that a proxy wants. */
export const readRoute = (method: string, target: string): Route | Rejection => {
	const [path = '', query = ''] = target.replace(/^https?:\/\/[^/?]*\/?/i, '/').split(/\?(.*)/s);
	const segments = decode(path.split('/').slice(1));
	if (segments === undefined) {
		return {
			status: 400,
			error: /%(?![\da-f]{2})/i.test(path)
				? `${path}: a % that two hexadecimal digits do not follow. Write it as %25.`
				: `${path}: what is written with % is not UTF-8. Write the name's characters in UTF-8.`,
		};
	}
	const [place, name, part, ...rest] = segments;
	if (place === 'events' && name === undefined) {
		return onlyBy('GET', method, path, {kind: 'events'});
	}
	if (place === 'attach' && name === undefined) {
		return onlyBy('GET', method, path, {kind: 'attach'});
	}
	if (place === 'metrics' && name === undefined) {
		return onlyBy('GET', method, path, {kind: 'metrics'});
	}
	if (place === 'openapi.json' && name === undefined) {
		return onlyBy('GET', method, path, {kind: 'description'});
	}
	if (place !== 'vassals' || rest.length > 0 || name === '' || part === '') {
		return {
			status: 404,
			error: `${path}: no such place. There are /vassals, /vassals/NAME, /vassals/NAME/log, /vassals/NAME/errors, /vassals/NAME/COMMAND, /events, /attach, /metrics and /openapi.json.`,
		};
	}
	if (name === undefined) {
		return onlyBy('GET', method, path, {kind: 'list'});
	}
	if (part === undefined) {
		return onlyBy('GET', method, path, {kind: 'vassal', name});
	}
	if (part === 'log') {
		const range = readRange(new URLSearchParams(query));
		return 'status' in range ? range : onlyBy('GET', method, path, {kind: 'log', name, ...range});
	}
	if (part === 'errors') {
		return onlyBy('GET', method, path, {kind: 'errors', name});
	}
	const command = vassalCommands.find(known => known === part);
	return command === undefined
		? {status: 404, error: `${part}: no such command. There are ${vassalCommands.join(', ')}.`}
		: onlyBy('POST', method, path, {kind: 'command', name, command});
};

export const vassalCommands: readonly VassalCommand[] = [
	'start',
	'stop',
	'reload',
	'restart',
	'kill',
	'forgive',
];

/** Lines a request gets unless it asks for fewer; enough for a screen, however large. */
const defaultLines = 1000;

const onlyBy = (allow: string, method: string, path: string, route: Route): Route | Rejection =>
	method === allow || (method === 'HEAD' && allow === 'GET')
		? route
		: {
				status: 405,
				error: `${path}: is asked for by ${allow}, not ${method}.`,
				allow: allow === 'GET' ? 'GET, HEAD' : allow,
			};

const decode = (segments: readonly string[]): readonly string[] | undefined => {
	try {
		return segments.map(decodeURIComponent);
	} catch {
		return undefined;
	}
};

const readRange = (query: URLSearchParams): LogRange | Rejection => {
	const unknown = [...query.keys()].find(key => !['from', 'lines', 'follow'].includes(key));
	if (unknown !== undefined) {
		return {status: 400, error: `${unknown}: no such parameter of a log. There are from, lines and follow.`};
	}
	const {lines = String(defaultLines), follow = '0', ...rest} = Object.fromEntries(query);
	for (const [key, value] of Object.entries({...rest, lines})) {
		if (!/^\d{1,15}$/.test(value)) {
			return {
				status: 400,
				error: `${key}: "${value}" is not a number of lines. Write, for example, ${key}=100.`,
			};
		}
	}
	if (!['0', '1'].includes(follow)) {
		return {status: 400, error: `follow: "${follow}" is neither 0 nor 1. Write follow=1 to hear what comes.`};
	}
	return {
		...(rest['from'] === undefined ? {} : {from: Number(rest['from'])}),
		lines: Number(lines),
		follow: follow === '1',
	};
};
