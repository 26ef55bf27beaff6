/** A picture of any program in a terminal, for documents and for looking at one's work. */

import {takePicture} from './take-picture.js';

const usage = `usage: node build/media/picture.js FILE.svg COLUMNS ROWS [STEP…] -- COMMAND…

Steps are taken in order, before the picture:
  shows=TEXT    waits until the screen shows TEXT
  keys=NAMES    presses keys, by tmux's names: keys=C-c, keys="Down Down Enter"
`;

const words = process.argv.slice(2);
const end = words.indexOf('--');
const [file, columns, rows, ...steps] = words.slice(0, end);
const [program, ...args] = words.slice(end + 1);
if (end < 3 || file === undefined || program === undefined) {
	process.stderr.write(usage);
	process.exit(2);
}

const opening = {columns: Number(columns), rows: Number(rows), command: [program, ...args]} as const;
await takePicture(file, opening, async terminal => {
	for (const step of steps) {
		const [, verb, value = ''] = /^(\w+)=(.+)$/.exec(step) ?? [];
		if (verb === 'shows') {
			await terminal.shows(value, 60_000);
		} else if (verb === 'keys') {
			await terminal.keys(...value.split(' '));
		} else {
			throw new Error(`step "${step}": it is neither shows=TEXT nor keys=NAMES.`);
		}
	}
});
