import type {VassalId} from '../../core/event.js';
import type {UiCommand} from '../keys.js';

/** Which vassal is looked at closely, and the first row that shows. */
export type Inspected = {readonly id: VassalId; readonly top: number};

/** How many rows there are, and how many show. */
export type InspectorSize = {readonly length: number; readonly height: number};

/** The first row after a key that scrolls; undefined for one that does not. */
export const scrollInspector = (
	command: UiCommand,
	top: number,
	{length, height}: InspectorSize,
): number | undefined => {
	const step = steps(height)[command];
	return step === undefined
		? undefined
		: keepWithin(keepWithin(top, {length, height}) + step, {length, height});
};

/** A row that may be the first, so that the last ones fill the screen. */
export const keepWithin = (top: number, {length, height}: InspectorSize): number =>
	Math.max(0, Math.min(length - height, top));

const steps = (height: number): Partial<Record<UiCommand, number>> => ({
	'line-up': -1,
	'line-down': 1,
	'half-page-up': -Math.ceil(height / 2),
	'half-page-down': Math.ceil(height / 2),
	'page-up': -height,
	'page-down': height,
	oldest: Number.NEGATIVE_INFINITY,
	follow: Number.POSITIVE_INFINITY,
});
