import type {Level} from './line-facts.js';

/** A stretch of a line, by its characters: from the first to before the last. */
export type Stretch = readonly [from: number, to: number];

/** What a line says of a request that was served. Fields that its format leaves out are absent. */
export type RequestLine = {
	readonly method: string;
	readonly uri: string;
	/** 0 where the client went away before there was one. */
	readonly status: number;
	/** How long it took, in milliseconds. */
	readonly time?: number;
	/** Size of the body. */
	readonly bytes?: number;
	readonly address?: string;
	/** Number of the worker, where the format has it. */
	readonly worker?: number;
	/** Process id of the worker. */
	readonly pid?: number;
};

/** Understands the default format, the formats of web servers, and short ones with method, address and status. */
export const parseRequestLine = (text: string): RequestLine | undefined => {
	const found = match(text, formats);
	return found === undefined ? undefined : requestOf(found);
};

/** Where the method and the status of a request stand in its line; nowhere where it is JSON, or no request. */
export const placesInRequestLine = (
	text: string,
): {readonly method: Stretch; readonly status: Stretch} | undefined => {
	const {method, status} = match(text, placedFormats)?.indices?.groups ?? {};
	return method === undefined || status === undefined ? undefined : {method, status};
};

type Formats = {readonly standard: RegExp; readonly quoted: RegExp; readonly bare: RegExp};

const match = (text: string, {standard, quoted, bare}: Formats): RegExpExecArray | undefined => {
	const start = text.startsWith('{') ? text.indexOf('[pid: ') : 0;
	const found = start !== -1 && text.startsWith('[pid: ', start) ? standard.exec(text) : null;
	return found ?? (text.includes('"') ? quoted : bare).exec(text) ?? undefined;
};

/** How grave a status is: 5xx an error, 4xx a warning. */
export const levelOfStatus = (status: number): Level => {
	if (status >= 500) {
		return 'error';
	}
	return status >= 400 ? 'warning' : 'info';
};

const formats: Formats = {
	standard:
		/\[pid: (?<pid>\d+)\|app: -?\d+\|req: -?\d+\/\d+\] (?<address>\S*) \([^)]*\) \{\d+ vars in \d+ bytes\} \[[^\]]+\] (?<method>\S+) (?<uri>.*) => generated (?<bytes>\d+) bytes in (?<time>\d+) (?<unit>msecs|micros)(?: via \w+\(\))? ?\(\S+ (?<status>\d+)\) \d+ headers in \d+ bytes \(\d+ switches on core \d+\)$/,
	/** `… "GET / HTTP/1.1" 200 99 …`: the common and the combined format, and what people make of them. */
	quoted:
		/^(?:\[pid: (?<pid>\d+)\] )?(?:(?<address>[\w.:]+) )?[^"]*"(?<method>[A-Z]{3,10}) (?<uri>[^" ]*) HTTP\/[\d.]+" (?<status>\d{3})(?: (?<bytes>\d+)\b)?/,
	/** `127.0.0.1 GET /slow 200 …` */
	bare: /^(?:\[pid: (?<pid>\d+)\] )?(?:(?<address>[\d.]{7,15}|[\da-f:]{2,39}) )?(?<method>GET|HEAD|POST|PUT|DELETE|PATCH|OPTIONS|CONNECT|TRACE) (?<uri>\/\S*|\*) (?:HTTP\/[\d.]+ )?(?<status>\d{3})(?![^ ])/,
};

/** The same, with the places of what was found, which costs several times as much. */
const placedFormats: Formats = {
	standard: new RegExp(formats.standard, 'd'),
	quoted: new RegExp(formats.quoted, 'd'),
	bare: new RegExp(formats.bare, 'd'),
};

const requestOf = ({0: all, groups = {}, index, input}: RegExpExecArray): RequestLine => {
	const {pid, address, method = '', uri = '', status = '', bytes} = groups;
	// What people add behind: `12ms`, `12 msecs`, `wid=3`.
	const rest = groups['time'] === undefined ? input.slice(index + all.length) : '';
	const {time, unit = ''} = rest === '' ? groups : (addedTime.exec(rest)?.groups ?? {});
	const worker = rest === '' ? undefined : addedWorker.exec(rest)?.[1];
	return {
		method,
		uri,
		status: Number(status),
		...(time === undefined
			? {}
			: {time: unit.startsWith('mic') || unit === 'us' ? Number(time) / 1000 : Number(time)}),
		...(bytes === undefined ? {} : {bytes: Number(bytes)}),
		...(address === undefined ? {} : {address}),
		...(worker === undefined ? {} : {worker: Number(worker)}),
		...(pid === undefined ? {} : {pid: Number(pid)}),
	};
};

const addedTime = /(?<![\w.])(?<time>\d+(?:\.\d+)?) ?(?<unit>ms|msecs|micros|us)\b/;

const addedWorker = /\b(?:wid|worker)[=: ](\d+)/;
