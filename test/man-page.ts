import assert from 'node:assert/strict';
import {test} from 'node:test';
import {manFile} from '../scripts/man-page.js';
import {commands} from '../source/command-line/commands.js';
import {type Option, options} from '../source/command-line/options.js';
import {needs, runTool} from './helpers/needs.js';

test('the manual reads without a warning, and has every command and option', await needs('man'), async () => {
	const {output: warnings} = await runTool('env', [
		...['LC_ALL=C.UTF-8', 'MANROFFOPT=-ww'],
		...['man', '--warnings', '-E', 'UTF-8', '-l', '-Tutf8', '-Z', manFile],
	]);
	assert.doesNotMatch(warnings, /\b(warning|error): /);
	const {output} = await runTool('env', [
		...['LC_ALL=C.UTF-8', 'MANWIDTH=200', 'MAN_KEEP_FORMATTING=', 'MANPAGER=cat'],
		...['man', '-l', manFile],
	]);
	for (const {name} of commands) {
		assert.match(output, new RegExp(`^ +${name}( |$)`, 'm'));
	}
	for (const {name, short, aliases = []} of options as readonly Option[]) {
		for (const spelled of [`--${name}`, ...(short === undefined ? [] : [`-${short}`]), ...aliases]) {
			assert.match(output, new RegExp(`^ .*${spelled}\\b`, 'm'), spelled);
		}
	}
});
