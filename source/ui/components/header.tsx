import stringWidth from 'string-width';
import {fitMessage, leastPlace} from '../fit-message.js';
import {cutEnd, fitWhole, justify, type Segment, shorten, widthOf} from '../segments.js';
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
	/** What shows an announcement whole that is cut here, if any key does. */
	readonly wholeKey: string | undefined;
	readonly look: Look;
};

/**
 * Line one: the emperor, its vassals by badge, what it has to announce, what it costs. An announcement is shortened but
 * never dropped, and takes no more than a third where others need the room; where that is too little to read, its mark
 * and their number stand for it. One that outdates all the rest comes first and has all the room it needs.
 */
export const Header = (props: HeaderProps) => {
	const {view, attachedTo, page, pages, width, wholeKey, look} = props;
	if (view.outdated !== undefined) {
		return <OutdatedHeader {...props} outdated={view.outdated} />;
	}
	const name = nameOf(attachedTo, width, Math.floor(width / 3), look);
	const counts = view.counts.map(({name: badge, tone, count}): Segment[] => [
		{text: `${look.badges[badge]} ${count} ${badge}`, color: look.colours[tone]},
	]);
	const isNarrow = width < leastWidthForPlace;
	const turned: Segment = {text: `${isNarrow ? '' : 'page '}${page + 1}/${pages}`, dim: true};
	// Where not all fits, trouble on another page is worth more than which page this is.
	const urgent = isNarrow ? view.counts.filter(({tone}) => tone === 'bad').length : 0;
	const parts: Segment[][] = [
		[{text: view.state}],
		...counts.slice(0, urgent),
		...(pages > 1 ? [[turned]] : []),
		...counts.slice(urgent),
	];
	const [notice, ...others] = view.notices;
	const rest = others.length === 0 ? '' : ` (+${others.length} more)`;
	const sentence = notice === undefined ? undefined : `${notice}${rest}`;
	const mark = `! ${view.notices.length}`;
	const share = Math.floor(width / 3);
	const least = share < leastReadable ? stringWidth(mark) + 2 : share;
	const reserved = sentence === undefined ? 0 : Math.min(stringWidth(sentence) + 2, least);
	const facts = [...name, ...fitWithSign(parts, width - widthOf(name) - reserved, look)];
	const room = width - widthOf(facts) - 3;
	const words =
		notice === undefined || sentence === undefined
			? undefined
			: room < Math.min(leastReadable, stringWidth(sentence))
				? cutEnd(mark, room, look.ellipsis)
				: `${fitMessage(notice, room - stringWidth(rest), wholeKey, look.ellipsis)}${rest}`;
	const left: Segment[] =
		words === undefined ? facts : [...facts, gap, {text: words, color: look.colours.bad}];
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

/** Where not all fits, and there is room to say so, it does: counts that are not there would be taken for none. */
const fitWithSign = (parts: readonly (readonly Segment[])[], room: number, look: Look): Segment[] => {
	const fitted = fitWhole(parts, gap, room);
	const sign: Segment = {text: ` ${look.ellipsis}`, dim: true};
	const isWhole = widthOf(fitted) === widthOf(fitWhole(parts, gap, Number.POSITIVE_INFINITY));
	return isWhole || widthOf([...fitted, sign]) > room ? fitted : [...fitted, sign];
};

/**
 * What it is and why, then as much of what was last known as fits: dim, since it may be over. The place gives way to the
 * reason, which names what was tried first and says what came of it last: so that one is cut in its middle.
 */
const OutdatedHeader = ({view, outdated, attachedTo, width, look}: HeaderProps & {outdated: string}) => {
	const color = look.colours.bad;
	const [reason] = view.notices;
	const room = Math.min(Math.floor(width / 3), width - leastWidthForPlace);
	const named = nameOf(attachedTo, width, room < leastPlace ? 0 : room, look);
	const whole = stringWidth([outdated, ...(reason === undefined ? [] : [reason])].join(gap.text)) + 1;
	const name =
		reason === undefined || widthOf(named) + whole <= width ? named : nameOf(undefined, width, 0, look);
	const said = [...name, {text: cutEnd(outdated, width - widthOf(name) - 1, look.ellipsis), color}];
	const left = width - widthOf(said) - 3;
	const words =
		reason === undefined || left < Math.min(leastReadable, stringWidth(reason))
			? said
			: [...said, gap, {text: shorten(reason, left, look.ellipsis), color}];
	const known = [
		view.state,
		...view.counts.map(({name: badge, count}) => `${look.badges[badge]} ${count} ${badge}`),
	];
	const parts = known.map((text): Segment[] => [{text, dim: true}]);
	const fitted = fitWhole(parts, gap, width - widthOf(words) - 3);
	return <Segments segments={fitted.length === 0 ? words : [...words, gap, ...fitted]} />;
};

const nameOf = (attachedTo: string | undefined, width: number, room: number, look: Look): Segment[] => {
	const isPlaceShown = attachedTo !== undefined && width >= leastWidthForPlace && room > 0;
	const place = isPlaceShown ? ` at ${shorten(attachedTo, room, look.ellipsis)}` : '';
	return [{text: ' emperor', bold: true}, {text: place}, gap];
};

const gap: Segment = {text: '  '};

/** In less, how its vassals are is worth more than where they are. */
const leastWidthForPlace = 60;

/** Columns in which a shortened announcement still says something. */
const leastReadable = 20;
