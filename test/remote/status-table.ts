import assert from 'node:assert/strict';
import {test} from 'node:test';
import {reportVassal} from '../../source/control/report.js';
import {takeSnapshot} from '../../source/core/snapshot.js';
import {statusTable} from '../../source/remote/status-table.js';
import {selectPanel} from '../../source/ui/selectors/panel.js';
import {sight} from '../helpers/story.js';
import {type ToldClient, toldClient} from '../helpers/told-client.js';

/** The table of a story whose emperor started at 1 000 s. */
const tableOf = ({client, story}: ToldClient, notices: readonly string[] = []): string => {
	const reporter = {
		client,
		portray: selectPanel,
		monitors: () => ['/v'],
		wallClock: (at: number) => 1_000_000 + at,
	};
	const vassals = takeSnapshot(story.empire).vassals.map(vassal => reportVassal(vassal, reporter));
	return statusTable(vassals, notices, 1000 + story.at / 1000);
};

test('names and states are aligned at the left, numbers at the right', () => {
	const told = toldClient();
	told.story.brings('http.ini');
	told.story.at += 182_000;
	told.weigh('http.ini', 38e6);
	told.story.finds(sight('long-name.ini'), sight('漢字.ini'));
	told.story.spawns('long-name.ini');
	told.story.dies('long-name.ini', 3);
	const pid = 102;
	assert.equal(
		tableOf(told).replace(/\d+(?= {2}\d+ s)/, String(pid)),
		[
			'NAME           STATE                     PID    UP  MEMORY  RESTARTS',
			'http.ini       ready                     101  3m02   38 MB         0',
			'long-name.ini  throttled · 1 s · exit 3    -     -       -         0',
			'漢字.ini       starting                    -     -       -         0',
			'',
		].join('\n'),
	);
});

test('what should be read stands below, and nothing in it acts on a terminal', () => {
	const told = toldClient();
	told.story.finds(
		sight('a\u001b[2J.ini', {
			refusal: {what: 'no [uwsgi] section', where: {file: '/v/a\u001b[2J.ini', line: 1}, remedy: 'Add one'},
		}),
	);
	const table = tableOf(told, ['/v\u001b: the folder is gone.']);
	assert.match(
		table,
		/failed.*\n\n\/v␛: the folder is gone\.\na␛\[2J\.ini:1: no \[uwsgi\] section\. Add one\.\n$/,
	);
	assert.ok(!table.includes('\u001b'));
});
