import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
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

test('what the bundle makes of string-width measures as that does: characters alone and in emoji', async t => {
	const folder = await scratch(t);
	const [entry, dist] = [join(folder, 'entry.js'), join(folder, 'dist')];
	writeFileSync(entry, "export {default} from 'string-width';\n");
	const build = fileURLToPath(new URL('../../scripts/build.js', import.meta.url));
	execFileSync(process.execPath, [build, entry, dist], {stdio: 'pipe'});
	const {default: bundled} = await import(pathToFileURL(join(dist, 'entry.js')).href);
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
