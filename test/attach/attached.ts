import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {attachedClient} from '../../source/attach/attached-client.js';
import {parting} from '../../source/attach/parting.js';
import {noVitals} from '../../source/core/vitals.js';
import {defaultScrollback} from '../../source/logs/log-store.js';
import {attachedTo, attachmentTo, reading, textsOf, wayTo} from '../helpers/attached.js';
import {relayTo} from '../helpers/relay.js';
import {toldControl} from '../helpers/told-control.js';
import {until} from '../helpers/wait.js';

const a = '/v/a.ini';

const numbered = (from: number, to: number): string =>
	Array.from({length: to - from + 1}, (_, index) => `line ${from + index}\n`).join('');

test('who is attached sees the same empire, and every change of it', async t => {
	const told = await toldControl(t);
	const {story, tell, weigh} = told;
	story.brings('a.ini');
	story.brings('b.ini');
	tell();
	weigh('a.ini', 5e6);
	const client = await attachedTo(t, wayTo(told.path));
	assert.deepEqual(client.getSnapshot(), told.client.getSnapshot());
	await until('vitals', () => client.getVitals().emperor.resident === 75e6);
	assert.equal(client.getVitals().resident[a], 5e6);

	const before = client.getSnapshot();
	assert.equal(client.getSnapshot(), before, 'the same object while nothing changes');
	let calls = 0;
	client.subscribe(() => {
		calls += 1;
	});
	story.hears('b.ini', 17);
	tell();
	await until('the change', () => calls > 0);
	assert.deepEqual(client.getSnapshot(), told.client.getSnapshot());
	story.waits(5000);
	story.loses('a.ini');
	story.dies('a.ini', 0);
	tell();
	await until('it to be gone', () => client.getSnapshot().vassals.length === 1);
	assert.deepEqual(client.getSnapshot(), told.client.getSnapshot());
});

test('what an older emperor does not sample is not there, rather than undefined', () => {
	const client = attachedClient(defaultScrollback);
	client.hear({type: 'vitals', now: 0, vitals: {resident: {[a]: 5e6}}});
	assert.deepEqual(client.getVitals(), {...noVitals, resident: {[a]: 5e6}});
	client.hear({type: 'vitals', now: 1000});
	assert.equal(client.getVitals().resident[a], 5e6);
});

test('a command reaches the emperor, and its answer who gave it', async t => {
	const told = await toldControl(t);
	told.story.brings('a.ini');
	told.tell();
	const client = await attachedTo(t, wayTo(told.path));
	assert.deepEqual(await client.send({type: 'tell', id: a, command: 'reload'}), {ok: true});
	assert.deepEqual(told.sent, [{type: 'tell', id: a, command: 'reload'}]);
	told.refuse('not now.');
	assert.deepEqual(await client.send({type: 'ragnarok'}), {ok: false, reason: 'not now.'});
});

test('the age of a line is counted by the wall clock over there, however wrong it is', async t => {
	const told = await toldControl(t);
	const client = await attachedTo(t, wayTo(told.path));
	const isAsThere = () => Math.abs(client.wallNow() - told.client.wallNow()) < 60_000;
	assert.ok(Math.abs(Date.now() - told.client.wallNow()) > 86_400_000);
	await until('it to be told', isAsThere);
});

test('a close look is that of the emperor', async t => {
	const told = await toldControl(t);
	told.story.brings('a.ini');
	told.tell();
	told.reveal({config: {text: 'processes = 4', isCut: false}});
	const client = await attachedTo(t, wayTo(told.path));
	assert.deepEqual(await client.inspect(a), await told.client.inspect(a));
	assert.equal(await client.inspect('/v/nobody.ini'), await told.client.inspect('/v/nobody.ini'));
});

test('of a log that is read aside the newest lines come, and all of it once it is shown', async t => {
	const told = await toldControl(t);
	told.story.brings('a.ini');
	told.tell();
	told.print('a.ini', numbered(1, 3000));
	const client = await attachedTo(t, wayTo(told.path));
	t.after(client.log(a).follow(() => undefined, 'aside'));
	await until('the newest', () => textsOf(client.log(a)).at(-1) === 'line 3000');
	assert.ok(client.log(a).last < 300);
	told.print('a.ini', 'one more\n');
	await until('what is new', () => textsOf(client.log(a)).at(-1) === 'one more');
	const log = reading(t, client, a);
	await until('all of it', () => log().first === 1 && log().last === 3001);
});

test('a log is not fetched before somebody reads it; then all of it that is kept, in its order', async t => {
	const told = await toldControl(t);
	told.story.brings('a.ini');
	told.story.brings('b.ini');
	told.tell();
	told.print('a.ini', numbered(1, 3000));
	told.print('b.ini', 'of b\n');
	told.print('a.ini', 'after b\nhalf');
	const client = await attachedTo(t, wayTo(told.path));
	assert.equal(client.log(a).last, 0);
	const log = reading(t, client, a);
	await until('all of it', () => log().first === 1 && log().last === 3002);
	const theirs = told.client.log(a);
	assert.deepEqual(log().read(1, 4000), theirs.read(1, 4000));
	const ofB = reading(t, client, '/v/b.ini');
	await until('the other', () => ofB().last === 1);
	for (const number of [1, 3000, 3001, 3002]) {
		assert.equal(log().arrivalOf(number), theirs.arrivalOf(number));
	}
	assert.ok(ofB().arrivalOf(1) > log().arrivalOf(3000) && ofB().arrivalOf(1) < log().arrivalOf(3001));

	told.print('a.ini', ' and whole\nnext\n');
	await until('the next line', () => textsOf(log()).at(-1) === 'next');
	assert.deepEqual(log().read(3001, 10), theirs.read(3001, 10));
});

test('whoever asks for a whole log that nobody reads gets it', async t => {
	const told = await toldControl(t);
	told.story.brings('a.ini');
	told.tell();
	told.print('a.ini', numbered(1, 2500));
	const client = await attachedTo(t, wayTo(told.path));
	const log = await client.wholeLog(a);
	assert.deepEqual(textsOf(log), numbered(1, 2500).trimEnd().split('\n'));
	assert.deepEqual(textsOf(await client.wholeLog('/v/nobody.ini')), []);
});

test('no more is kept than was asked for, and what was let go there is counted', async t => {
	const told = await toldControl(t, {maxLines: 500, maxBytes: 1e6});
	told.story.brings('a.ini');
	told.tell();
	told.print('a.ini', numbered(1, 700));
	const client = await attachedTo(t, wayTo(told.path), {maxLines: 300, maxBytes: 1e6});
	const log = reading(t, client, a);
	await until('as much as may be', () => log().last === 700 && log().first === 401);
	assert.equal(textsOf(log())[0], 'line 401');
	told.print('a.ini', numbered(701, 710));
	await until('what is new', () => log().last === 710);
	assert.equal(log().first, 411);
});

test('what is printed faster than anybody reads is said to be missed, and fetched once it is quiet', async t => {
	const told = await toldControl(t, {maxLines: 100_000, maxBytes: 1e8});
	told.story.brings('a.ini');
	told.tell();
	told.print('a.ini', 'first\n');
	const client = await attachedTo(t, wayTo(told.path), {maxLines: 100_000, maxBytes: 1e8});
	const log = reading(t, client, a);
	await until('the first line', () => log().last === 1);
	told.print('a.ini', numbered(2, 40_000));
	await until('the newest', () => textsOf(log()).at(-1) === 'line 40000');
	const [first, gap, next = ''] = textsOf(log());
	assert.equal(first, 'first');
	assert.match(gap ?? '', /^… \d+ lines missed/);
	assert.equal(`line ${2 + Number(/\d+/.exec(gap ?? ''))}`, next);
	assert.ok(log().arrivalOf(1) < log().arrivalOf(2) && log().arrivalOf(2) < log().arrivalOf(3));

	await until('what was missed', () => log().last === 40_000);
	assert.deepEqual(log().read(1, 50_000), told.client.log(a).read(1, 50_000));
});

test('on a thin line the newest is seen soon, whatever was printed before it', async t => {
	const told = await toldControl(t);
	told.story.brings('a.ini');
	told.tell();
	const relay = await relayTo(t, told.path, 400_000);
	const client = await attachedTo(t, wayTo(relay.path));
	const log = reading(t, client, a);
	for (let round = 1; round <= 100; round++) {
		told.print('a.ini', `${'x'.repeat(199)}\n`.repeat(1000));
		await until('something of it', () => log().last > round);
	}
	told.print('a.ini', 'the newest\n');
	await until('it', () => textsOf(log()).at(-1) === 'the newest', 3000);
});

test('a vassal that is buried and comes back begins a new log', async t => {
	const told = await toldControl(t);
	const {story, tell, print} = told;
	story.brings('a.ini');
	tell();
	print('a.ini', 'old\n');
	const client = await attachedTo(t, wayTo(told.path));
	const log = reading(t, client, a);
	await until('its line', () => log().last === 1);
	told.forget('a.ini');
	print('a.ini', 'new\n');
	tell();
	await until('the new log', () => textsOf(log()).join() === 'new');
});

test('when the line breaks all stays as it was, says so, and goes on where it was once it is back', async t => {
	const told = await toldControl(t);
	told.story.brings('a.ini');
	told.tell();
	told.print('a.ini', numbered(1, 50));
	const relay = await relayTo(t, told.path);
	const client = await attachedTo(t, wayTo(relay.path));
	const log = reading(t, client, a);
	await until('its lines', () => log().last === 50);

	await relay.cut();
	await until('a notice', () =>
		/^since \d\d:\d\d:\d\d line broken, trying again$/.test(client.getSnapshot().notices[0]?.text ?? ''),
	);
	assert.equal(client.getSnapshot().vassals.length, 1);
	assert.equal(log().last, 50);
	await until('why', () => /there/.test(client.getSnapshot().notices[1]?.text ?? ''));
	const stopped = client.now();
	const refusal = await client.send({type: 'rescan'});
	assert.equal(refusal.ok, false);
	assert.equal(client.now(), stopped, 'time stands still while nobody knows what happens');

	told.print('a.ini', numbered(51, 60));
	await relay.mend();
	await until('the line', () => client.getSnapshot().notices.length === 0);
	await until('what was printed meanwhile', () => log().last === 60);
	assert.deepEqual(log().read(1, 100), told.client.log(a).read(1, 100));
});

test('another emperor at the same place goes on behind what was there', async t => {
	const told = await toldControl(t);
	told.story.brings('a.ini');
	told.tell();
	told.print('a.ini', 'of the first reign\nhalf a line');
	const way = wayTo(told.path);
	const client = await attachedTo(t, way);
	const log = reading(t, client, a);
	await until('its lines', () => log().last === 2);
	const [place] = [log().arrivalOf(1)];

	const other = await toldControl(t);
	other.story.brings('a.ini');
	other.story.brings('b.ini');
	other.tell();
	other.print('a.ini', 'of the second\n');
	way.move(other.path);
	await told.close();
	await until('the other empire', () => client.getSnapshot().vassals.length === 2);
	await until('its lines', () => log().last === 3);
	assert.deepEqual(textsOf(log()), ['of the first reign', 'half a line', 'of the second']);
	assert.equal(log().arrivalOf(1), place);
	assert.ok(log().arrivalOf(3) > log().arrivalOf(2));
});

test('an emperor that was told to end from here, and has, is not waited for', async t => {
	const told = await toldControl(t);
	told.story.brings('a.ini');
	told.tell();
	const {client, outlook, over} = await attachmentTo(t, wayTo(told.path));
	assert.equal(outlook(), 'ruling');
	await client.send({type: 'ragnarok'});
	told.story.happens({type: 'ragnarok'});
	told.tell();
	await until('the end to begin', () => outlook() === 'ending');
	told.story.dies('a.ini', 0);
	told.tell();
	await told.close();
	await over;
	assert.equal(outlook(), 'ended');
	assert.equal((await client.send({type: 'rescan'})).ok, false);
});

test('the next is waited for where an emperor has ended by itself, and goes on behind what was there', async t => {
	const told = await toldControl(t);
	told.story.brings('a.ini');
	told.tell();
	told.print('a.ini', 'of the first reign\n');
	const way = wayTo(told.path);
	const {client, outlook} = await attachmentTo(t, way);
	const log = reading(t, client, a);
	await until('its line', () => log().last === 1);
	told.story.happens({type: 'ragnarok'});
	told.tell();
	told.print('a.ini', 'goodbye\n');
	await until('its last words', () => log().last === 2);
	told.story.dies('a.ini', 0);
	told.tell();
	await told.close();
	await until('the end', () => outlook() === 'ended');
	const {vassals, ragnarok, notices} = client.getSnapshot();
	assert.deepEqual([vassals, ragnarok], [[], undefined]);
	assert.match(notices[0]?.text ?? '', /^since \d\d:\d\d:\d\d ended, awaiting the next$/);
	assert.equal(notices.length, 1);

	await reignAgain(t, way);
	await until('the next', () => outlook() === 'ruling');
	await until('all lines', () => log().last === 3);
	assert.deepEqual(textsOf(log()), ['of the first reign', 'goodbye', 'of the second']);
	assert.deepEqual(client.getSnapshot().notices, []);
});

/** Another emperor of the same vassal, to which the way leads now. */
const reignAgain = async (t: TestContext, way: ReturnType<typeof wayTo>): Promise<void> => {
	const next = await toldControl(t);
	next.story.brings('a.ini');
	next.tell();
	next.print('a.ini', 'of the second\n');
	way.move(next.path);
};

test('the log of a vassal that is gone before the others, as its emperor ends, is kept as well', async t => {
	const told = await toldControl(t);
	for (const name of ['a.ini', 'b.ini']) {
		told.story.brings(name);
	}
	told.tell();
	told.print('a.ini', 'of the first reign\n');
	const way = wayTo(told.path);
	const {client, outlook} = await attachmentTo(t, way);
	const logs = [a, a.replace('a.ini', 'b.ini')].map(id => reading(t, client, id));
	await until('its line', () => logs[0]?.().last === 1);
	told.story.happens({type: 'ragnarok'});
	told.story.dies('a.ini', 0);
	told.forget('a.ini');
	told.tell();
	told.print('b.ini', 'goodbye\n');
	await until('the words of the other', () => logs[1]?.().last === 1);
	told.story.dies('b.ini', 0);
	told.tell();
	await told.close();
	await until('the end', () => outlook() === 'ended');

	await reignAgain(t, way);
	await until('the next', () => outlook() === 'ruling');
	await until('its line', () => logs[0]?.().read(1, 9).at(-1)?.text === 'of the second');
	assert.deepEqual(textsOf(client.log(a)), ['of the first reign', 'of the second']);
});

test('a line that breaks while the emperor ends is no end of it', async t => {
	const told = await toldControl(t);
	told.story.brings('a.ini');
	told.tell();
	const relay = await relayTo(t, told.path);
	const {client, outlook} = await attachmentTo(t, wayTo(relay.path));
	told.story.happens({type: 'ragnarok'});
	told.tell();
	await until('the end to begin', () => outlook() === 'ending');
	await relay.cut();
	await until('a notice', () => client.getSnapshot().notices.length > 0);
	assert.equal(outlook(), 'unknown');
	await relay.mend();
	await until('the line', () => outlook() === 'ending');
});

test('who leaves is told what is known of the emperor', () => {
	assert.equal(parting('/v', 'ruling'), 'emperor: detached from /v, where it rules on');
	assert.equal(parting('/v', 'ending'), 'emperor: detached from /v, where it is ending');
	assert.equal(parting('/v', 'ended'), 'emperor: the emperor at /v has ended.');
	assert.match(parting('/v', 'unknown'), /detached from \/v\. .* not known/);
});

test('where nobody answers, or no emperor, that is said', async t => {
	const told = await toldControl(t);
	await told.close();
	await assert.rejects(attachedTo(t, wayTo(told.path)), /^Error: there: there is no such socket\./);
});
