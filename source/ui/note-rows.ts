import wrapAnsi from 'wrap-ansi';
import type {PanelView} from './selectors/panel.js';

/** A panel's notes broken into rows, as many as leave its log a row of its own. */
export const noteRows = (
	{notes}: PanelView,
	panel: {readonly width: number; readonly height: number},
): string[] =>
	notes
		.flatMap(note => wrapAnsi(note, Math.max(1, panel.width - 4), {hard: true}).split('\n'))
		.slice(0, Math.max(0, panel.height - 3));
