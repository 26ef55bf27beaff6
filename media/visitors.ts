import {request} from 'node:http';
import type {Scope} from '../test/helpers/scratch.js';

/** What visitors ask for, in turn. */
const paths = ['/', '/json', '/', '/slow?0.04', '/', '/json', '/slow?0.09', '/', '/missing', '/json'];

/** Lets visitors come to a web server on this machine, three to fifteen a second in waves of 13 seconds, until all is over. */
export const receiveVisitors = (scope: Scope, port: number): void => {
	let visits = 0;
	let timer: NodeJS.Timeout | undefined;
	const next = (): void => {
		void visit(port, paths[visits % paths.length] ?? '/');
		visits += 1;
		const perSecond = 9 + 6 * Math.sin((performance.now() / 13_000) * 2 * Math.PI);
		timer = setTimeout(next, 1000 / perSecond);
	};
	next();
	scope.after(async () => clearTimeout(timer));
};

/** One request, answered or not. */
export const visit = (port: number, path: string): Promise<void> =>
	new Promise(resolve => {
		request({port, host: '127.0.0.1', path, agent: false}, response => {
			response.resume().on('close', resolve);
		})
			.on('error', () => resolve())
			.end();
	});
