import type {ChosenLayout, LayoutKind} from './layout.js';
import type {Model} from './model.js';

/** With the layout chosen that comes after the one that is seen, or before it, and not zoomed. */
export const turnLayout = (model: Model, seen: LayoutKind, by: 1 | -1): Model => ({
	...model,
	isZoomed: false,
	chosenLayout: turn(model, seen, by),
});

/** All logs as one; or again, where they are seen so, what was chosen before that. */
export const toggleMerged = (
	{chosenLayout: chosen, layoutBefore: before, ...model}: Model,
	seen: LayoutKind,
): Model =>
	seen === 'merged'
		? {...model, ...(before === undefined ? {} : {chosenLayout: before})}
		: {
				...model,
				isZoomed: false,
				chosenLayout: 'merged',
				...(chosen === undefined ? {} : {layoutBefore: chosen}),
			};

const cycle: readonly ChosenLayout[] = ['grid', 'list', 'table', 'merged'];

/** The layout before or after the one that is seen, or that would be but for the zoom. */
const turn = ({chosenLayout = 'merged'}: Model, seen: LayoutKind, by: 1 | -1): ChosenLayout => {
	if (seen === 'tiny') {
		// Whatever else were chosen, there is no room for it.
		return 'merged';
	}
	const position = cycle.indexOf(seen === 'zoom' ? chosenLayout : seen);
	return cycle.at((position + by) % cycle.length) ?? 'grid';
};
