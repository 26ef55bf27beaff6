import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LineOrder} from '../../source/logs/line-order.js';
import {LogStore} from '../../source/logs/log-store.js';
import {layRows} from '../../source/ui/log/lay-rows.js';
import {freshView} from '../../source/ui/log/log-view.js';
import {freshModel, type Model} from '../../source/ui/model.js';
import {point} from '../../source/ui/pointer.js';
import type {ShownLog} from '../../source/ui/sight.js';
import {gridSight} from '../helpers/grid-sight.js';

const request =
	'[pid: 12105|app: 0|req: 1/1] 127.0.0.1 () {28 vars in 289 bytes} [Tue Nov 24 04:00:00 2026] GET /a/very/specific/url => generated 0 bytes in 3 msecs (HTTP/1.1 200) 1 headers in 50 bytes (0 switches on core 0)';

const rect = {x: 0, y: 0, width: 60, height: 4};

type Cell = readonly [x: number, y: number];

/** What a drag over these lines copies, each of them a row from the top of the screen on; and the rows while it lasts. */
const drag = (lines: readonly string[], from: Cell, ...path: readonly Cell[]) => {
	const log = new LogStore();
	log.append(Buffer.from(lines.map(line => `${line}\n`).join('')), 0);
	const order = new LineOrder([['a.ini', log]]);
	const logOf = ({views}: Model): ShownLog => ({
		order,
		view: views['a.ini'] ?? {...freshView, times: 'off'},
		pane: rect,
		id: 'a.ini',
		progress: () => 'complete',
	});
	const sightOf = (model: Model) =>
		gridSight(['a.ini'], {
			layout: {
				kind: 'zoom',
				panels: [{index: 0, rect}],
				rows: [],
				columns: 1,
				perPage: 1,
				page: 0,
				pages: 1,
			},
			mode: 'zoom',
			logOf: () => logOf(model),
		});
	const at = (kind: 'press' | 'drag' | 'release', model: Model, [x, y]: Cell) =>
		point(model, {kind, x, y}, sightOf(model));
	let {model} = at('press', freshModel(), from);
	for (const cell of path) {
		({model} = at('drag', model, cell));
	}
	const {order: lying, view, pane} = logOf(model);
	const {request: asked} = at('release', model, path.at(-1) ?? from);
	return {
		copied: asked?.type === 'copy' ? asked.text : undefined,
		sideways: view.sideways,
		rows: layRows(lying, view, pane).length,
	};
};

const lines = ['plain words', request, 'more of them', request];

test('a drag copies from the character it begins at to the one it ends at', () => {
	assert.equal(drag(lines, [6, 0], [8, 0], [10, 0]).copied, 'words');
	assert.equal(drag(lines, [3, 2], [0, 2]).copied, 'more');
	assert.equal(drag(lines, [6, 0]).copied, undefined, 'a click copies nothing');
});

test('a drag that begins or ends on a request in few words copies whole lines, and moves nothing sideways', () => {
	assert.deepEqual(drag(lines, [16, 1], [17, 1], [34, 1]), {copied: request, sideways: 0, rows: 4});
	assert.equal(drag(lines, [6, 0], [6, 1]).copied, `plain words\n${request}`);
	assert.equal(drag(lines, [16, 1], [3, 2]).copied, `${request}\nmore of them`);
	assert.equal(drag(lines, [3, 2], [16, 1]).copied, `${request}\nmore of them`);
	assert.equal(
		drag(lines, [6, 0], [6, 1], [3, 2]).copied,
		`words\n${request}\nmore`,
		'nor where it went over one',
	);
});
