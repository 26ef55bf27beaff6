import {resolve} from 'node:path';
import type {Gathered} from '../config/gather-options.js';
import type {Option} from '../config/option.js';
import {isKnown, workingFolder} from './subject.js';

/** An address that a vassal will listen on. */
export type Claim = {readonly by: Option; readonly address: Address};

export type Address =
	| {readonly kind: 'unix'; readonly path: string}
	/** `host` is empty for every address of the machine. */
	| {readonly kind: 'tcp'; readonly host: string; readonly port: number};

/**
 * Where a vassal will listen, as far as it can be known. Nothing with `reuse-port`, with which many may share a port.
 *
 * A name without a colon is a unix socket to uWSGI, even `8000`; a port of 0, a range or a shared socket (`=0`) claims nothing.
 */
export const addressesIn = ({options}: Pick<Gathered, 'options'>, cwd: string): Claim[] => {
	const folder = workingFolder(options, cwd);
	const canShare = options.some(({key}) => key === 'reuse-port');
	return options
		.filter(({key, value}) => listens.test(key) && isKnown(value))
		.flatMap(by => {
			const address = readAddress(by, folder);
			return address === undefined || (address.kind === 'tcp' && canShare) ? [] : [{by, address}];
		});
};

export const clash = (a: Address, b: Address): boolean =>
	a.kind === 'unix'
		? b.kind === 'unix' && a.path === b.path
		: b.kind === 'tcp' && a.port === b.port && (a.host === b.host || a.host === '' || b.host === '');

const listens =
	/^(?:(?:uwsgi-|suwsgi-|ssl-|https?-|http11-|fastcgi-|fastcgi-nph-|scgi-|scgi-nph-|raw-|puwsgi-|undeferred-shared-|shared-)?socket|https?2?|http-router|httprouter|fastrouter|rawrouter|sslrouter2?|zerg-?server|zerg-?pool|stats|stats-server|(?:http|fastrouter|rawrouter|sslrouter)-(?:stats|stats-server|subscription-server))$/;

const readAddress = ({key, value}: Option, folder: string | undefined): Address | undefined => {
	// Certificates follow a comma; a subscription server or pool may be spelled as key=value pairs.
	const text = (/\baddr(?:ess)?=([^,]*)/.exec(value)?.[1] ?? value.split(',')[0] ?? '').trim();
	if (text === '' || /[=*]|:\/\//.test(text) || /^zerg-?pool$/.test(key)) {
		return undefined;
	}
	const colon = text.lastIndexOf(':');
	if (colon === -1) {
		return folder === undefined && !/^[/@]/.test(text)
			? undefined
			: {kind: 'unix', path: text.startsWith('@') ? text : resolve(folder ?? '/', text)};
	}
	const port = text.slice(colon + 1);
	if (!/^\d+$/.test(port) || Number(port) === 0) {
		return undefined;
	}
	const host = text.slice(0, colon);
	return {
		kind: 'tcp',
		host: host === '0.0.0.0' ? '' : host.replace(/^localhost$/, '127.0.0.1'),
		port: Number(port),
	};
};
