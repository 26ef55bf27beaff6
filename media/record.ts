/** Makes the pictures of the README: `npm run build && node build/media/record.js`. */

import {takePicture} from './take-picture.js';

const demo = {columns: 120, rows: 36, command: ['node', 'dist/emperor.js', 'demo']} as const;

await takePicture('media/demo.svg', demo, async terminal => {
	// Until everybody is up and there are warnings and colours to see.
	await terminal.shows('★ loyal', 30_000);
	await terminal.gone('starting', 30_000);
	await terminal.shows('parcel 20', 30_000);
});
