import assert from 'node:assert/strict';
import {test} from 'node:test';
import {openTerminal} from '../../source/screen/terminal.js';
import {openFakeTerminal} from '../helpers/fake-terminal.js';
import {until} from '../helpers/wait.js';

test('what was on the screen is there again after leaving, and so are the modes', async () => {
	const {stdin, stdout, emulator} = await openFakeTerminal(20, 3);
	await emulator.write('\x1b[?7h$ emperor\r\n');
	const before = {rows: emulator.rows(), state: emulator.state()};

	const terminal = openTerminal(stdin, stdout);
	terminal.enter();
	terminal.write('\x1b[31m\x1b[?1002h\x1b[?2004h\x1b[2;2Hpanels');
	await until('the panels', () => emulator.rows()[1] === ' panels             ');
	assert.notDeepEqual(emulator.state(), before.state);

	terminal.leave();
	await until('the shell', () => emulator.rows()[0]?.startsWith('$ emperor'));
	assert.deepEqual({rows: emulator.rows(), state: emulator.state()}, before);
});

test('whoever it is lent to has it as it was, told of no mouse, paste or focus; then it is ours again', async () => {
	const {stdin, stdout, emulator} = await openFakeTerminal(20, 3);
	await emulator.write('\x1b[?7h$ emperor\r\n');
	const before = emulator.state();
	const terminal = openTerminal(stdin, stdout);
	terminal.enter();
	terminal.heedMouse(true);
	await until('us', () =>
		/"mouseTrackingMode":"drag".*"sendFocusMode":true/.test(JSON.stringify(emulator.state())),
	);
	const ours = emulator.state();
	let lent: unknown;
	await terminal.lend('', async () => {
		await until('the shell', () => emulator.rows()[0]?.startsWith('$ emperor'));
		lent = emulator.state();
	});
	assert.deepEqual(lent, before);
	await until('us again', () => JSON.stringify(emulator.state()) === JSON.stringify(ours));
	terminal.leave();
});

test('entering and leaving twice is the same as once', async () => {
	const {stdin, stdout, writes} = await openFakeTerminal(20, 3);
	const terminal = openTerminal(stdin, stdout);
	terminal.leave();
	assert.deepEqual(writes, []);
	terminal.enter();
	terminal.enter();
	terminal.leave();
	terminal.leave();
	await until('both writes', () => writes.length === 2);
});

test('nothing is written to a screen that is not ours', async () => {
	const {stdin, stdout, writes} = await openFakeTerminal(20, 3);
	const terminal = openTerminal(stdin, stdout);
	assert.equal(terminal.write('too early'), true);
	terminal.enter();
	terminal.leave();
	assert.equal(terminal.write('too late'), true);
	await until('both writes', () => writes.length === 2);
	assert.ok(!writes.some(text => text.includes('too')));
});

test('a terminal that is behind says so, and when it is not any more', async () => {
	const {stdin, stdout, stall, flow} = await openFakeTerminal(20, 3);
	const terminal = openTerminal(stdin, stdout);
	let drains = 0;
	const stop = terminal.onDrain(() => drains++);
	stall();
	terminal.enter();
	assert.equal(terminal.write('x'), false);
	assert.equal(terminal.isDrained, false);
	assert.equal(drains, 0);

	flow();
	await until('the drain', () => drains === 1);
	assert.equal(terminal.isDrained, true);
	stop();
});

test('a terminal that breaks is reported once, and nothing is thrown', async () => {
	const {stdin, stdout} = await openFakeTerminal(20, 3);
	const terminal = openTerminal(stdin, stdout);
	const reasons: string[] = [];
	terminal.onGone(reason => reasons.push(reason.message));
	terminal.enter();
	stdout.destroy(new Error('write EIO'));
	await until('the bad news', () => reasons.length > 0);

	stdin.emit('error', new Error('read EIO'));
	assert.equal(terminal.write('more'), terminal.isDrained);
	terminal.leave();
	terminal.onGone(reason => reasons.push(`late: ${reason.message}`));
	assert.deepEqual(reasons, ['write EIO', 'late: write EIO']);
});

test('the end of the input is the end of the terminal', async () => {
	const {stdin, stdout} = await openFakeTerminal(20, 3);
	const terminal = openTerminal(stdin, stdout);
	let reason = '';
	terminal.onGone(({message}) => {
		reason = message;
	});
	stdin.push(null);
	stdin.resume();
	await until('the bad news', () => reason);
	assert.match(reason, /^terminal: its input ended/);
});

test('the size is that of the terminal, and changes are told until nobody listens', async () => {
	const {stdin, stdout, resize} = await openFakeTerminal(20, 3);
	const terminal = openTerminal(stdin, stdout);
	const sizes: unknown[] = [terminal.size()];
	const stop = terminal.onResize(() => sizes.push(terminal.size()));
	resize(30, 4);
	stop();
	resize(40, 5);
	assert.deepEqual(sizes, [
		{columns: 20, rows: 3},
		{columns: 30, rows: 4},
	]);
	resize(0, 0);
	assert.deepEqual(terminal.size(), {columns: 80, rows: 24});
});
