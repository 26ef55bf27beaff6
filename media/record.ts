/** Makes the pictures of the README, all of one real run: `npm run pictures`. */

import {routerAndApp} from '../source/demo/router-and-app.js';
import {openEmperor} from '../test/helpers/emperor.js';
import {freePort} from '../test/helpers/scratch.js';
import {companions} from './scene.js';
import {onStage, writePicture} from './take-picture.js';
import {receiveVisitors, visit} from './visitors.js';

const patience = 60_000;

await onStage(async scope => {
	const port = await freePort();
	const pair = routerAndApp(port, await freePort());
	const emperor = await openEmperor(scope, {
		columns: 120,
		rows: 36,
		args: ['--emperor-on-demand-extension', '.socket', '--emperor-throttle', '120000', '*.ini'],
		files: {...companions, ...pair, 'uwsgi.ini': `${pair['uwsgi.ini']}log-micros = true\n`},
		env: {XDG_CONFIG_HOME: '/nonexistent'},
	});
	let columns = 120;
	const resize = async (newColumns: number, rows: number) => {
		columns = newColumns;
		await emperor.resize(newColumns, rows);
	};
	const take = async (name: string, what: string) => {
		await emperor.shows('? help', patience);
		await writePicture(`media/${name}.svg`, emperor, `emperor: ${what}`, columns);
	};

	await emperor.shows('spawned uWSGI worker 2', patience);
	await visit(port, '/boom?coupon');
	receiveVisitors(scope, port);
	await emperor.panel('shop.ini', 'throttled', patience);
	await emperor.panel('mail.ini', 'ready', patience);
	await emperor.shows('letter 155', patience);
	await emperor.keys('6');
	await emperor.shows('r reload');
	await take('demo', 'six vassals in their panels, one of them in trouble');

	await emperor.keys('Enter');
	await resize(120, 24);
	await emperor.shows(/[▁-█]{15}/, patience);
	await emperor.keys('e');
	await emperor.shows('RuntimeError: boom: coupon', patience);
	await take('zoom', 'one vassal, its latest error in view');
	await emperor.keys('G', 'z');
	// Six panels have no room in 24 rows.
	await emperor.shows('▸ ★ loyal', patience);
	await take('list', 'a list of vassals beside one log');
	await emperor.keys('+');
	await emperor.shows('workers of 6 uwsgi.ini', patience);
	await take('table', 'a table of vassals, and the workers of one');
	await emperor.keys('+');
	await emperor.shows('all 6 vassals', patience);
	await take('merged', 'all logs as one');

	await emperor.keys('5', 'i');
	await resize(120, 31);
	await emperor.shows('file found', patience);
	await take('inspector', 'why a vassal is as it is');
	await emperor.keys('i', '_', '_');
	await resize(40, 10);
	await emperor.shows(/▸ ⧗ throttled +5 shop/, patience);
	await take('tiny', 'a line for each vassal in a small pane');
});
