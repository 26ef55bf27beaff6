import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {type IncomingMessage, request} from 'node:http';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {descriptionFile, descriptionText} from '../../scripts/openapi-file.js';
import {openApi} from '../../source/control/openapi.js';
import {chooseLook} from '../../source/ui/theme.js';
import {misfits} from '../helpers/fits.js';
import {pipeEmperor} from '../helpers/piped-emperor.js';
import {until} from '../helpers/wait.js';

const description = openApi('0');

type Parameter = {
	readonly name: string;
	readonly in: string;
	readonly schema: Readonly<Record<string, unknown>>;
};

type Operation = {
	readonly responses: Readonly<
		Record<
			string,
			{readonly content?: Readonly<Record<string, {readonly schema: Readonly<Record<string, unknown>>}>>}
		>
	>;
	readonly parameters?: readonly Parameter[];
};

/** Every operation, with the parameters of its path. */
const operations = Object.entries(description.paths).flatMap(([path, item]) =>
	(['get', 'post'] as const).flatMap(method => {
		const found = Reflect.get(item, method) as Operation | undefined;
		const shared = (Reflect.get(item, 'parameters') ?? []) as readonly Parameter[];
		return found === undefined
			? []
			: [
					{
						path,
						method: method.toUpperCase(),
						...found,
						parameters: [...shared, ...(found.parameters ?? [])],
					},
				];
	}),
);

test('the file in the docs is what the emperor answers', () => {
	assert.equal(readFileSync(descriptionFile, 'utf8'), descriptionText(), 'run npm run keys');
});

test('the states of a vassal are the words of the badges', () => {
	const {enum: states} = Reflect.get(Object(description.components.schemas.Vassal['properties']), 'state');
	assert.deepEqual(states, Object.keys(chooseLook(false, 'none').badges));
});

const program = (script: string) => `[uwsgi]\nunprivileged-binary-patch-arg = ${script}\n`;

const files = {
	'a.ini': program(
		`printf 'Traceback (most recent call last):\\n  File "a.py", line 1, in f\\nKeyError: 1\\none\\ntwo'; exec sleep 1000`,
	),
	'broken.ini': '[uwsgi\n',
	'dying.ini': program('exit 3'),
	'x/app.ini': program('exec sleep 1000'),
	'y/app.ini': program('exec sleep 1000'),
};

/** An emperor with vassals of many kinds, and a way to ask it. */
const rule = async (t: TestContext) => {
	const emperor = await pipeEmperor(t, {args: ['--socket', 'c.sock', '*.ini', 'x', 'y'], files});
	const call = (
		method: string,
		target: string,
		headers: Record<string, string> = {},
	): Promise<IncomingMessage> =>
		new Promise((resolve, reject) => {
			request({socketPath: join(emperor.folder, 'c.sock'), method, path: target, headers, agent: false})
				.once('response', resolve)
				.once('upgrade', response => {
					response.socket.destroy();
					resolve(response);
				})
				.once('error', reject)
				.end();
		});
	const read = async (method: string, target: string) => {
		const response = await call(method, target);
		let text = '';
		for await (const chunk of response.setEncoding('utf8')) {
			text += chunk;
		}
		const type = response.headers['content-type'] ?? '';
		return {status: String(response.statusCode), type, text, allow: response.headers.allow};
	};
	await until('a death to be told of', async () => {
		const {vassals} = JSON.parse((await read('GET', '/vassals')).text);
		return vassals.some(({last_death}: {last_death: unknown}) => last_death !== null);
	});
	await emperor.prints('one');
	return {emperor, call, read};
};

const filled = (path: string, name: string, command: string): string =>
	path.replace('{name}', encodeURIComponent(name)).replace('{command}', command);

/** What an answer says against the description, with the place it was asked for. */
const complaintsOf = (
	{responses}: Pick<Operation, 'responses'>,
	target: string,
	{status, type, text}: {status: string; type: string; text: string},
): string[] => {
	const documented = responses[status];
	if (documented === undefined) {
		return [`${target}: ${status} is not described: ${text}`];
	}
	const schema = documented.content?.[type]?.schema;
	if (schema === undefined) {
		return [`${target}: ${status} is not described as ${type}`];
	}
	const values = type === 'application/x-ndjson' ? text.split('\n').filter(line => line !== '') : [text];
	const isWhole = target === '/openapi.json';
	return isWhole
		? []
		: values.flatMap(value =>
				misfits(type.includes('json') ? JSON.parse(value) : value, schema, description).map(
					why => `${target}: ${why}`,
				),
			);
};

test('every path, method, parameter and answer is as described, and there are no others', async t => {
	const {emperor, call, read} = await rule(t);
	const seen = new Set<string>();
	const complaints: string[] = [];
	const ask = async (operation: (typeof operations)[number], target: string, expected: string) => {
		const answer = await read(operation.method, target);
		assert.equal(answer.status, expected, `${target} ${answer.text}`);
		seen.add(`${operation.method} ${operation.path} ${answer.status}`);
		complaints.push(...complaintsOf(operation, target, answer));
	};

	for (const operation of operations.filter(({path}) => path !== '/events')) {
		const {path, parameters} = operation;
		const [command] = parameters.filter(({name}) => name === 'command');
		const commands = (command?.schema['enum'] ?? ['']) as readonly string[];
		const isNamed = path.includes('{name}');
		const done = path === '/attach' ? '426' : command === undefined ? '200' : '202';
		for (const word of commands) {
			for (const name of isNamed
				? ['a.ini', 'broken.ini', 'dying.ini', join(emperor.folder, 'x/app.ini')]
				: ['']) {
				await ask(operation, filled(path, name, word), done);
			}
			if (isNamed) {
				await ask(operation, filled(path, 'nobody', word), '404');
				await ask(operation, filled(path, 'app.ini', word), '409');
			}
		}
		for (const {name, schema} of parameters.filter(parameter => parameter.in === 'query')) {
			const some = ((schema['enum'] as string[]) ?? ['0', '3'])[0];
			await ask(operation, `${filled(path, 'a.ini', '')}?${name}=${some}`, '200');
			await ask(operation, `${filled(path, 'a.ini', '')}?${name}=some`, '400');
		}
		if (parameters.some(parameter => parameter.in === 'query')) {
			await ask(operation, `${filled(path, 'a.ini', '')}?unheard=1`, '400');
		}
	}
	assert.deepEqual(complaints, []);

	const upgraded = await call('GET', '/attach', {connection: 'upgrade', upgrade: 'emperor-attach/1'});
	seen.add(`GET /attach ${upgraded.statusCode}`);
	seen.add('GET /events 200');
	assert.deepEqual(
		[...seen].sort(),
		operations
			.flatMap(({method, path, responses}) =>
				Object.keys(responses).map(status => `${method} ${path} ${status}`),
			)
			.sort(),
	);

	for (const path of Object.keys(description.paths)) {
		const allowed = operations.filter(operation => operation.path === path).map(({method}) => method);
		for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter(
			method => !allowed.includes(method),
		)) {
			const {status, allow} = await read(method, filled(path, 'a.ini', 'start'));
			assert.deepEqual(
				[status, allow],
				['405', [...allowed, ...(allowed.includes('GET') ? ['HEAD'] : [])].join(', ')],
				`${method} ${path}`,
			);
		}
	}
	const [, places = ''] =
		/There are (.*)\.$/.exec(JSON.parse((await read('GET', '/elsewhere')).text).error) ?? [];
	assert.deepEqual(
		places.split(/, | and /).sort(),
		Object.keys(description.paths)
			.map(path => path.replaceAll(/\{(\w+)\}/g, (_, name) => name.toUpperCase()))
			.sort(),
	);
});

test('the data of each event is as described', async t => {
	const {emperor, call} = await rule(t);
	const response = await call('GET', '/events');
	assert.equal(response.headers['content-type'], 'text/event-stream');
	let text = '';
	response.setEncoding('utf8').on('data', chunk => {
		text += chunk;
	});
	t.after(() => void response.destroy());
	await until('all to be told of', () => text.includes('event: current'));
	await rm(join(emperor.folder, 'a.ini'));
	await until('one to be gone', () => text.includes('event: gone'));
	const {schemas} = description.components;
	const schemaOf = {
		vassal: schemas.Vassal,
		current: schemas.Current,
		gone: schemas.Gone,
		emperor: schemas.EmperorEvent,
	};
	const heard = [...text.matchAll(/^event: (\w+)\ndata: (.*)$/gm)];
	assert.deepEqual(new Set(heard.map(([, name]) => name)), new Set(Object.keys(schemaOf)));
	for (const [, name, data = ''] of heard) {
		assert.deepEqual(
			misfits(JSON.parse(data), schemaOf[name as keyof typeof schemaOf], description),
			[],
			name,
		);
	}
});
