import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {Compositor, type PaneSource} from '../../source/screen/compositor.js';
import {openTerminal} from '../../source/screen/terminal.js';
import {openFakeTerminal} from '../helpers/fake-terminal.js';
import {until} from '../helpers/wait.js';

const framed = (width: number, height: number): string =>
	[
		`╭${'─'.repeat(width - 2)}╮`,
		...Array(height - 2).fill(`│${' '.repeat(width - 2)}│`),
		`╰${'─'.repeat(width - 2)}╯`,
	].join('\n');

const start = async (t: TestContext, columns = 12, rows = 4) => {
	const fake = await openFakeTerminal(columns, rows);
	const terminal = openTerminal(fake.stdin, fake.stdout);
	const compositor = new Compositor(terminal);
	terminal.enter();
	t.after(() => {
		compositor.close();
		terminal.leave();
	});
	const frames = () => fake.writes.filter(text => text.includes('\x1b[?2026h'));
	const shows = (...rows: readonly string[]) =>
		until(`the screen ${JSON.stringify(rows)}`, () => {
			assert.deepEqual(fake.emulator.rows(), rows);
			return true;
		});
	return {...fake, terminal, compositor, frames, shows};
};

/** A pane whose rows are replaced by hand, and that counts how often it was asked. */
const pane = (
	...rows: string[]
): PaneSource & {set: (...rows: string[]) => void; asked: [number, number][]} => {
	let current = rows;
	const asked: [number, number][] = [];
	return {
		rows: (width, height) => {
			asked.push([width, height]);
			return current;
		},
		set: (...next) => {
			current = next;
		},
		asked,
	};
};

const inside = {x: 1, y: 1, width: 10, height: 2};

test('a frame is chrome with log rows laid over it', async t => {
	const {compositor, shows} = await start(t);
	const log = pane('one', 'a long line', 'never shown');
	compositor.setChrome(framed(12, 4));
	compositor.place('log', inside, log);
	await shows('╭──────────╮', '│one       │', '│a long li…│', '╰──────────╯');
	assert.deepEqual(log.asked, [[10, 2]]);
});

test('panes that are placed in one turn with the chrome come in one write', async t => {
	const {compositor, frames, shows} = await start(t);
	compositor.setChrome(framed(12, 4));
	compositor.place('left', {x: 1, y: 1, width: 4, height: 2}, pane('l1', 'l2'));
	compositor.place('right', {x: 6, y: 1, width: 5, height: 2}, pane('r1', 'r2'));
	await shows('╭──────────╮', '│l1   r1   │', '│l2   r2   │', '╰──────────╯');
	assert.equal(frames().length, 1);
});

test('a touched pane shows its new rows, and only those are written', async t => {
	const {compositor, frames, shows} = await start(t);
	const log = pane('one', 'two');
	compositor.setChrome(framed(12, 4));
	compositor.place('log', inside, log);
	await shows('╭──────────╮', '│one       │', '│two       │', '╰──────────╯');

	log.set('one', 'three');
	compositor.touch('log');
	await shows('╭──────────╮', '│one       │', '│three     │', '╰──────────╯');
	assert.equal(frames().at(-1), '\x1b[?2026h\x1b[3;2Hthree     \x1b[?2026l');
});

test('a pane that was not touched is not asked again before the chrome is new', async t => {
	const {compositor, frames, shows} = await start(t);
	const [left, right] = [pane('l1'), pane('r1')];
	compositor.place('left', {x: 1, y: 1, width: 4, height: 2}, left);
	compositor.place('right', {x: 6, y: 1, width: 5, height: 2}, right);
	await until('the first frame', () => frames().length === 1);
	left.set('l2');
	right.set('r2');
	compositor.touch('left');
	await shows('            ', ' l2   r1    ', '            ', '            ');
	assert.deepEqual([left.asked.length, right.asked.length], [2, 1]);
	compositor.setChrome(framed(12, 4));
	await shows('╭──────────╮', '│l2   r2   │', '│          │', '╰──────────╯');
});

test('log content is painted at most thirty times a second, and the last of it is painted', async t => {
	const {compositor, frames, shows, writes, times} = await start(t);
	const log = pane('0');
	compositor.place('log', inside, log);
	for (let count = 1; frames().length < 8; count++) {
		log.set(String(count));
		compositor.touch('log');
		await nextTurn();
	}

	log.set('the end');
	compositor.touch('log');
	await shows('            ', ' the end    ', '            ', '            ');

	const frameTimes = times.filter((_, index) => writes[index]?.includes('\x1b[?2026h'));
	for (const [index, time] of frameTimes.entries()) {
		// The clock is read just before the write, hence the tolerance.
		if (index > 0) {
			assert.ok(time - (frameTimes[index - 1] ?? 0) > 32, `frame ${index}`);
		}
	}
});

test('a changed chrome does not wait for the next log frame', async t => {
	const {compositor, frames} = await start(t);
	compositor.place('log', inside, pane('one'));
	await until('the first frame', () => frames().length === 1);

	for (const title of ['a', 'b', 'c']) {
		compositor.touch('log');
		compositor.setChrome(title);
		await nextTurn();
		await nextTurn();
		assert.match(frames().at(-1) ?? '', new RegExp(`\x1b\\[K${title}`));
	}
});

test('while the terminal is behind no frames pile up, and then the newest is painted', async t => {
	const {compositor, frames, shows, stall, flow} = await start(t);
	const log = pane('0');
	compositor.place('log', inside, log);
	await shows('            ', ' 0          ', '            ', '            ');

	stall();
	for (let count = 1; count < 50; count++) {
		log.set(String(count));
		compositor.setChrome(`frame ${count}`);
		await nextTurn();
		await nextTurn();
	}

	assert.equal(frames().length, 2);
	flow();
	await shows('frame 49    ', ' 49         ', '            ', '            ');
	assert.equal(frames().length, 3);
});

test('a pane that goes leaves the chrome behind', async t => {
	const {compositor, shows} = await start(t);
	compositor.setChrome('nobody here\nnobody here');
	compositor.place('log', {x: 3, y: 0, width: 4, height: 2}, pane('one', 'two'));
	await shows('nobone here ', 'nobtwo here ', '            ', '            ');
	compositor.remove('log');
	await shows('nobody here ', 'nobody here ', '            ', '            ');
});

test('after a resize the new size is filled and nothing is drawn outside of it', async t => {
	const {compositor, shows, resize} = await start(t);
	const log = pane('one', 'two', 'three', 'four');
	compositor.setChrome(framed(12, 4));
	compositor.place('log', inside, log);
	await shows('╭──────────╮', '│one       │', '│two       │', '╰──────────╯');

	resize(8, 3);
	compositor.forget();
	await shows('╭───────', '│one    ', '│two    ');
	assert.deepEqual(log.asked.at(-1), [7, 2]);

	resize(10, 5);
	compositor.setChrome(framed(10, 5));
	compositor.place('log', {x: 1, y: 1, width: 8, height: 3}, log);
	compositor.forget();
	await shows('╭────────╮', '│one     │', '│two     │', '│three   │', '╰────────╯');

	compositor.place('log', {x: 1, y: 9, width: 8, height: 3}, log);
	compositor.place('other', {x: 90, y: 1, width: 8, height: 3}, log);
	await shows('╭────────╮', '│        │', '│        │', '│        │', '╰────────╯');
});

test('what an editor left on the screen is gone after forget', async t => {
	const {compositor, emulator, shows} = await start(t);
	compositor.setChrome('title');
	await shows('title       ', '            ', '            ', '            ');

	await emulator.write('\x1b[H\x1b[41m~~~~~~~~~~~~\r\n~');
	compositor.forget();
	await shows('title       ', '            ', '            ', '            ');
	assert.equal(emulator.cells()[1]?.[0], emulator.cells()[3]?.[5]);
});

test('the last cell of the last row can be written without scrolling', async t => {
	const {compositor, shows} = await start(t, 4, 2);
	compositor.setChrome('abcd\nefgh');
	await shows('abcd', 'efgh');
	compositor.place('all', {x: 0, y: 0, width: 4, height: 2}, pane('1234', '5678'));
	await shows('1234', '5678');
});

test('once closed it writes nothing', async t => {
	const {compositor, writes} = await start(t);
	compositor.setChrome('soon');
	compositor.close();
	compositor.touch('log');
	compositor.forget();
	compositor.setChrome('never');
	await nextTurn();
	await nextTurn();
	assert.ok(!writes.some(text => text.includes('soon') || text.includes('never')));
});
