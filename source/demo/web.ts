import {type Files, node} from './files.js';

/** A web server that speaks the emperor protocol and logs its requests as uWSGI does. */
export const web = (port: number): Files => ({
	'web.ini': `; A web server. From another terminal, try
;
;     curl http://127.0.0.1:${port}/        and  /json  /slow?3  /missing  /boom  /exit?3
;
; Edit page.html and reload this vassal (r): the page is new, the process is not.
; Touch this file:                          the emperor tells it to reload.
; Kill it (kill -9, its pid is down left):  it was loyal, so it is back at once.

[uwsgi]
unprivileged-binary-patch-arg = exec ${node} programs/web.mjs 127.0.0.1:${port}
`,
	'page.html': '<!doctype html>\n<title>demo</title>\n<p>Hail, Emperor.\n',
	'programs/web.mjs': program,
});

const program = String.raw`// A small web server, as a vassal: it announces itself, obeys its emperor, and logs requests as uWSGI does.
//
//     node web.mjs 127.0.0.1:8000

import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {setTimeout as sleep} from 'node:timers/promises';
import {announce, obey} from './emperor.mjs';

const [host, port] = process.argv[2].split(':');
let requests = 0;
let isLoyal = false;

const pages = {
	'/': async () => [200, 'text/html', await readFile('page.html', 'utf8')],
	'/json': () => [200, 'application/json', JSON.stringify({pid: process.pid, requests})],
	'/slow': async seconds => {
		await sleep(1000 * Math.min(Number(seconds) || 2, 60));
		return [200, 'text/plain', 'slept\n'];
	},
	'/boom': what => {
		throw new Error('boom: ' + (what ?? 'nobody knows why'));
	},
	'/exit': code => process.exit(Number(code ?? 3)),
};

const answer = async (request, response) => {
	const arrival = performance.now();
	const [path, query] = request.url.split('?');
	const page = pages[path] ?? (() => [404, 'text/plain', 'no such page\n']);
	const [status, type, body] = await Promise.resolve(query)
		.then(page)
		.catch(error => {
			console.error(error.stack);
			return [500, 'text/plain', 'sorry\n'];
		});
	response.writeHead(status, {'content-type': type}).end(body);
	requests += 1;
	logRequest(request, status, Buffer.byteLength(body), Math.round(performance.now() - arrival));
	if (!isLoyal) {
		isLoyal = true;
		announce('loyal');
	}
};

/** uWSGI's default format, so that whatever reads its logs can read these. */
const logRequest = ({method, url, httpVersion, socket, rawHeaders}, status, bytes, msecs) => {
	const [weekday, month, day, year, time] = new Date().toString().split(' ');
	console.log(
		'[pid: %d|app: 0|req: %d/%d] %s () {%d vars in %d bytes} [%s] %s %s => generated %d bytes in %d msecs' +
			' (HTTP/%s %d) 1 headers in 44 bytes (1 switches on core 0)',
		process.pid,
		requests,
		requests,
		socket.remoteAddress ?? '-',
		rawHeaders.length / 2,
		rawHeaders.join('').length,
		[weekday, month, day, time, year].join(' '),
		method,
		url,
		bytes,
		msecs,
		httpVersion,
		status,
	);
};

const server = createServer(answer);
const open = () => server.listen(Number(port), host);

server.on('listening', () => {
	console.log('serving http://%s:%s/ (pid: %d)', host, port, process.pid);
	announce('accepting');
});
server.on('error', error => {
	console.error('%s:%s: %s', host, port, error.message);
	process.exit(1);
});

obey({
	stop: () => {
		console.log('told to stop. Farewell.');
		process.exit(0);
	},
	reload: () => {
		console.log('told to reload: finishing what was begun');
		isLoyal = false;
		server.close(open);
	},
});

announce('spawned');
open();
`;
