import type {Folding} from './fold.js';
import type {Pattern} from './pattern.js';
import type {Selection} from './selection.js';

/** How a person looks at one log, or at all of them merged. Nothing of it is the empire's business. */
export type LogView = {
	/** What is on the first row; absent while it follows. */
	readonly top?: RowStart;
	/** Place of the newest line that was there when it stopped following; absent while it follows. */
	readonly newest?: number;
	/** Lines that are too long go on in the next row. */
	readonly isWrapped: boolean;
	/** What stands in front of each line: the time it came, how long ago that was, or nothing. */
	readonly times: 'absolute' | 'relative' | 'off';
	/** Columns of each line that are left of the pane. */
	readonly sideways: number;
	/** What `sideways` was before a match was shown: it is again when the search ends. Absent where the person moved it since. */
	readonly sidewaysBefore?: number;
	/** Place of the line that the person wants to come back to. */
	readonly mark?: number;
	/** Which entries of several lines are folded to one; absent where nobody has asked. */
	readonly folding?: Folding;
	/** Only lines that are meant by it are shown. */
	readonly filter?: Pattern;
	/** What stands out, and is gone through. */
	readonly search?: Pattern;
	/** Place of the match that was gone to last. */
	readonly found?: number;
	/** The person waits to be taken to the nearest match. */
	readonly isSeeking?: true;
	/** What is going to be copied; the log stands still meanwhile. */
	readonly selection?: Selection;
};

/** Where a row begins: a line by its place, and a character of it as `readLine` counts them. Survives any resize. */
export type RowStart = {readonly place: number; readonly from: number};

export const freshView: LogView = {isWrapped: false, times: 'absolute', sideways: 0};

/** The same without its search, and without what that has moved sideways. */
export const unsearched = (view: LogView): LogView => {
	const {search: _, found: __, isSeeking: ___, sidewaysBefore, ...bare} = view;
	return sidewaysBefore === undefined ? bare : {...bare, sideways: sidewaysBefore};
};

/** The same, but so many columns left of the pane as the person wants there. */
export const movedSideways = ({sidewaysBefore: _, ...view}: LogView, sideways: number): LogView => ({
	...view,
	sideways,
});

/** The same, but following what is printed. */
export const following = ({top: _, newest: __, ...view}: LogView): LogView => view;
