import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readSettings} from '../../source/config/settings.js';
import {describeProblem} from '../../source/core/problem.js';

const read = (text: string) => readSettings('config.ini', async () => text);

test('settings are sections of keys and texts', async () => {
	const {settings, problems} = await read(
		'color = never\n[keys]\nreload = r ; a comment\nquit = "q;"\nmouse = true\n',
	);
	assert.deepEqual(settings, {'': {color: 'never'}, keys: {reload: 'r', quit: 'q;', mouse: 'true'}});
	assert.deepEqual(problems, []);
});

test('a bracket may be a key', async () => {
	const {settings, problems} = await read('[keys]\n[ = previous-page\n] = next-page\n');
	assert.deepEqual(settings, {keys: {'[': 'previous-page', ']': 'next-page'}});
	assert.deepEqual(problems, []);
});

test('a dot in the name of a section is a dot', async () => {
	assert.deepEqual((await read('[panel.shop]\nwrap = yes\n')).settings, {'panel.shop': {wrap: 'yes'}});
});

test('no file means no settings', async () => {
	const missing = async () => {
		throw Object.assign(new Error('no'), {code: 'ENOENT'});
	};
	assert.deepEqual(await readSettings('/nope/config.ini', missing), {settings: {}, problems: []});
});

test('an unreadable file is a problem', async () => {
	const denied = async () => {
		throw Object.assign(new Error('no'), {code: 'EACCES'});
	};
	const {settings, problems} = await readSettings('/etc/config.ini', denied);
	assert.deepEqual(settings, {});
	assert.match(
		problems.map(describeProblem).join(),
		/^\/etc\/config\.ini: cannot be read: permission denied\. /,
	);
});

test('a line that is neither section nor setting is named, and the others count', async () => {
	const {settings, problems} = await read('[keys\n[keys]\nreload = r\nwhat is this\n');
	assert.equal(settings.keys?.reload, 'r');
	assert.deepEqual(problems.map(describeProblem), [
		'config.ini:1: "[keys" is neither a [section] nor a key = value. Mend it, or put a ; in front.',
		'config.ini:4: "what is this" is neither a [section] nor a key = value. Mend it, or put a ; in front.',
	]);
});
