import type {IncomingMessage} from 'node:http';
import type {Socket} from 'node:net';
import {type EmperorSays, type Hello, type ScreenSays, wireProtocol} from '../client/wire.js';

/** A line to an emperor that speaks. */
export type Wire = {
	readonly hello: Hello;
	readonly say: (words: ScreenSays) => void;
	/** Calls with everything that is said, also before it was asked to. */
	readonly listen: (onWords: (words: EmperorSays) => void) => void;
	/** Resolves when it is broken, or closed. */
	readonly ended: Promise<void>;
	readonly close: () => void;
};

/** Calls an emperor by its control socket. Rejects with a sentence, which does not say where. */
export const openWire = async (socketPath: string): Promise<Wire> => {
	const socket = await upgrade(socketPath);
	const words = new WireWords(socket);
	const hello = await words.next();
	if (hello?.type !== 'hello') {
		socket.destroy();
		throw new Error('hung up. Is it busy with its end?');
	}
	const say = (said: ScreenSays): void => void socket.write(`${JSON.stringify(said)}\n`);
	return {
		hello,
		say,
		listen: onWords =>
			words.listen((said, characters) => {
				onWords(said);
				if (said.type === 'log' || said.type === 'past') {
					say({type: 'taken', characters});
				}
			}),
		ended: words.ended,
		close: () => void socket.destroy(),
	};
};

const upgrade = async (socketPath: string): Promise<Socket> => {
	const {request} = await import('node:http');
	return new Promise((resolve, reject) => {
		const asked = request({
			socketPath,
			path: '/attach',
			agent: false,
			headers: {host: 'emperor', connection: 'Upgrade', upgrade: wireProtocol},
		});
		asked.setTimeout(silence, () => asked.destroy(new Error('does not answer. Is it stopped?')));
		asked.once('upgrade', (_: IncomingMessage, socket: Socket, head: Buffer) => {
			socket.unshift(head);
			resolve(socket);
		});
		asked.once('response', response => {
			response.resume();
			reject(
				new Error(
					`is no emperor that can be attached to (${response.statusCode}). Is it of the same version as this one?`,
				),
			);
		});
		asked.once('error', error => reject(new Error(explain(error))));
		asked.end();
	});
};

const explain = (error: Error): string => {
	switch ('code' in error ? error.code : undefined) {
		case 'ENOENT':
			return 'there is no such socket. Has the emperor ended?';
		case 'ECONNREFUSED':
			return 'nobody answers. The emperor has ended.';
		case 'ECONNRESET':
			return 'hung up. Nobody answers over there.';
		case 'EACCES':
			return 'permission denied. It belongs to another user; become that user.';
		default:
			return error.message;
	}
};

/** Takes what is said apart into lines. Who says nothing for too long, or no JSON, is hung up on. */
class WireWords {
	readonly ended: Promise<void>;
	readonly #early: (readonly [words: EmperorSays, characters: number])[] = [];
	#onWords: ((words: EmperorSays, characters: number) => void) | undefined;
	#onEarly: (() => void) | undefined;
	#parts: string[] = [];
	#length = 0;

	constructor(socket: Socket) {
		socket.setEncoding('utf8');
		socket.setTimeout(silence, () => socket.destroy());
		socket.on('error', () => undefined);
		socket.on('end', () => socket.destroy());
		this.ended = new Promise(resolve => {
			socket.once('close', () => {
				resolve();
				this.#onEarly?.();
			});
		});
		socket.on('data', (chunk: string) => {
			try {
				this.#take(chunk);
			} catch (error) {
				if (!(error instanceof SyntaxError)) {
					throw error;
				}
				socket.destroy();
			}
			if (this.#length > longestLine) {
				socket.destroy();
			}
		});
	}

	/** The first that is said; undefined where nothing comes. */
	async next(): Promise<EmperorSays | undefined> {
		if (this.#early.length === 0) {
			await new Promise<void>(resolve => {
				this.#onEarly = resolve;
			});
		}
		return this.#early.shift()?.[0];
	}

	listen(onWords: (words: EmperorSays, characters: number) => void): void {
		this.#onWords = onWords;
		for (const [words, characters] of this.#early.splice(0)) {
			onWords(words, characters);
		}
	}

	#take(chunk: string): void {
		let start = 0;
		for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', start)) {
			this.#parts.push(chunk.slice(start, end));
			const line = this.#parts.join('');
			this.#parts = [];
			this.#length = 0;
			start = end + 1;
			this.#hear(JSON.parse(line), line.length + 1);
		}
		if (start < chunk.length) {
			this.#parts.push(chunk.slice(start));
			this.#length += chunk.length - start;
		}
	}

	#hear(words: EmperorSays, characters: number): void {
		if (this.#onWords === undefined) {
			this.#early.push([words, characters]);
			this.#onEarly?.();
		} else {
			this.#onWords(words, characters);
		}
	}
}

/** Milliseconds: an emperor says something every second. */
const silence = 6000;

/** Characters. */
const longestLine = 64 * 1024 * 1024;
