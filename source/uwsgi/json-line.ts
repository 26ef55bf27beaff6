import type {RequestLine} from './request-line.js';

/** What a log encoder or an application says in one JSON object. */
export type JsonLine = {
	/** The line that was wrapped, if one was. */
	readonly message?: string;
	/** As it is spelt there. */
	readonly level?: string;
	readonly request?: RequestLine;
};

/**
 * The JSON objects of a line, in order; none where it holds anything that is not JSON before them.
 *
 * Without `log-encoder = nl` uWSGI prints many objects without a newline between them, and cuts the last one anywhere.
 */
export const parseJsonLine = (text: string): readonly JsonLine[] => {
	if (!text.startsWith('{"')) {
		return [];
	}
	const whole = parse(text);
	return whole === undefined
		? text
				.split(/(?<=[}"\d])\}(?=\{")/)
				.map(part => parse(part) ?? parse(`${part}}`))
				.filter(object => object !== undefined)
		: [whole];
};

const parse = (text: string): JsonLine | undefined => {
	let found: unknown;
	try {
		found = JSON.parse(text);
	} catch {
		return undefined;
	}
	if (typeof found !== 'object' || found === null) {
		return undefined;
	}
	const fields = new Map(Object.entries(found));
	const message = textOf(fields, ['msg', 'message', 'event', 'log']);
	const level = textOf(fields, ['level', 'levelname', 'severity', 'log.level', 'lvl']);
	const request = requestOf(fields);
	return {
		...(message === undefined ? {} : {message}),
		...(level === undefined ? {} : {level}),
		...(request === undefined ? {} : {request}),
	};
};

const requestOf = (fields: ReadonlyMap<string, unknown>): RequestLine | undefined => {
	const status = numberOf(fields, statusNames);
	const method = textOf(fields, methodNames);
	const uri = textOf(fields, uriNames);
	if (status === undefined || (method ?? uri) === undefined) {
		return undefined;
	}
	const time = numberOf(fields, ['ms', 'msecs', 'time_ms', 'duration_ms']);
	const bytes = numberOf(fields, ['bytes', 'size', 'rsize']);
	const address = textOf(fields, ['addr', 'remote_addr', 'ip']);
	const worker = numberOf(fields, ['wid', 'worker']);
	const pid = numberOf(fields, ['pid']);
	return {
		method: method ?? '',
		uri: uri ?? '',
		status,
		...(time === undefined ? {} : {time}),
		...(bytes === undefined ? {} : {bytes}),
		...(address === undefined ? {} : {address}),
		...(worker === undefined ? {} : {worker}),
		...(pid === undefined ? {} : {pid}),
	};
};

/** As nginx, Flask, Spring, Go's and Node's loggers spell them. */
const statusNames = [
	'status',
	'status_code',
	'statusCode',
	'response_status',
	'responseStatus',
	'http_status',
];
const methodNames = ['method', 'request_method', 'requestMethod', 'http_method', 'verb'];
const uriNames = [
	'uri',
	'path',
	'url',
	'request_uri',
	'requestUri',
	'request_path',
	'request_url',
	'requestUrl',
];

const textOf = (fields: ReadonlyMap<string, unknown>, names: readonly string[]): string | undefined =>
	names.map(name => fields.get(name)).find(value => typeof value === 'string');

/** JSON made by a `log-format` often has its numbers in quotes. */
const numberOf = (fields: ReadonlyMap<string, unknown>, names: readonly string[]): number | undefined =>
	names
		.map(name => fields.get(name))
		.filter(value => typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value)))
		.map(Number)[0];
