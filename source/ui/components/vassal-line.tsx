import {type Column, cells} from '../columns.js';
import {badgeParts, briefUnseenSegment, unseenSegment} from '../frame-rows.js';
import {fitWhole, justify, type Segment, shorten, widthOf} from '../segments.js';
import type {PanelView} from '../selectors/panel.js';
import type {Look} from '../theme.js';
import {Segments} from './segments.js';

export type VassalLineProps = {
	readonly view: PanelView;
	readonly number: number;
	readonly width: number;
	/** Columns of the widest badge in the list, and of its names, so that everything stands under each other. */
	readonly badgeWidth: number;
	readonly nameWidth: number;
	/** The numbers for which there is room beside. */
	readonly columns: readonly Column[];
	readonly isFocused: boolean;
	readonly isMarked: boolean;
	readonly look: Look;
};

/** One vassal in one row: badge first, then its name, then its numbers; while it is not well, what fits of the facts behind the badge. */
export const VassalLine = (props: VassalLineProps) => {
	const {view, number, width, badgeWidth, nameWidth, columns, isFocused, isMarked, look} = props;
	const [, ...facts] = badgeParts(view, look);
	const color = look.colours[view.badge.tone];
	const badge = `${look.badges[view.badge.name]} ${inList(view)}`;
	const front: Segment[] = [
		{text: `${isFocused ? look.pointer : ' '}${isMarked ? '*' : ' '}`, bold: true},
		{text: badge.padEnd(badgeWidth + 1), color},
	];
	// Errors that nobody has seen are worth more than the end of a long name.
	const spelled = unseenSegment(view.unseenErrors, look);
	const isTight = widthOf([...front, {text: `${number} ${view.name}`}, spelled]) + 2 > width;
	const unseen =
		view.unseenErrors === 0 ? [] : [isTight ? briefUnseenSegment(view.unseenErrors, look) : spelled];
	const room = width - widthOf(front) - 1 - (unseen.length === 0 ? 0 : widthOf(unseen) + 1);
	const isTable = columns.length > 0;
	const name: Segment = {
		text: shorten(`${number} ${view.name}`, isTable ? Math.min(room, nameWidth) : room, look.ellipsis),
		bold: isFocused,
	};
	const pad: Segment = {text: isTable ? ' '.repeat(Math.max(0, nameWidth - widthOf([name]))) : ''};
	const rest = room - widthOf([name, pad]);
	const numbers = isTable && view.badge.tone === 'good' ? cells(view.figures, columns, look.colours.bad) : [];
	const detail = fitWhole(facts, {text: ` ${look.dot} `, color}, rest - 2);
	const told: Segment[] = numbers.length > 0 ? numbers : [{text: '  '}, ...detail];
	const right = [...(unseen.length === 0 ? [] : [{text: ' '}, ...unseen]), {text: ' '}];
	return (
		<Segments
			segments={
				isTable
					? justify([...front, name, pad, ...told], right, width, {text: ' '})
					: justify([...front, name], [...detail, ...right], width, {text: ' '})
			}
		/>
	);
};

/** The longest badge is shorter here, since all names of the list stand behind it. */
const inList = (view: PanelView): string =>
	view.badge.name === 'not a vassal' ? 'no vassal' : view.badge.name;

/** Columns of a badge without its facts: glyph, space, word. */
export const badgeWidthOf = (view: PanelView): number => 2 + inList(view).length;
