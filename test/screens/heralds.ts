import assert from 'node:assert/strict';
import {test} from 'node:test';
import {openEmperor} from '../helpers/emperor.js';
import {needs} from '../helpers/needs.js';
import {openTerminal} from '../helpers/tmux.js';
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

test(
	'in a pane of tmux that is not the active one errors count as unseen; the shell hears no more of that',
	withTmux,
	async t => {
		const emperor = await openEmperor(t, {
			columns: 120,
			args: ['.'],
			files: {
				'a.ini': shellVassal('until [ -e go ]; do sleep 0.05; done; echo "ERROR: lost"; exec sleep 1000'),
			},
		});
		await emperor.panel('a.ini', '● ready');
		await emperor.tmux('set-option', '-s', 'focus-events', 'on');
		// Only where somebody looks is there a focus.
		const socket = await emperor.ask('#{socket_path}');
		await openTerminal(t, {columns: 120, rows: 24, command: ['tmux', '-S', socket, 'attach']});
		await until('somebody to look', async () => (await emperor.ask('#{session_attached}')) === '1');
		const unseen = () => emperor.panel('a.ini', '● ready').then(({footer}) => /\d errors?/.exec(footer)?.[0]);

		await emperor.tmux('split-window', '-t', '.0', '-l', '3', 'cat');
		await emperor.write('go', '');
		await emperor.tmux('last-pane');
		await until('the error to be counted', async () => (await unseen()) === '1 error');
		await emperor.keys('k');
		await until('the error to be seen', async () => (await unseen()) === undefined);

		await emperor.keys('q', 'y');
		await emperor.ended();
		await emperor.tmux('last-pane');
		await emperor.tmux('last-pane');
		await emperor.type('typed');
		assert.match(await emperor.shows('typed'), /^typed *$/m);
	},
);
