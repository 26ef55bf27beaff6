import assert from 'node:assert/strict';
import {PassThrough} from 'node:stream';
import {type TestContext, test} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {listenToKeys} from '../../source/screen/keyboard.js';
import {until} from '../helpers/wait.js';

const keyboard = (t: TestContext) => {
	const stdin = new PassThrough();
	const keys: string[] = [];
	const stop = listenToKeys(
		stdin as unknown as NodeJS.ReadStream,
		key => keys.push(key),
		({kind, x, y}) => keys.push(`${kind} ${x} ${y}`),
		undefined,
		hasFocus => keys.push(hasFocus ? 'focus' : 'no focus'),
	);
	t.after(stop);
	return {
		stop,
		/** Each text arrives by itself; answers the keys of all of them, once the last has come. */
		typed: async (...chunks: readonly (string | Buffer)[]): Promise<readonly string[]> => {
			keys.length = 0;
			for (const chunk of chunks) {
				stdin.write(chunk);
				await nextTurn();
			}
			stdin.write('!');
			await until('the last key', () => keys.at(-1) === '!');
			return keys.slice(0, -1);
		},
		press: (text: string) => stdin.write(text),
		keys,
	};
};

test('letters are told apart by their case, and signs are themselves', async t => {
	const {typed} = keyboard(t);
	assert.deepEqual(await typed('r', 'R', '?', '+', '_', '[', ']', '1', '9', '/', ':'), [...'rR?+_[]19/:']);
});

test('keys with names have them', async t => {
	const {typed} = keyboard(t);
	assert.deepEqual(await typed(' ', '\r', '\t', '\x1b[Z', '\x7f'), [
		'space',
		'enter',
		'tab',
		'shift+tab',
		'backspace',
	]);
	assert.deepEqual(await typed('\n'), ['enter']);
	assert.deepEqual(await typed('\x1b[A', '\x1b[B', '\x1b[C', '\x1b[D'), ['up', 'down', 'right', 'left']);
	assert.deepEqual(await typed('\x1bOA', '\x1bOB'), ['up', 'down']);
	assert.deepEqual(await typed('\x1b[5~', '\x1b[6~', '\x1b[H', '\x1b[F', '\x1b[1~', '\x1b[4~'), [
		'pageup',
		'pagedown',
		'home',
		'end',
		'home',
		'end',
	]);
});

test('Ctrl and Alt are said', async t => {
	const {typed} = keyboard(t);
	assert.deepEqual(await typed('\x03', '\x0c', '\x01'), ['ctrl+c', 'ctrl+l', 'ctrl+a']);
	assert.deepEqual(await typed('\x1bx', '\x1b1'), ['alt+x', 'alt+1']);
	assert.deepEqual(await typed('\x1b[1;5A'), ['ctrl+up']);
});

test('a burst in one chunk is as many keys as were pressed', async t => {
	const {typed} = keyboard(t);
	assert.deepEqual(await typed('jjRq\x1b[A\x1b[B \r\x03'), [
		'j',
		'j',
		'R',
		'q',
		'up',
		'down',
		'space',
		'enter',
		'ctrl+c',
	]);
});

test('an arrow that comes in two pieces is one key', async t => {
	const {typed} = keyboard(t);
	assert.deepEqual(await typed('\x1b[', 'A', 'j'), ['up', 'j']);
});

test('Escape by itself is a key, at once', async t => {
	const {press, keys, typed} = keyboard(t);
	const pressed = performance.now();
	press('\x1b');
	await until('the key', () => keys.length > 0);
	assert.deepEqual(keys, ['escape']);
	assert.ok(performance.now() - pressed < 400, 'Node alone would wait for half a second');
	assert.deepEqual(await typed('q'), ['q']);
});

test('what is pasted is nobody’s command, in one piece or many', async t => {
	const {typed} = keyboard(t);
	assert.deepEqual(await typed('j\x1b[200~xqy\r\x03X\x1b[201~k'), ['j', 'k']);
	assert.deepEqual(await typed('\x1b[200~x', 'q', 'y\r', '\x1b[20', '1~k'), ['k']);
});

test('the mouse is told among the keys, in whatever pieces it comes, and not from what is pasted', async t => {
	const {typed} = keyboard(t);
	assert.deepEqual(await typed('j\x1b[<0;3;2Mk', '\x1b', '[', '<6', '4;10;', '20M', 'q'), [
		'j',
		'press 2 1',
		'k',
		'wheel-up 9 19',
		'q',
	]);
	assert.deepEqual(await typed('\x1b[200~\x1b[<0;3;2M\x1b[201~k'), ['k']);
});

test('the focus is told among the keys, in whatever pieces that comes, and not from what is pasted', async t => {
	const {typed} = keyboard(t);
	assert.deepEqual(await typed('j\x1b[Ok', '\x1b', '[', 'I', 'q'), ['j', 'no focus', 'k', 'focus', 'q']);
	assert.deepEqual(await typed('\x1b[200~\x1b[O\x1b[I\x1b[201~k'), ['k']);
});

test('letters of every script arrive whole, and mean what they are', async t => {
	const {typed} = keyboard(t);
	assert.deepEqual(await typed('é', 'Ж', '商', '😀'), ['é', 'Ж', '商', '😀']);
	const bytes = Buffer.from('商');
	assert.deepEqual(await typed(bytes.subarray(0, 1), bytes.subarray(1)), ['商']);
});

test('nobody is called after it has ended', async t => {
	const {stop, press, keys} = keyboard(t);
	stop();
	press('q');
	await nextTurn();
	await nextTurn();
	assert.deepEqual(keys, []);
});
