import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {fileURLToPath} from 'node:url';

/** What each room may import besides its own files. Files directly in `source/` wire rooms together and may touch all. */
const rooms: Readonly<Record<string, readonly string[]>> = {
	core: [],
	uwsgi: [],
	config: ['core', 'ini', 'node:path'],
	monitors: [
		'core',
		'config',
		'chokidar',
		'node:crypto',
		'node:fs',
		'node:fs/promises',
		'node:os',
		'node:path',
		'node:timers/promises',
		'node:util',
	],
	check: [
		'core',
		'config',
		'uwsgi',
		'processes',
		'leven',
		'node:fs/promises',
		'node:path',
		'node:timers/promises',
	],
	processes: [
		'core',
		'node:child_process',
		'node:events',
		'node:fs',
		'node:fs/promises',
		'node:net',
		'node:os',
		'node:path',
		'node:timers/promises',
	],
	sockets: ['core', 'processes', 'node:fs', 'node:net', 'node:path', 'node:util'],
	logs: ['core', 'node:string_decoder'],
	tmux: ['processes'],
	'log-files': [
		'core',
		'logs',
		'node:crypto',
		'node:fs',
		'node:fs/promises',
		'node:path',
		'node:timers/promises',
	],
	study: ['logs', 'uwsgi'],
	telemetry: [
		'core',
		'logs',
		'study',
		'uwsgi',
		'node:fs',
		'node:fs/promises',
		'node:net',
		'node:readline',
		'node:timers/promises',
	],
	engine: ['core', 'log-files', 'logs', 'processes', 'sockets', 'node:os', 'node:timers/promises'],
	client: ['core', 'logs', 'engine', 'node:util'],
	control: [
		'prom-client',
		'core',
		'client',
		'logs',
		'sockets',
		'node:fs',
		'node:http',
		'node:net',
		'node:path',
		'node:stream',
		'node:timers/promises',
		'node:string_decoder',
	],
	attach: ['client', 'core', 'logs', 'node:http', 'node:net', 'node:timers/promises'],
	remote: [
		'control',
		'core',
		'logs',
		'monitors',
		'study',
		'ui',
		'uwsgi',
		'string-width',
		'node:http',
		'node:path',
		'node:timers/promises',
	],
	screen: [
		'slice-ansi',
		'string-width',
		'node:fs',
		'node:events',
		'node:readline',
		'node:timers/promises',
		'node:tty',
	],
	ui: [
		'core',
		'uwsgi',
		'client',
		'logs',
		'study',
		'screen',
		'chalk',
		'ink',
		'react',
		'string-width',
		'wrap-ansi',
		'node:events',
		'node:vm',
	],
	headless: ['core', 'client', 'logs', 'screen', 'study', 'strip-ansi', 'node:fs', 'node:stream'],
	'command-line': [
		'attach',
		'config',
		'control',
		'core',
		'monitors',
		'remote',
		'shells',
		'ui',
		'uwsgi',
		'leven',
		'meow',
		'node:fs',
		'node:os',
		'node:path',
		'node:tty',
	],
	shells: [],
	untangle: ['uwsgi'],
	info: ['core', 'processes', 'node:fs/promises', 'node:module', 'node:path'],
	systemd: ['client', 'core', 'processes', 'node:timers/promises'],
	demo: ['node:events', 'node:fs/promises', 'node:net', 'node:path'],
};

/** Finer than rooms: what only these files of a room may import. */
const reserved: Readonly<Record<string, readonly string[]>> = {
	ink: ['ui'],
	react: ['ui'],
	chokidar: ['monitors'],
	'node:child_process': ['processes'],
};

/** A face may show a log and what was decided, but not decide: these files hold values and pure questions only. */
const openToFaces = [
	'command',
	'event',
	'is-vassal',
	'printable',
	'problem',
	'snapshot',
	'vitals',
	'vassal/up',
];

const root = fileURLToPath(new URL('../../source/', import.meta.url));

type Import = {
	readonly file: string;
	readonly room: string;
	readonly target: string;
	readonly targetRoom: string;
};

const imports: readonly Import[] = readdirSync(root, {recursive: true, encoding: 'utf8'})
	.filter(file => /\.tsx?$/.test(file))
	.flatMap(file => {
		// The demo's programs are text in template literals; what they import is their own affair.
		const text = readFileSync(path.join(root, file), 'utf8').replaceAll(/`[^`]*`/g, '``');
		return [...text.matchAll(/(?:\bfrom\s|\bimport\s|\bimport\()\s*'([^']+)'/g)].map(([, specifier = '']) => {
			const target = specifier.startsWith('.') ? path.join(path.dirname(file), specifier) : specifier;
			return {
				file,
				room: roomOf(file),
				target,
				targetRoom: specifier.startsWith('.') ? roomOf(target) : target,
			};
		});
	});

/** The folder directly under `source/`; empty for files that lie there themselves. */
function roomOf(file: string): string {
	return file.includes('/') ? (file.split('/')[0] ?? '') : '';
}

test('every room imports only what the table allows', () => {
	assert(imports.length > 200, 'the imports were read');
	const forbidden = imports.filter(
		({room, targetRoom}) => room !== '' && room !== targetRoom && !rooms[room]?.includes(targetRoom),
	);
	assert.deepEqual(
		forbidden.map(({file, target}) => `${file} must not import ${target}`),
		[],
	);
});

test('every room that exists is in the table, and every room of the table exists', () => {
	const existing = readdirSync(root, {withFileTypes: true})
		.filter(entry => entry.isDirectory())
		.map(({name}) => name);
	assert.deepEqual(existing.sort(), Object.keys(rooms).sort());
});

test('what the table allows is used', () => {
	const idle = Object.entries(rooms).flatMap(([room, allowed]) =>
		allowed
			.filter(target => !imports.some(found => found.room === room && found.targetRoom === target))
			.map(target => `${room} need not be allowed ${target}`),
	);
	assert.deepEqual(idle, []);
});

test('only their own rooms know of processes, of watching files and of React', () => {
	const trespassers = imports.filter(({room, target}) => reserved[target]?.includes(room) === false);
	assert.deepEqual(
		trespassers.map(({file, target}) => `${file} must not import ${target}`),
		[],
	);
});

test('faces see values of the core and questions about them, never its decisions', () => {
	const deep = imports.filter(
		({room, target}) =>
			['ui', 'headless', 'control'].includes(room) &&
			target.startsWith('core/') &&
			!openToFaces.some(open => target === `core/${open}.js`),
	);
	assert.deepEqual(
		deep.map(({file, target}) => `${file} must not import ${target}`),
		[],
	);
});

test('the core knows no clock, no chance and no waiting', () => {
	const impure = readdirSync(path.join(root, 'core'), {recursive: true, encoding: 'utf8'})
		.filter(file => file.endsWith('.ts'))
		.filter(file =>
			/\b(?:Date|performance|setTimeout|setInterval|process)\b\.?|Math\.random|\basync\b|\bawait\b/.test(
				readFileSync(path.join(root, 'core', file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''),
			),
		);
	assert.deepEqual(impure, []);
});
