import {badgeParts, unseenSegment} from '../frame-rows.js';
import {fitWhole, justify, type Segment, shorten, widthOf} from '../segments.js';
import type {PanelView} from '../selectors/panel.js';
import type {Look} from '../theme.js';
import {Segments} from './segments.js';

export type VassalLineProps = {
	readonly view: PanelView;
	readonly number: number;
	readonly width: number;
	/** Columns of the widest badge in the list, so that the names stand under each other. */
	readonly badgeWidth: number;
	readonly isFocused: boolean;
	readonly isMarked: boolean;
	readonly look: Look;
};

/** One vassal in one row: badge first, then its name, then what fits of the fact behind the badge. */
export const VassalLine = (props: VassalLineProps) => {
	const {view, number, width, badgeWidth, isFocused, isMarked, look} = props;
	const [, ...facts] = badgeParts(view, look);
	const color = look.colours[view.badge.tone];
	const badge = `${look.badges[view.badge.name]} ${inList(view)}`;
	const front: Segment[] = [
		{text: `${isFocused ? look.pointer : ' '}${isMarked ? '*' : ' '}`, bold: true},
		{text: badge.padEnd(badgeWidth + 1), color},
	];
	// Errors that nobody has seen are worth more than the end of a long name.
	const unseen = view.unseenErrors === 0 ? [] : [unseenSegment(view.unseenErrors, look)];
	const room = width - widthOf(front) - 1 - (unseen.length === 0 ? 0 : widthOf(unseen) + 1);
	const name: Segment = {text: shorten(`${number} ${view.name}`, room, look.ellipsis), bold: isFocused};
	const detail = fitWhole(facts, {text: ` ${look.dot} `, color}, room - widthOf([name]) - 1);
	return (
		<Segments
			segments={justify(
				[...front, name],
				[...detail, ...(unseen.length === 0 ? [] : [{text: ' '}, ...unseen]), {text: ' '}],
				width,
				{text: ' '},
			)}
		/>
	);
};

/** The longest badge is shorter here, since all names of the list stand behind it. */
const inList = (view: PanelView): string =>
	view.badge.name === 'not a vassal' ? 'no vassal' : view.badge.name;

/** Columns of a badge without its facts: glyph, space, word. */
export const badgeWidthOf = (view: PanelView): number => 2 + inList(view).length;
