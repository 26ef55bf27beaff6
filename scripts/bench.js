#!/usr/bin/env node
// Runs the figures of product.md 9 but for the floods, one after the other: `npm run bench`. Takes about six minutes.

import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';

const benches = ['start', 'idle', 'life', 'two-hundred', 'crash-loops'];
let isMissed = false;
for (const name of benches) {
	console.log(`\n# ${name}`);
	const path = fileURLToPath(new URL(`../build/bench/${name}.js`, import.meta.url));
	isMissed = spawnSync(process.execPath, [path], {stdio: 'inherit'}).status !== 0 || isMissed;
}
process.exit(isMissed ? 1 : 0);
