import type {Files} from './files.js';

/** The vassals' half of the emperor protocol, for those of the demo's programs that speak it. */
export const protocol: Files = {
	'programs/emperor.mjs': `// How a vassal and its emperor talk: single bytes, over the socket whose descriptor is in UWSGI_EMPEROR_FD.
// They are those of uWSGI, so these programs run under uWSGI's own Emperor too.

import {Socket} from 'node:net';

const words = {spawned: 1, accepting: 5, loyal: 17};

const fd = Number(process.env.UWSGI_EMPEROR_FD ?? 0);
const emperor = fd > 2 ? new Socket({fd}) : undefined;

/** Tells the emperor how far we are. Without an emperor it says nothing. */
export const announce = word => emperor?.write(Uint8Array.of(words[word]));

/** Does as the emperor says from now on, and stops should it be gone. */
export const obey = ({stop, reload}) => {
	emperor?.on('data', bytes => {
		for (const byte of bytes) {
			if (byte === 0 || byte === 2) {
				stop();
			} else if (byte === 1) {
				reload();
			}
		}
	});
	emperor?.on('end', stop);
	emperor?.on('error', stop);
};
`,
};
