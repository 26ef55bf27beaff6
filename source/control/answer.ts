import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Errors} from '../client/inspection.js';
import {wireProtocol} from '../client/wire.js';
import type {VassalId} from '../core/event.js';
import {reportErrors} from './error-report.js';
import {findVassal} from './find-vassal.js';
import {type Reporter, reportVassal} from './report.js';
import {type Rejection, type Route, readRoute} from './route.js';
import {sendEvents} from './send-events.js';
import {sendLog} from './send-log.js';
import type {Turns} from './turns.js';

/** What the answers are made of. */
export type Source = Reporter & {
	/** The emperor itself, in uWSGI's keys. */
	readonly facts: Readonly<Record<string, unknown>> & {readonly version: string};
	/** What the reports in the log of a vassal tell of. */
	readonly errorsOf: (id: VassalId) => Errors;
};

/** Answers one request, whatever it says. */
export const answer = async (
	{method = '', url = ''}: Pick<IncomingMessage, 'method' | 'url'>,
	response: ServerResponse,
	source: Source,
	turns: Turns,
): Promise<void> => {
	const route = readRoute(method, url);
	const isHead = method === 'HEAD';
	if ('error' in route) {
		reject(response, route);
		return;
	}
	switch (route.kind) {
		case 'list':
			sendJson(response, 200, listOf(source));
			return;
		case 'metrics': {
			const {metricsText, metricsType} = await import('./metrics.js');
			send(response, 200, await metricsText(source), metricsType);
			return;
		}
		case 'description': {
			const {openApi} = await import('./openapi.js');
			sendJson(response, 200, openApi(String(source.facts.version)));
			return;
		}
		case 'events':
			response.writeHead(200, {'content-type': 'text/event-stream', 'cache-control': 'no-store'});
			if (isHead) {
				response.end();
			} else {
				sendEvents(response, source, turns);
			}
			return;
		case 'attach':
			reject(response, {
				status: 426,
				error: `/attach: is for screens that speak ${wireProtocol}. Upgrade to it, or run emperor attach.`,
			});
			return;
		default:
			await answerForVassal(route, isHead, response, source, turns);
	}
};

export const reject = (response: ServerResponse, {status, error, allow}: Rejection): void =>
	sendJson(response, status, {error}, allow === undefined ? {} : {allow});

const answerForVassal = async (
	route: Extract<Route, {readonly name: string}>,
	isHead: boolean,
	response: ServerResponse,
	source: Source,
	turns: Turns,
): Promise<void> => {
	const {client} = source;
	const vassal = findVassal(client.getSnapshot().vassals, route.name);
	if ('error' in vassal) {
		reject(response, vassal);
		return;
	}
	switch (route.kind) {
		case 'vassal':
			sendJson(response, 200, reportVassal(vassal, source));
			return;
		case 'errors':
			sendJson(response, 200, reportErrors(vassal.id, source.errorsOf(vassal.id)));
			return;
		case 'log':
			response.writeHead(200, {'content-type': 'application/x-ndjson', 'cache-control': 'no-store'});
			if (isHead) {
				response.end();
			} else {
				sendLog(response, client, vassal.id, route, turns);
			}
			return;
		case 'command': {
			const reply = await client.send({type: 'tell', id: vassal.id, command: route.command});
			if (reply.ok) {
				sendJson(response, 202, {path: vassal.id, command: route.command});
			} else {
				reject(response, {status: 409, error: reply.reason});
			}
		}
	}
};

const listOf = (source: Source) => {
	const {vassals, notices, ragnarok} = source.client.getSnapshot();
	return {
		...source.facts,
		emperor: source.monitors(),
		ragnarok: ragnarok !== undefined,
		notices: notices.map(({text}) => text),
		vassals: vassals.map(vassal => reportVassal(vassal, source)),
	};
};

const sendJson = (
	response: ServerResponse,
	status: number,
	body: unknown,
	headers: Readonly<Record<string, string>> = {},
): void => send(response, status, `${JSON.stringify(body, null, '\t')}\n`, 'application/json', headers);

const send = (
	response: ServerResponse,
	status: number,
	text: string,
	type: string,
	headers: Readonly<Record<string, string>> = {},
): void => {
	response.writeHead(status, {
		'content-type': type,
		'content-length': Buffer.byteLength(text),
		...headers,
	});
	response.end(text);
};
