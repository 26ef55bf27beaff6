#!/usr/bin/env node
// Runs the compiled tests: all of them, or those whose path contains one of the arguments.
//
//     node scripts/test.js [PART…]

import {spawn} from 'node:child_process';
import {readdirSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('../build/test/', import.meta.url));
const parts = process.argv.slice(2);
const files = readdirSync(root, {recursive: true})
	.filter(file => file.endsWith('.js') && !/^(helpers|fixtures)\//.test(file))
	.filter(file => parts.length === 0 || parts.some(part => file.includes(part)))
	.sort();
if (files.length === 0) {
	console.error(`scripts/test.js: no test file matches ${parts.join(' ')}. Run npm run compile first.`);
	process.exit(1);
}

// Most tests wait for processes rather than compute: two files at a time keep two cores busy and every limit honest.
// The reporter that names what failed once more at the end, whether or not a terminal is looking.
const runner = spawn(process.execPath, ['--test', '--test-concurrency=2', '--test-reporter=spec', ...files], {
	cwd: root,
	stdio: 'inherit',
});
runner.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 128)));
