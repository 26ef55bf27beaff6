import assert from 'node:assert/strict';
import {test} from 'node:test';
import {openEmperor} from '../helpers/emperor.js';
import {needs} from '../helpers/needs.js';
import {quietVassal, shellVassal} from '../helpers/vassal-text.js';
import {until} from '../helpers/wait.js';

const withTmux = await needs('tmux');

test(
	'the pane’s title follows the worst state, the bell rings when a vassal turns bad, and the old title returns',
	withTmux,
	async t => {
		const emperor = await openEmperor(t, {args: ['.'], files: {'a.ini': quietVassal()}});
		const titled = (wanted: string) =>
			until(`the title ${wanted}`, async () => {
				const title = await emperor.ask('#{pane_title}');
				assert.equal(title, wanted);
				return true;
			});
		await titled('emperor: ● a.ini ready');
		await emperor.tmux('set-hook', '-g', 'alert-bell', 'set-option -gF @rung "#{@rung}!"');
		await emperor.tmux('set-option', '-g', 'bell-action', 'any');
		await emperor.write('b.ini', shellVassal('exit 3'));
		await until('the bell', async () => (await emperor.ask('#{@rung}')) === '!');
		await titled('emperor: ⧗ b.ini throttled');
		await emperor.keys('2', 'x');
		await titled('emperor: ● a.ini ready');

		await emperor.keys('q', 'y');
		await emperor.ended();
		await until('the old title', async () => !(await emperor.ask('#{pane_title}')).startsWith('emperor'));
	},
);

test('--no-bell is silent', withTmux, async t => {
	const emperor = await openEmperor(t, {args: ['--no-bell', '.'], files: {'a.ini': quietVassal()}});
	await emperor.panel('a.ini', '● ready');
	await emperor.tmux('set-hook', '-g', 'alert-bell', 'set-option -g @rung yes');
	await emperor.tmux('set-option', '-g', 'bell-action', 'any');
	await emperor.write('b.ini', shellVassal('exit 3'));
	await emperor.panel('b.ini', '⧗ throttled');
	assert.equal(await emperor.ask('#{@rung}'), '');
});
