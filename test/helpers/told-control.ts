import {type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, request} from 'node:http';
import {join} from 'node:path';
import {serveControl} from '../../source/control/control-server.js';
import {wallClockOf} from '../../source/control/wall-clock.js';
import type {Scrollback} from '../../source/logs/log-store.js';
import {selectPanel} from '../../source/ui/selectors/panel.js';
import {lastFirst} from './last-first.js';
import {type Scope, scratch} from './scratch.js';
import {studyLogs} from './study-logs.js';
import {type ToldClient, toldClient} from './told-client.js';

export type Answer = {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly text: string;
	/** The text, as JSON. */
	readonly body: Record<string, unknown> & {readonly error?: string};
};

/** A control socket before an empire that lives through what a test tells. */
export type ToldControl = ToldClient & {
	readonly path: string;
	readonly ask: (method: string, target: string, body?: string) => Promise<Answer>;
	/** An answer that goes on: resolves once it has begun. */
	readonly open: (target: string) => Promise<IncomingMessage>;
	readonly close: () => Promise<void>;
};

export const toldControl = async (t: Scope, scrollback?: Scrollback): Promise<ToldControl> => {
	const scope = lastFirst(t);
	const path = join(await scratch(scope), 'c.sock');
	const told = toldClient(scrollback);
	const studyOf = studyLogs();
	const {close} = await serveControl(path, {
		client: told.client,
		portray: selectPanel,
		monitors: () => ['/v'],
		wallClock: wallClockOf(told.client),
		errorsOf: id => {
			const study = studyOf(id, told.client.log(id));
			return {mistakes: study.mistakes.latest, read: study.last, unread: study.skipped};
		},
		facts: {version: '1.2.3', pid: 7},
	});
	scope.after(close);

	const call = (method: string, target: string): ClientRequest =>
		request({socketPath: path, method, path: target, agent: false, headers: {host: 'emperor'}});
	const answered = (asked: ClientRequest): Promise<IncomingMessage> =>
		new Promise((resolve, reject) => {
			asked.once('response', resolve).once('error', reject);
		});

	return {
		...told,
		path,
		close,
		ask: async (method, target, body = '') => {
			const asked = call(method, target);
			asked.end(body);
			const response = await answered(asked);
			let text = '';
			for await (const chunk of response) {
				text += chunk;
			}
			const {statusCode = 0, headers} = response;
			return {status: statusCode, headers, text, body: isJson(text) ? JSON.parse(text) : {}};
		},
		open: async target => {
			const asked = call('GET', target);
			asked.end();
			const response = await answered(asked);
			scope.after(async () => void response.destroy());
			return response;
		},
	};
};

/** A log is a line of it after another, which is none. */
const isJson = (text: string): boolean => text.startsWith('{\n');
