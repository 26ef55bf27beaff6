import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {fileURLToPath, pathToFileURL} from 'node:url';
import stringWidth from 'string-width';
import {scratch} from './helpers/scratch.js';

/** All that is no ideograph, no Hangul, and assigned to no plane that has only those. */
const scripts = [
	[0, 0x33ff],
	[0xfb00, 0xffff],
	[0x1f000, 0x1faff],
	[0xe0000, 0xe01ef],
] as const;

/** What an entry file is as the program is built, in a folder of the test's own. */
const bundle = async (t: TestContext, code: string): Promise<string> => {
	const folder = await scratch(t);
	const [entry, dist] = [join(folder, 'entry.js'), join(folder, 'dist')];
	writeFileSync(entry, code);
	const build = fileURLToPath(new URL('../../scripts/build.js', import.meta.url));
	execFileSync(process.execPath, [build, entry, dist], {stdio: 'pipe'});
	return join(dist, 'entry.js');
};

test('what the bundle makes of string-width measures as that does: characters alone and in emoji', async t => {
	const {default: bundled} = await import(
		pathToFileURL(await bundle(t, "export {default} from 'string-width';\n")).href
	);
	for (const [from, to] of scripts) {
		for (let code = from; code <= to; code++) {
			const character = String.fromCodePoint(code);
			for (const text of [character, `${character}\ufe0f`, `a${character}\u200d\u{1f467}`]) {
				assert.equal(bundled(text), stringWidth(text), `U+${code.toString(16)}`);
			}
		}
	}
	for (const text of [
		'👩‍👩‍👧‍👦',
		'🇩🇪',
		'1️⃣',
		'👍🏽',
		'\x1b[31m●\x1b[0m ready',
		'\x1b[38:5:1;4m→\x1b[m',
		'\x1b]0;t\x07a',
		'\x1b[2Kb',
		'\x1b',
		'商店',
		'e\u0301',
	]) {
		assert.equal(bundled(text), stringWidth(text));
	}
});

test('a screen of weeks is not remembered: Ink keeps the sizes of its latest texts only', async t => {
	const ink = fileURLToPath(new URL('../../node_modules/ink/build/', import.meta.url));
	const program = await bundle(
		t,
		`import measureText from '${ink}measure-text.js';
		import wrapText from '${ink}wrap-text.js';
		import sanitizeAnsi from '${ink}sanitize-ansi.js';
		const show = age => {
			const text = '\x1b[1mapp\x1b[22m ' + age + ' s ' + 'about as long as a row of a screen '.repeat(6);
			measureText(text);
			wrapText(text, 40, 'truncate');
			sanitizeAnsi(text);
		};
		const showTo = (from, to) => {
			for (let age = from; age < to; age++) show(age);
			gc();
			return process.memoryUsage().heapUsed;
		};
		const [before, after] = [showTo(0, 5000), showTo(5000, 35000)];
		console.log((after - before) / 30000);`,
	);
	const kept = Number(execFileSync(process.execPath, ['--expose-gc', program], {encoding: 'utf8'}));
	assert.ok(kept < 40, `${kept} bytes of each text that is no longer shown`);
});
