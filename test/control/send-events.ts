import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sight} from '../helpers/story.js';
import {type ToldControl, toldControl} from '../helpers/told-control.js';
import {until} from '../helpers/wait.js';

/** `vassal a.ini ready`, `gone /v/a.ini`, `emperor`: one for each event so far. */
const watch = async ({open}: ToldControl) => {
	const response = await open('/events');
	let text = '';
	response.setEncoding('utf8').on('data', chunk => {
		text += chunk;
	});
	const seen = (): readonly string[] =>
		[...text.matchAll(/^event: (\w+)\ndata: (.*)\n\n/gm)].map(([, name, data = '']) => {
			const {path = '', id = path, state = ''} = JSON.parse(data);
			return `${name} ${id} ${state}`.trim();
		});
	return {seen, last: (event: string) => until(event, () => seen().at(-1) === event)};
};

test('everybody is told of once, then who has changed and who is gone', async t => {
	const control = await toldControl(t);
	const {story, tell} = control;
	story.brings('a.ini');
	story.finds(sight('b.ini'));
	tell();
	const {seen, last} = await watch(control);
	await last('current');
	assert.deepEqual(seen(), ['emperor', 'vassal a.ini ready', 'vassal b.ini starting', 'current']);
	story.hears('a.ini', 17);
	tell();
	await last('vassal a.ini loyal');
	story.loses('b.ini');
	tell();
	await last('gone /v/b.ini');
	story.commands('a.ini', 'reload');
	tell();
	await last('vassal a.ini reloading');
	assert.equal(seen().length, 7);
});

test('what only time has changed is no news', async t => {
	const control = await toldControl(t);
	const {story, tell, weigh, print} = control;
	story.finds(sight('a.ini'));
	story.spawns('a.ini');
	story.brings('b.ini');
	tell();
	const {seen, last} = await watch(control);
	await until('both', () => seen().length === 4);
	story.at += 900;
	weigh('a.ini', 1e6);
	print('a.ini', 'a line\n');
	tell();
	story.commands('b.ini', 'stop');
	tell();
	await last('vassal b.ini stopping');
	assert.deepEqual(seen().slice(4), ['vassal b.ini stopping']);
});

test('what the whole screen should say is told as well', async t => {
	const control = await toldControl(t);
	const {story, tell} = control;
	const {seen, last} = await watch(control);
	await last('current');
	story.happens({type: 'noticed', source: 'x', notices: [{source: 'x', text: 'the folder is gone'}]});
	tell();
	await until('the notice', () => seen().length === 3);
	story.happens({type: 'ragnarok'});
	tell();
	await until('the end to be told', () => seen().length === 4);
});
