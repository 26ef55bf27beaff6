import assert from 'node:assert/strict';
import {test} from 'node:test';
import {addressOfTarget, readSshTarget} from '../../source/attach/ssh-target.js';

for (const [text, target] of [
	['ssh://web1', {host: 'web1'}],
	['ssh://web1/', {host: 'web1'}],
	['ssh://deploy@web1.example.org:2222', {host: 'web1.example.org', user: 'deploy', port: 2222}],
	['ssh://web1/run/user/1000/emperor/7.sock', {host: 'web1', path: '/run/user/1000/emperor/7.sock'}],
	['ssh://root@[fe80::1%eth0]:22/s', {host: 'fe80::1%eth0', user: 'root', port: 22, path: '/s'}],
	['ssh://web1/with%20space', {host: 'web1', path: '/with space'}],
] as const) {
	test(`${text} is understood`, () => assert.deepEqual(readSshTarget(text), target));
}

for (const text of [
	'ssh://',
	'ssh:web1',
	'ssh://-oProxyCommand=touch$IFS/tmp/x',
	'ssh://-G@web1',
	'ssh://a;b',
	'ssh://$(id)',
	'ssh://`id`@web1',
	'ssh://web1 -v',
	'ssh://web1\n',
	'ssh://@web1',
	'ssh://web1:0',
	'ssh://web1:65536',
	'ssh://web1:22x',
	'ssh://[web1]',
	'ssh://web1/%00',
	'ssh://web1/a%25h',
	'ssh://web1/%zz',
	`ssh://web1/$${'{HOME}'}/s`,
	`ssh://web1/${'x'.repeat(107)}`,
]) {
	test(`${JSON.stringify(text).slice(0, 60)} is refused`, () => {
		const target = readSshTarget(text);
		assert.ok('refusal' in target, JSON.stringify(target));
		assert.match(target.refusal, /\.$/);
	});
}

for (const text of ['ssh://web1', 'ssh://deploy@web1.example.org:2222', 'ssh://root@[fe80::1%eth0]:22']) {
	test(`${text} is said as it was written`, () => {
		const target = readSshTarget(text);
		assert.ok(!('refusal' in target));
		assert.equal(addressOfTarget(target), text);
	});
}
