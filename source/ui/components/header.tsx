import {fitWhole, justify, type Segment, widthOf} from '../segments.js';
import type {HeaderView} from '../selectors/header.js';
import type {Look} from '../theme.js';
import {Segments} from './segments.js';

export type HeaderProps = {
	readonly view: HeaderView;
	readonly page: number;
	readonly pages: number;
	readonly width: number;
	readonly look: Look;
};

/** Line one: the emperor, its vassals by badge, what it has to announce, what it costs. */
export const Header = ({view, page, pages, width, look}: HeaderProps) => {
	const gap: Segment = {text: '  '};
	const name: Segment[] = [{text: ' emperor', bold: true}, gap];
	const parts: Segment[][] = [
		[{text: view.state}],
		...view.notices.map(text => [{text, color: look.colours.bad}]),
		...view.counts.map(({name: badge, tone, count}) => [
			{text: `${look.badges[badge]} ${count} ${badge}`, color: look.colours[tone]},
		]),
		...(pages > 1 ? [[{text: `page ${page + 1}/${pages}`, dim: true}]] : []),
	];
	const left = [...name, ...fitWhole(parts, gap, width - widthOf(name))];
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
