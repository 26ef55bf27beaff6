import {type Files, node} from './files.js';

/** A vassal that is "starting" long enough to be looked at. */
export const slow: Files = {
	'slow.ini': `; Needs five seconds until it is ready, like an application with much to load.
;
; Touch this file: it reloads, and is not ready for five seconds again.
; Stop it while it starts (x): it obeys at once.

[uwsgi]
unprivileged-binary-patch-arg = exec ${node} programs/slow.mjs
`,
	'programs/slow.mjs': `// Takes five seconds to be ready, each time it starts or reloads.

import {announce, obey} from './emperor.mjs';

let loading;

const load = () => {
	let done = 0;
	clearInterval(loading);
	console.log('loading the archive');
	loading = setInterval(() => {
		done += 1;
		console.log('loading the archive: %d %', 20 * done);
		if (done === 5) {
			clearInterval(loading);
			console.log('ready');
			announce('accepting');
		}
	}, 1000);
};

obey({
	stop: () => process.exit(0),
	reload: () => {
		console.log('told to reload');
		load();
	},
});

// Said at once: it lets the emperor know that more will come.
announce('spawned');
load();
`,
};
