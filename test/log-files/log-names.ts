import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {logNames} from '../../source/log-files/log-names.js';

test('a log file is called as its config file, with folders in front where that is taken, a hash where nothing helps', () => {
	assert.deepEqual(logNames('/srv/a/app.ini').slice(0, 3), [
		'app.ini.log',
		'a-app.ini.log',
		'srv-a-app.ini.log',
	]);
	assert.match(logNames('/srv/a/app.ini').at(-1) ?? '', /^app\.ini-[0-9a-f]{16}\.log$/);
});

test('whatever a config file is called, its log has a harmless name that fits, and one that no other path can have', () => {
	const paths = fc
		.array(
			fc.oneof(
				fc.string({unit: 'grapheme', minLength: 1, maxLength: 300}),
				fc.constantFrom('..', '.hidden', '-rf', 'a\nb', 'a b', '\x1b[2J', 'A.ini', 'a.ini', 'ü'.repeat(150)),
			),
			{minLength: 1, maxLength: 12},
		)
		.map(parts => `/${parts.join('/')}`);
	fc.assert(
		fc.property(paths, paths, (path, other) => {
			for (const name of logNames(path)) {
				assert.match(name, /^[\p{L}\p{N}_@+][\p{L}\p{N}._@+-]*\.log$/u);
				assert.ok(Buffer.byteLength(`.${name}.vassal`) <= 255);
			}
			assert.ok(path === other || logNames(path).at(-1) !== logNames(other).at(-1));
		}),
	);
});
