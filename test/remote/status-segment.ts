import assert from 'node:assert/strict';
import {test} from 'node:test';
import {statusSegment} from '../../source/remote/status-segment.js';

const vassal = (name: string, state: string, trouble = false) => ({name, state, trouble});

test('all is well in two words, and what is not is named', () => {
	const well = [vassal('a.ini', 'ready'), vassal('b.ini', 'loyal')];
	assert.equal(statusSegment([]), '0 ok');
	assert.equal(statusSegment(well), '2 ok');
	assert.equal(statusSegment([...well, vassal('shop.ini', 'throttled', true)]), '2 ok, shop.ini throttled');
	const two = [vassal('x.ini', 'failed', true), vassal('y.ini', 'hung', true)];
	assert.equal(statusSegment([...well, ...two]), '2 ok, x.ini failed +1');
});

test('who was stopped, or is no vassal, is in nobody’s way, but is not among those that are well', () => {
	const off = [vassal('a.ini', 'stopped'), vassal('b.ini', 'loyal'), vassal('c.txt', 'not a vassal')];
	assert.equal(statusSegment(off), '1 ok, 1 stopped, 1 not a vassal');
	assert.equal(
		statusSegment([...off, vassal('x.ini', 'failed', true)]),
		'1 ok, 1 stopped, 1 not a vassal, x.ini failed',
	);
	assert.equal(statusSegment([vassal('a.ini', 'stopped', true)]), '0 ok, a.ini stopped');
});

test('no name can give tmux orders', () => {
	assert.equal(
		statusSegment([vassal('#[fg=red]#(reboot)\u001b[2J.ini', 'failed', true)]),
		'0 ok, ##[fg=red]##(reboot)␛[2J.ini failed',
	);
});
