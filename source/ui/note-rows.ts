import wrapAnsi from 'wrap-ansi';
import type {Rect} from '../screen/compositor.js';
import type {PanelView} from './selectors/panel.js';

/**
 * A panel's notes broken into rows: a third of the panel, or, while it is in trouble, as many as leave its log a row.
 *
 * What does not fit is left out whole, from the end, and counted; of the first one at least the beginning shows.
 */
export const noteRows = (
	{notes, isInTrouble}: Pick<PanelView, 'notes' | 'isInTrouble'>,
	panel: {readonly width: number; readonly height: number},
): string[] => {
	const most = Math.max(0, panel.height - 3);
	const room = isInTrouble ? most : Math.min(most, Math.max(2, Math.ceil(panel.height / 3)));
	const wrapped = notes.map(note => wrapAnsi(note, Math.max(1, panel.width - 4), {hard: true}).split('\n'));
	const all = wrapped.flat();
	const [first = [], ...others] = wrapped;
	if (all.length <= room || others.length === 0 || room < 2) {
		return all.slice(0, room);
	}
	const rows = first.slice(0, room - 1);
	let shown = 1;
	for (const note of others) {
		if (rows.length + note.length > room - 1) {
			break;
		}
		rows.push(...note);
		shown++;
	}
	return [...rows, `${notes.length - shown} more: emperor check`];
};

/** Where a panel has its log: within the border, under the notes. */
export const logRect = (view: PanelView, panel: Rect): Rect => {
	const notes = noteRows(view, panel).length;
	const {x, y, width, height} = mergedRect(panel);
	return {x, y: y + notes, width, height: height - notes};
};

/** Where the panel of all has its log, which has no notes. */
export const mergedRect = ({x, y, width, height}: Rect): Rect => ({
	x: x + 2,
	y: y + 1,
	width: width - 4,
	height: height - 2,
});
