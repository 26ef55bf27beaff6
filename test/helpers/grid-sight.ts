import {bindings} from '../../source/ui/keys.js';
import {layOut} from '../../source/ui/layout.js';
import type {Sight} from '../../source/ui/sight.js';

/** What is seen of so many vassals in a grid on 132×26, their logs not among it; or what a test has it be. */
export const gridSight = (ids: readonly string[], other: Partial<Sight> = {}): Sight => ({
	ids,
	markable: ids,
	layout: layOut(132, 26, ids.length, {chosen: 'grid', isZoomed: false, focus: 0}),
	mode: 'grid',
	logOf: () => undefined,
	hasProcesses: true,
	isRagnarok: false,
	isAttached: false,
	bindings,
	nameOf: id => id,
	extent: {rows: 100, height: 10},
	...other,
});
