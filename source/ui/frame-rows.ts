import stringWidth from 'string-width';
import {plural} from './format.js';
import {fitWhole, justify, type Segment, shorten, widthOf} from './segments.js';
import type {PanelView} from './selectors/panel.js';
import type {Look} from './theme.js';

/** The badge of a vassal: glyph and word, then what is said of it, in parts that are shown or dropped whole. */
export const badgeParts = (view: PanelView, look: Look): Segment[][] => {
	const {name, tone, facts = []} = view.badge;
	const color = look.colours[tone];
	return [[{text: `${look.badges[name]} ${name}`, color}], ...facts.map(text => [{text, color}])];
};

/** `╭ 1 http.ini ─────── ● ready ╮`, and `* 1 http.ini` where it is marked: `number` says both. */
export const titleRow = (
	view: PanelView,
	number: string,
	width: number,
	border: Segment,
	isFocused: boolean,
	look: Look,
): Segment[] => {
	const [topLeft, topRight] = look.corners;
	const inner = width - 4;
	const separator: Segment = {text: ` ${look.dot} `, color: look.colours[view.badge.tone]};
	const name = `${number} ${view.name}`;
	const parts = badgeParts(view, look);
	const beside = inner - 4 - Math.min(stringWidth(name), leastName);
	const badge = fitWhole(parts, separator, Math.min(inner - 2, Math.max(beside, widthOf(parts[0] ?? []))));
	const nameWidth = inner - widthOf(badge) - 4;
	const left: Segment[] = [
		{...border, text: `${topLeft} `},
		{text: shorten(name, nameWidth, look.ellipsis), bold: isFocused},
		{text: ' '},
	];
	const right: Segment[] = [{text: ' '}, ...badge, {...border, text: ` ${topRight}`}];
	return justify(left, right, width, {...border, text: look.horizontal});
};

/** However much there is to say of its state: a name of this length stays whole. */
const leastName = 28;

/** `╭ all 5 vassals ─────── 2 uwsgi.ini · ★ loyal ╮`: whose log it is, and who has the focus. */
export const mergedTitleRow = (
	view: PanelView,
	number: string,
	whose: string,
	width: number,
	border: Segment,
	look: Look,
): Segment[] => {
	const [topLeft, topRight] = look.corners;
	const all: Segment = {text: whose, bold: true};
	const [badge = []] = badgeParts(view, look);
	const room = width - 4 - widthOf([all]) - 4;
	const focused = [{text: shorten(`${number} ${view.name}`, room - widthOf(badge) - 1, look.ellipsis)}];
	const right = fitWhole([focused, badge], {text: ' '}, room);
	return justify(
		[{...border, text: `${topLeft} `}, all, {text: ' '}],
		[...(right.length === 0 ? [] : [{text: ' '}]), ...right, {...border, text: ` ${topRight}`}],
		width,
		{...border, text: look.horizontal},
	);
};

/** `╰ pid 11727 · up 3m02 · 0 restarts ─────── ↓ 132 new ╯`: facts left, and right what is to be known of the log: above all that there are errors which nobody has seen. */
export const footerRow = (
	facts: readonly string[],
	news: readonly string[],
	width: number,
	border: Segment,
	look: Look,
	unseenErrors = 0,
	activity: readonly string[] = [],
): Segment[] => {
	const [, , bottomLeft, bottomRight] = look.corners;
	const separator: Segment = {text: ` ${look.dot} `, dim: true};
	const dim = (texts: readonly string[]): Segment[][] => texts.map(text => [{text, dim: true}]);
	const urgent: Segment[][] = [
		...(unseenErrors === 0 ? [] : [[unseenSegment(unseenErrors, look)]]),
		...news.map(text => [{text, bold: true}]),
	];
	const taken = widthOf(fitWhole(urgent, separator, width - 5));
	const core = widthOf(fitWhole(dim(facts.slice(0, coreFacts)), separator, width - 9 - taken));
	const beside = fitWhole(dim(activity), separator, width - 7 - core - (taken === 0 ? 0 : taken + 3));
	const told = fitWhole([...(beside.length === 0 ? [] : [beside]), ...urgent], separator, width - 5);
	const right: Segment[] =
		told.length === 0 ? [] : [{text: ' '}, ...told, {text: ' '}, {...border, text: look.horizontal}];
	const said = fitWhole(dim(facts), separator, width - 4 - widthOf(right));
	const left: Segment[] = [
		{...border, text: bottomLeft},
		...(said.length === 0 ? [] : [{text: ' '}, ...said, {text: ' '}]),
	];
	return justify(left, [...right, {...border, text: bottomRight}], width, {
		...border,
		text: look.horizontal,
	});
};

/** Pid, uptime and memory are worth more than what it does; what comes after them is not. */
const coreFacts = 3;

/** How many errors nobody has seen yet: `3 errors`. */
export const unseenSegment = (count: number, look: Look): Segment => ({
	text: plural(count, 'error'),
	color: look.colours.bad,
	bold: true,
});

/** The same where a name has no room beside it. */
export const briefUnseenSegment = (count: number, look: Look): Segment => ({
	...unseenSegment(count, look),
	text: `${count} err`,
});
