import assert from 'node:assert/strict';
import {createServer, get, type IncomingMessage} from 'node:http';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {Outlet} from '../../source/control/outlet.js';
import {scratch} from '../helpers/scratch.js';
import {until} from '../helpers/wait.js';

/** An outlet, and the caller at its other end, who does not read before he is told to. */
const talk = async (t: TestContext, patience: number) => {
	const socketPath = join(await scratch(t), 's');
	const events: string[] = [];
	let outlet: Outlet | undefined;
	const server = createServer((_, response) => {
		response.writeHead(200);
		response.flushHeaders();
		const note = (event: string) => () => void events.push(event);
		outlet = new Outlet(response, note('free'), note('gone'), patience);
	}).listen(socketPath);
	const caller = await new Promise<IncomingMessage>(resolve => {
		server.on('listening', () => get({socketPath, agent: false}, resolve));
	});
	caller.pause().on('error', () => undefined);
	t.after(() => {
		caller.destroy();
		server.close();
	});
	assert.ok(outlet !== undefined);
	return {outlet, caller, events};
};

const much = 'x'.repeat(2_000_000);

test('a caller who is behind is waited for, and is told more once he has read', async t => {
	const {outlet, caller, events} = await talk(t, 20_000);
	outlet.say('x');
	assert.equal(outlet.isFree, true);
	outlet.say(much);
	assert.equal(outlet.isFree, false);
	caller.resume();
	await until('him to have read', () => events.includes('free'));
	assert.equal(outlet.isFree, true);
	outlet.end();
	await until('the end', () => caller.complete);
	await until('nobody to be there', () => events.at(-1) === 'gone');
});

test('a caller who takes nothing is hung up on, though he says nothing', async t => {
	const {outlet, events} = await talk(t, 50);
	outlet.say(much);
	await until('him to be hung up on', () => events.length > 0);
	assert.deepEqual(events, ['gone']);
	assert.equal(outlet.isFree, false);
	outlet.say('into the void');
});

test('a caller who reads in time is not hung up on later', async t => {
	const {outlet, caller, events} = await talk(t, 300);
	outlet.say(much);
	caller.resume();
	await until('him to have read', () => events.includes('free'));
	const start = performance.now();
	await until('three times the patience to pass', () => performance.now() - start > 900);
	assert.deepEqual(events, ['free']);
});
