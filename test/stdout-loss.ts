import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';

const program = fileURLToPath(new URL('../../dist/emperor.js', import.meta.url));

const run = (script: string) =>
	spawnSync('sh', ['-c', script, process.execPath, program], {encoding: 'utf8', timeout: 20_000});

const commands = ['--help', '--version', 'info', 'completion bash', "check '*.ini'", 'untangle'];

test('what a command cannot print is said, and is a failure', {
	skip: existsSync('/dev/full') ? false : 'there is no /dev/full here',
}, () => {
	for (const command of commands) {
		const {status, stderr} = run(`echo line | "$0" "$1" ${command} >/dev/full`);
		assert.equal(status, 1, command);
		assert.match(
			stderr,
			/^standard output: ENOSPC: no space left on device, write\. Make room, or write elsewhere\.\n$/,
			command,
		);
	}
});

test('a reader that has heard enough is no failure', () => {
	for (const command of ['info', 'untangle', '--help']) {
		const {stderr} = run(`seq 100000 | { "$0" "$1" ${command}; echo "exit $?" >&2; } | head -n 1 >/dev/null`);
		assert.equal(stderr, 'exit 0\n', command);
	}
});
