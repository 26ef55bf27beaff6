import {test} from 'node:test';
import {openEmperor} from '../helpers/emperor.js';
import {needs} from '../helpers/needs.js';
import {quietVassal} from '../helpers/vassal-text.js';

const withTmux = await needs('tmux');

const files = {
	'a.ini': quietVassal('word of a'),
	'b.ini': quietVassal('word of b'),
	'c.ini': quietVassal('word of c'),
};

for (const [columns, rows] of [
	[200, 50],
	[80, 24],
	[40, 10],
] as const) {
	test(
		`marked vassals are stopped together, and started by name, at ${columns}×${rows}`,
		withTmux,
		async t => {
			const emperor = await openEmperor(t, {columns, rows, args: ['--layout', 'list', '*.ini'], files});
			await emperor.shows(/● 3 ready|● ready +3 c\.ini/);
			await emperor.keys('*', '3', '*');
			await emperor.shows('2 marked:');
			await emperor.keys('x');
			await emperor.shows('stop these 2');
			await emperor.keys('y');
			await emperor.shows(/■ stopped +1 a\.ini/);
			await emperor.shows(/■ stopped +3 c\.ini/);
			await emperor.shows(/● ready +2 b\.ini/);
			await emperor.keys('Escape');
			await emperor.shows(/^ {2}■ stopped +1 a\.ini/m);
			await emperor.type(':sta a.i');
			await emperor.shows(/▸ start a\.ini/);
			await emperor.keys('Enter');
			await emperor.shows(/● ready +1 a\.ini/);
			await emperor.shows(/■ stopped +3 c\.ini/);
			await emperor.type('"');
			await emperor.shows(/\d\d:\d\d:\d\d stop → 2 vassals/);
			await emperor.shows(/\d\d:\d\d:\d\d start → a\.ini/);
		},
	);
}

test(
	'the person’s own keys are read from config.ini, and what is wrong there is said with its line',
	withTmux,
	async t => {
		const emperor = await openEmperor(t, {
			columns: 120,
			rows: 30,
			args: ['*.ini'],
			env: {XDG_CONFIG_HOME: 'settings'},
			files: {
				...files,
				'settings/emperor/config.ini': '[keys]\nstop = ctrl+s\nquit = Z\nsotp = q\n',
			},
		});
		await emperor.shows('settings/emperor/config.ini:4: "sotp" is no command. Did you mean stop?');
		await emperor.shows(/Z quit/, 15_000);
		await emperor.shows(/ctrl\+s stop/);
		await emperor.keys('x', 'C-s');
		await emperor.panel('a.ini', 'stopped');
		await emperor.keys('Z');
		await emperor.shows('stop all 3 vassals and quit?');
		await emperor.keys('Z');
		await emperor.ended();
	},
);
