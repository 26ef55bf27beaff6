import stringWidth from 'string-width';
import {fitWhole, justify, type Segment, shorten, widthOf} from '../segments.js';
import type {HeaderView} from '../selectors/header.js';
import type {Look} from '../theme.js';
import {Segments} from './segments.js';

export type HeaderProps = {
	readonly view: HeaderView;
	/** Where the emperor is, if it runs elsewhere. */
	readonly attachedTo: string | undefined;
	readonly page: number;
	readonly pages: number;
	readonly width: number;
	readonly look: Look;
};

/**
 * Line one: the emperor, its vassals by badge, what it has to announce, what it costs. An announcement is shortened but
 * never dropped, and takes no more than a third where others need the room; where that is too little to read, its mark
 * and their number stand for it.
 */
export const Header = ({view, attachedTo, page, pages, width, look}: HeaderProps) => {
	const gap: Segment = {text: '  '};
	const place =
		attachedTo === undefined || width < leastWidthForPlace
			? ''
			: ` at ${shorten(attachedTo, Math.floor(width / 3), look.ellipsis)}`;
	const name: Segment[] = [{text: ' emperor', bold: true}, {text: place}, gap];
	const parts: Segment[][] = [
		[{text: view.state}],
		...(pages > 1 ? [[{text: `page ${page + 1}/${pages}`, dim: true}]] : []),
		...view.counts.map(({name: badge, tone, count}) => [
			{text: `${look.badges[badge]} ${count} ${badge}`, color: look.colours[tone]},
		]),
	];
	const [notice, ...others] = view.notices;
	const sentence = others.length === 0 ? notice : `${notice} (+${others.length} more)`;
	const mark = `! ${view.notices.length}`;
	const share = Math.floor(width / 3);
	const least = share < leastReadable ? stringWidth(mark) + 2 : share;
	const reserved = sentence === undefined ? 0 : Math.min(stringWidth(sentence) + 2, least);
	const facts = [...name, ...fitWhole(parts, gap, width - widthOf(name) - reserved)];
	const room = width - widthOf(facts) - 3;
	const words =
		sentence !== undefined && room < Math.min(leastReadable, stringWidth(sentence)) ? mark : sentence;
	const left: Segment[] =
		words === undefined
			? facts
			: [...facts, gap, {text: shorten(words, room, look.ellipsis), color: look.colours.bad}];
	const right = fitWhole(
		view.cost.map(text => [{text, dim: true}]),
		gap,
		width - widthOf(left) - 3,
	);
	return (
		<Segments
			segments={justify(left, right.length === 0 ? [] : [...right, {text: ' '}], width, {text: ' '})}
		/>
	);
};

/** In less, how its vassals are is worth more than where they are. */
const leastWidthForPlace = 60;

/** Columns in which a shortened announcement still says something. */
const leastReadable = 20;
