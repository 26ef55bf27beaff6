import {badgeParts} from '../frame-rows.js';
import {fitWhole, justify, type Segment, shorten, widthOf} from '../segments.js';
import type {PanelView} from '../selectors/panel.js';
import type {Look} from '../theme.js';
import {Segments} from './segments.js';

export type VassalLineProps = {
	readonly view: PanelView;
	readonly number: number;
	readonly width: number;
	readonly isFocused: boolean;
	readonly look: Look;
};

/** One vassal in one row: badge first, then its name, then what fits of the fact behind the badge. */
export const VassalLine = ({view, number, width, isFocused, look}: VassalLineProps) => {
	const [badge = [], ...facts] = badgeParts(view, look);
	const [{text: word} = {text: ''}] = badge;
	const pointer: Segment = {text: isFocused ? `${look.pointer} ` : '  ', bold: true};
	const aligned: Segment[] = badge.map(part => ({...part, text: word.padEnd(badgeWidth)}));
	const left = width - widthOf([pointer, ...aligned]);
	const name: Segment = {text: `${shorten(`${number} ${view.name}`, left - 1)} `, bold: isFocused};
	const detail = fitWhole(
		facts,
		{text: ` ${look.dot} `, color: look.colours[view.badge.tone]},
		left - widthOf([name]) - 1,
	);
	return (
		<Segments segments={justify([pointer, ...aligned, name], [...detail, {text: ' '}], width, {text: ' '})} />
	);
};

/** The longest badge, `not a vassal`, with its glyph and a space behind. */
const badgeWidth = 15;
