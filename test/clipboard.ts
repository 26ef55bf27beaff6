import assert from 'node:assert/strict';
import {test} from 'node:test';
import {copyText} from '../source/clipboard.js';

const copy = async (text: string, env: Readonly<Record<string, string>>) => {
	let written = '';
	const write = (piece: string) => {
		written += piece;
		return true;
	};
	return {said: await copyText(text, {write}, env), written};
};

test('without tmux and a desktop the terminal is asked, and the person is told', async () => {
	const {said, written} = await copy('one\ntwo', {SSH_CONNECTION: 'here'});
	assert.equal(said, "copied 2 lines to the terminal's clipboard (OSC 52)");
	assert.equal(written, `\x1b]52;c;${Buffer.from('one\ntwo').toString('base64')}\x07`);
});

test('a tmux that is gone and a display that does not answer are no reason to give up', async () => {
	const {said} = await copy('one', {TMUX: '/nowhere/default,1,0', DISPLAY: ':nowhere'});
	assert.equal(said, "copied 1 line to the terminal's clipboard (OSC 52)");
});

test('what is too long for a terminal is not sent, and another way is named', async () => {
	const {said, written} = await copy('x'.repeat(200_000), {});
	assert.equal(said, 'copy: 200 KB, but a terminal takes 74 KB. Select less, or open the log with O.');
	assert.equal(written, '');
});
