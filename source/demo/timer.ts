import {type Files, node} from './files.js';

/** Visits whoever serves HTTP on that port, so that there are requests to look at. */
export const timer = (port: number): Files => ({
	'timer.ini': `; Visits the web server every other second, now and then where something goes wrong.
;
; It knows nothing of emperors: it is ready once it has lived a second, and a reload is stop and start.
; Stop the web server (x on its panel) and watch what is said here.

[uwsgi]
unprivileged-binary-patch-arg = exec ${node} programs/timer.mjs http://127.0.0.1:${port}
`,
	'programs/timer.mjs': `// Makes a round of requests every other second; each round is longer or shorter than the last.
//
//     node timer.mjs http://127.0.0.1:8000

const [home] = process.argv.slice(2);
const paths = ['/', '/json', '/', '/', '/slow?0.2', '/', '/missing', '/', '/json', '/', '/', '/boom'];
let visits = 0;

const visit = async url => {
	const start = performance.now();
	const response = await fetch(url);
	await response.arrayBuffer();
	const {pathname} = new URL(url);
	console.log('%s %d in %d ms', pathname.padEnd(8), response.status, Math.round(performance.now() - start));
};

const makeRound = async () => {
	const length = Math.round(4 + 3 * Math.sin(Date.now() / 8000));
	for (let count = 0; count < length; count += 1) {
		const url = home + paths[visits++ % paths.length];
		await visit(url).catch(error => {
			console.error('WARNING: no answer from %s: %s', url, error.cause?.code ?? error.message);
		});
	}
};

for (;;) {
	await makeRound();
	await new Promise(resolve => setTimeout(resolve, 2000));
}
`,
});
