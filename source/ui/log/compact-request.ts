import {parseJsonLine} from '../../uwsgi/json-line.js';
import {afterDate} from '../../uwsgi/log-lines.js';
import {parseRequestLine, type RequestLine, type Stretch} from '../../uwsgi/request-line.js';
import {shorten} from '../segments.js';

/** What a line, or more than one, comes to in few words. */
export type CompactLine = {
	readonly plain: string;
	/** Where the method and the status of a request stand in them. */
	readonly places?: {readonly method: Stretch; readonly status: Stretch};
};

/**
 * `GET /shop 200 1.2 ms  395 B` for a line that says so with much else around it; undefined for any other line.
 *
 * @param width columns: a long address is shortened in its middle, so that what came of the request is seen.
 */
export const compactRequest = (plain: string, width: number): CompactLine | undefined => {
	const request = requestIn(plain);
	if (request === undefined) {
		return undefined;
	}
	const {method, status, uri, time, bytes} = request;
	const front = method === '' ? '' : `${method} `;
	const code = String(status).padStart(3, '0');
	const rest = `${time === undefined ? '' : ` ${milliseconds(time)}`}${bytes === undefined ? '' : `  ${size(bytes)}`}`;
	const room = Math.max(leastAddress, width - front.length - 1 - code.length - rest.length);
	const address = shorten(uri, room, '...');
	const at = front.length + address.length + 1;
	return {
		plain: `${front}${address} ${code}${rest}`,
		places: {method: [0, method.length], status: [at, at + code.length]},
	};
};

/** Lines that are longer are no requests, or nobody can read them anyway. */
const longest = 8192;

const leastAddress = 8;

const requestIn = (plain: string): RequestLine | undefined => {
	if (plain.length > longest) {
		return undefined;
	}
	const text = plain.slice(afterDate(plain)).trimEnd();
	const [object, another] = parseJsonLine(text);
	return object !== undefined && another === undefined && object.message === undefined
		? object.request
		: parseRequestLine(text);
};

const milliseconds = (time: number): string => {
	if (time >= 9999.5) {
		return `${(time / 1000).toFixed(1)} s`;
	}
	return Number.isInteger(time) || time >= 100 ? `${Math.round(time)} ms` : `${time.toFixed(1)} ms`;
};

const size = (bytes: number): string => {
	const unit = ['B', 'kB', 'MB', 'GB'].findIndex((_, power) => bytes < 999.5 * 1000 ** power);
	const power = unit === -1 ? 3 : unit;
	const count = bytes / 1000 ** power;
	return `${power === 0 || count >= 99.5 ? Math.round(count) : count.toFixed(1)} ${['B', 'kB', 'MB', 'GB'][power]}`;
};
