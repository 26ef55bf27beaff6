import type {IncomingMessage} from 'node:http';
import {basename} from 'node:path';

/** Where to ask vassals by HTTP whether they are well: a template, with `%n` and `%s` as uWSGI has them in config files. */
export type Probe = {
	/** As it was written. */
	readonly text: string;
	/** For the vassal of a config file; undefined where its name makes no address of it. */
	readonly placeOf: (configFile: string) => ProbePlace | undefined;
};

export type ProbePlace = {
	/** As a person would write it. */
	readonly url: string;
	/** What `http.request` takes. */
	readonly address: {readonly path: string; readonly host: string} & (
		| {readonly port: number}
		| {readonly socketPath: string}
	);
};

/**
 * Reads `http://HOST[:PORT]/PATH` or, as nginx spells it, `http://unix:/SOCKET:/PATH`. In it `%n` is the name of the
 * vassal's file without its ending, `%s` the name with it. Undefined for anything else.
 */
export const readProbe = (text: string): Probe | undefined =>
	// A digit can stand wherever a name can: in a port as well.
	placeFor(text, '1') === undefined
		? undefined
		: {text, placeOf: configFile => placeFor(text, basename(configFile))};

const placeFor = (template: string, name: string): ProbePlace | undefined => {
	const fill = (text: string, spell = (word: string) => word): string =>
		text.replace(/%([ns])/g, (_, letter) =>
			spell(letter === 's' ? name : name.replace(/(?<=.)\.[^.]*$/, '')),
		);
	const [, socket, target = '/'] = /^http:\/\/unix:(\/[^:]+)(?::(\/\S*)?)?$/.exec(template) ?? [];
	if (socket !== undefined) {
		const [socketPath, path] = [fill(socket), fill(target, encodeURIComponent)];
		return {url: `http://unix:${socketPath}:${path}`, address: {path, host: 'localhost', socketPath}};
	}
	const url = fill(template, encodeURIComponent);
	if (!/^http:\/\/[^/]/.test(url) || !URL.canParse(url)) {
		return undefined;
	}
	const {hostname, port, pathname, search} = new URL(url);
	// Node wants an address of IPv6 without its brackets.
	const host = hostname.replace(/^\[|\]$/g, '');
	return {url, address: {path: pathname + search, host, port: port === '' ? 80 : Number(port)}};
};

/** Asks once, and waits so many milliseconds at most: the status of the answer, or why there was none. */
export const tryProbe = async ({address}: ProbePlace, patience: number): Promise<number | string> => {
	const {get} = await import('node:http');
	const signal = AbortSignal.timeout(Math.ceil(patience));
	return new Promise(resolve => {
		let status: number | undefined;
		get({...address, agent: false, signal, headers: {connection: 'close'}}, response => {
			status = response.statusCode ?? 0;
			// Heard out, lest the vassal complains; what does not end is known well enough.
			hearOut(response)
				.catch(() => undefined)
				.then(() => resolve(status ?? 0));
		}).on('error', error =>
			resolve(
				status ?? (signal.aborted ? `said nothing for ${(patience / 1000).toFixed(1)} s` : explain(error)),
			),
		);
	});
};

const hearOut = async (response: IncomingMessage): Promise<void> => {
	let size = 0;
	for await (const chunk of response) {
		size += chunk.length;
		if (size > longestAnswer) {
			break;
		}
	}
};

/** Bytes. */
const longestAnswer = 1_000_000;

const explain = (error: Error): string => {
	switch ('code' in error ? error.code : undefined) {
		case 'ECONNREFUSED':
			return 'refused the connection';
		case 'ENOENT':
			return 'has no such socket';
		case 'ECONNRESET':
			return 'hung up without an answer';
		default:
			return `cannot be asked (${error.message})`;
	}
};

/** A page, or the way to one. */
export const isWell = (answer: number | string): boolean =>
	typeof answer === 'number' && answer >= 200 && answer < 400;
