import test from 'node:test';
import {needs} from '../helpers/needs.js';
import {scratch} from '../helpers/scratch.js';
import {startEmperor} from '../helpers/start-emperor.js';

test(
	'a sub-emperor of uWSGI is loyal as soon as it rules, again after a reload, and goes with its own vassals',
	await needs('uwsgi'),
	async t => {
		const province = await scratch(t);
		const emperor = await startEmperor(t);
		await emperor.write('sub.ini', `[uwsgi]\nemperor = ${province}\n`);
		await emperor.shows('sub.ini', 'loyal');
		await emperor.write('sub.ini', `[uwsgi]\nemperor = ${province}\n# edited\n`);
		// It may be loyal again before anybody looks.
		await emperor.says(
			'[emperor] reload the uwsgi instance sub.ini\n[emperor] vassal sub.ini is now loyal\n',
		);
		await emperor.shows('sub.ini', 'loyal');
		await emperor.tell('sub.ini', 'stop');
		await emperor.shows('sub.ini', 'stopped');
	},
);
