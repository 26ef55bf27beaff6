import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {gatherOptions, type Surroundings} from '../../source/config/gather-options.js';
import {readVassal} from '../../source/config/vassal-config.js';

/** Pieces that mean something to the reader, and some that mean nothing, in any order. */
const pieces = fc.array(
	fc.oneof(
		{
			weight: 6,
			arbitrary: fc.constantFrom(
				'[uwsgi]\n',
				'\n',
				' = ',
				'=',
				'\r',
				'\t',
				';',
				'#',
				':',
				'[',
				']',
				'%',
				'(',
				')',
				' ',
				'\\',
				'"',
				'\0',
				'\uFEFF',
			),
		},
		{
			weight: 6,
			arbitrary: fc.constantFrom('%(a)', '%(a + 1)', '$(A)', '@(b.ini)', '@(', '%(_)', '%n', '%%', '%(%(a))'),
		},
		{
			weight: 6,
			arbitrary: fc.constantFrom(
				'a = %(a)%(a)\n',
				'a = %(b)\nb = %(a)x\n',
				'a = ab%(b)\nb = %(b)\n',
				'ini = b.ini\n',
				'ini = :other\n[other]\n',
				'inherit = a.ini\n',
				'include = a.ini\n',
				'for = 1 2 3\n',
				'for-times = 999999999\n',
				'for-glob = *\n',
				'for-readline = b.ini\n',
				'if-env = A\n',
				'if-opt = a=1\n',
				'if-exists = b.ini\n',
				'endif\n',
				'endfor =\n',
				'set = a=b\n',
				'set\n',
				'declare-option = a=b=$1\n',
				'master = off\n',
				'processes = %(a)\n',
				'{"uwsgi": {"a": [1, [2], {}]}}',
			),
		},
		{weight: 2, arbitrary: fc.string({unit: 'binary'})},
	),
	{maxLength: 60},
);
const texts = pieces.map(parts => parts.join(''));

/** Two files that may read each other, in a world where everything asked for is there. */
const surroundings = (files: Readonly<Record<string, string>>): Surroundings => ({
	env: {A: '1'},
	machine: {h: 'here'},
	readText: async path => files[path] ?? Promise.reject(Object.assign(new Error('none'), {code: 'ENOENT'})),
	disk: {
		whatIsAt: async () => 'file',
		onlyWriterOf: async () => undefined,
		glob: async () => ['b.ini', 'c.ini'],
	},
});

for (const [name, start] of [
	['a.ini', '[uwsgi]\n'],
	['a.ini', ''],
	['a.json', ''],
] as const) {
	test(`no text makes the reader of ${name} fail, or take long, after ${JSON.stringify(start)}`, async () => {
		await fc.assert(
			fc.asyncProperty(texts, texts, async (text, included) => {
				const files = {[`/v/${name}`]: start + text, '/v/b.ini': `[uwsgi]\n${included}`};
				const file = {path: `/v/${name}`, name, cwd: '/v'};
				const begin = performance.now();
				const {config} = await readVassal(file, surroundings(files));
				assert.ok(config.problems.length < 100_000);
				assert.ok(performance.now() - begin < 3000, 'it took too long');
			}),
			{numRuns: 500},
		);
	});
}

test('loops that multiply come to an end, and say that they are not certain', async () => {
	const files = {'/v/b.ini': `[uwsgi]\n${'x = 1\n'.repeat(200)}`};
	const text = '[uwsgi]\nfor-times = 10000\nini = b.ini\nendfor\n';
	const file = {path: '/v/a.ini', name: 'a.ini', cwd: '/v'};
	const {options, isCertain} = await gatherOptions(file, text, surroundings(files));
	assert.ok(options.length <= 20_000);
	assert.equal(isCertain, false);
});
