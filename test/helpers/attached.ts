import {type Attachment, stayAttached, type Way} from '../../source/attach/stay-attached.js';
import type {EmperorClient} from '../../source/client/emperor-client.js';
import type {LogReader} from '../../source/logs/log-reader.js';
import {defaultScrollback, type Scrollback} from '../../source/logs/log-store.js';
import type {Scope} from './scratch.js';

/** The way to a socket of a test; `move` has it lead elsewhere from the next try on. */
export const wayTo = (path: string): Way & {readonly move: (path: string) => void} => {
	let socket = path;
	return {
		name: 'there',
		open: async () => socket,
		trouble: () => undefined,
		close: () => undefined,
		socket: () => socket,
		longestPause: 250,
		move: newPath => {
			socket = newPath;
		},
	};
};

/** A doorway to the emperor at the end of a way, closed when the test is over. */
export const attachedTo = async (
	t: Scope,
	way: Way,
	scrollback: Scrollback = defaultScrollback,
): Promise<EmperorClient> => (await attachmentTo(t, way, scrollback)).client;

export const attachmentTo = async (
	t: Scope,
	way: Way,
	scrollback: Scrollback = defaultScrollback,
): Promise<Attachment> => {
	const attachment = await stayAttached(way, scrollback);
	t.after(async () => attachment.close());
	return attachment;
};

/** Reads a log as a pane does, until the test is over. */
export const reading = (t: Scope, client: EmperorClient, id: string): (() => LogReader) => {
	const stops: (() => void)[] = [];
	let read: LogReader | undefined;
	const log = (): LogReader => {
		const latest = client.log(id);
		if (latest !== read) {
			read = latest;
			stops.push(latest.follow(() => undefined));
			for (const stop of stops.splice(0, stops.length - 1)) {
				stop();
			}
		}
		return latest;
	};
	log();
	t.after(async () => {
		for (const stop of stops) {
			stop();
		}
	});
	return log;
};

export const textsOf = (log: LogReader): readonly string[] =>
	log.read(log.first, log.last - log.first + 1).map(({text}) => text);
