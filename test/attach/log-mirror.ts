import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LogMirror} from '../../source/attach/log-mirror.js';
import {toWire} from '../../source/client/wire.js';
import {defaultScrollback, LogStore} from '../../source/logs/log-store.js';

test('what a line is arrives with it: too long to be kept in one, from a file, not ended yet', () => {
	const store = new LogStore();
	store.append(Buffer.from('fine\n'), 0);
	store.append(Buffer.from(`${'x'.repeat(70_000)}\n`), 0);
	store.interject(Buffer.from(`${'y'.repeat(70_000)}\nfrom a file\n`), 0);
	store.append(Buffer.from('not en'), 0);
	const printed = store.read(1, 100);
	const mirror = new LogMirror('a.ini', 0, {
		scrollback: defaultScrollback,
		mostOfThePast: () => 0,
		say: () => undefined,
		onRenewed: () => undefined,
		onLeft: () => undefined,
	});
	const lines = printed.map(line => toWire(line, store.arrivalOf(line.number)));
	mirror.hear({type: 'log', id: 'a.ini', log: '1', from: 1, lines});
	assert.deepEqual(mirror.reader.read(1, 100), printed);
	assert.deepEqual(
		printed.map(({isCut = false}) => isCut),
		[false, true, false, true, false, false, false],
	);
	mirror.close();
});
