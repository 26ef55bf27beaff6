import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {closeSync, openSync} from 'node:fs';
import {text} from 'node:stream/consumers';
import {test} from 'node:test';

const emperor = `
	const {closeInherited} = await import(process.argv[1]);
	closeInherited();
	const {readdirSync} = await import('node:fs');
	const {execFileSync} = await import('node:child_process');
	execFileSync('/bin/sh', ['-c', 'ls /proc/$$/fd'], {stdio: 'inherit'});
`;

test('a descriptor that the emperor was started with is closed, and reaches no vassal', {
	skip: process.platform === 'linux' ? false : 'needs /proc',
}, async () => {
	const fd = openSync('/dev/null', 'r');
	const module = new URL('../../source/processes/inherited-descriptors.js', import.meta.url).href;
	const stdio = ['ignore', 'pipe', 'inherit', ...Array<'ignore'>(57).fill('ignore'), fd] as const;
	const child = spawn(process.execPath, ['--input-type=module', '-e', emperor, module], {stdio: [...stdio]});
	closeSync(fd);
	assert.ok(child.stdout);
	const [output, [exitCode]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
	assert.equal(exitCode, 0);
	assert.match(output, /^1$/m);
	assert.doesNotMatch(output, /^60$/m);
});
