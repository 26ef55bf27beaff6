import type {ClientRequest, IncomingMessage} from 'node:http';
import {printable} from '../core/printable.js';
import {Failure, failed} from './failure.js';

/** A line to an emperor: its control socket, asked by HTTP. */
export type Line = {
	/** Resolves with the answer, as JSON. Rejects with a {@link Failure} where the emperor says no, or says nothing. */
	readonly ask: (method: 'GET' | 'POST', target: string) => Promise<unknown>;
	/** An answer that goes on, line by line, until the emperor ends it or `signal` aborts. */
	readonly listen: (target: string, signal?: AbortSignal) => AsyncGenerator<string, void>;
};

/** The target of a vassal by its path, which no other has. */
export const targetOf = (path: string, part = ''): string => `/vassals/${encodeURIComponent(path)}${part}`;

/** @param patience milliseconds within which an answer has to begin. */
export const openLine = (socketPath: string, patience = longestSilence): Line => {
	const call = async (method: string, path: string, signal?: AbortSignal): Promise<IncomingMessage> => {
		const {request} = await import('node:http');
		const asked: ClientRequest = request({
			socketPath,
			method,
			path,
			agent: false,
			headers: {host: 'emperor'},
			...(signal === undefined ? {} : {signal}),
		});
		asked.setTimeout(patience, () => asked.destroy(Object.assign(new Error(), {code: 'ETIMEDOUT'})));
		asked.end();
		return new Promise((resolve, reject) => {
			asked.once('response', response => {
				asked.setTimeout(0);
				resolve(response);
			});
			asked.on('error', error => reject(new Failure(failed, `${socketPath}: ${explain(error)}`)));
		});
	};

	return {
		ask: async (method, target) => {
			const response = await call(method, target);
			const answer: unknown = JSON.parse(await textOf(response));
			if ((response.statusCode ?? 0) >= 300) {
				throw new Failure(failed, refusalIn(answer));
			}
			return answer;
		},
		listen: async function* (target, signal) {
			const response = await call('GET', target, signal);
			if ((response.statusCode ?? 0) >= 300) {
				throw new Failure(failed, refusalIn(JSON.parse(await textOf(response))));
			}
			try {
				let rest = '';
				response.setEncoding('utf8');
				for await (const chunk of response) {
					const lines = `${rest}${chunk}`.split('\n');
					rest = lines.pop() ?? '';
					yield* lines;
				}
			} catch {
				if (signal?.aborted !== true) {
					throw new Failure(failed, `${socketPath}: the emperor has gone. See what became of it.`);
				}
			}
		},
	};
};

const textOf = async (response: IncomingMessage): Promise<string> => {
	let text = '';
	for await (const chunk of response.setEncoding('utf8')) {
		text += chunk;
	}
	return text;
};

const refusalIn = (answer: unknown): string =>
	typeof answer === 'object' && answer !== null && 'error' in answer
		? printable(String(answer.error))
		: 'refused';

const explain = (error: Error): string => {
	switch ('code' in error ? error.code : undefined) {
		case 'ENOENT':
			return 'there is no such socket. Has its emperor ended? emperor status without --socket looks for another.';
		case 'ECONNREFUSED':
			return 'nobody answers there. The emperor has ended; start it again.';
		case 'EACCES':
			return 'permission denied. It belongs to another user; become that user.';
		case 'ETIMEDOUT':
			return 'does not answer. If the emperor is suspended, fg, bg or kill -CONT wakes it.';
		default:
			return `${error.message}. Is it the control socket of an emperor?`;
	}
};

/** Milliseconds: an emperor answers at once, but for one that is stopped. */
const longestSilence = 10_000;
