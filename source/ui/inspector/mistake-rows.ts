import type {Errors} from '../../client/inspection.js';
import {printable} from '../../core/printable.js';
import {bareText} from '../../screen/sanitise.js';
import {plural} from '../format.js';
import type {Look} from '../theme.js';
import {indented, type Row, timeOf, wrapped} from './inspector-rows.js';

/** What its reports tell of, each mistake once: when last, how often since when, what was raised, and where. */
export const mistakeRows = (errors: Errors | undefined, width: number, look: Look): Row[] => {
	if (errors === undefined) {
		return [];
	}
	const shown = errors.mistakes.slice(0, mostMistakes).map(({last, count, first, what, where}) => ({
		fronts: [timeOf(last), `${look.times}${count}`, count === 1 ? '' : `since ${timeOf(first)}`],
		words: printable(bareText(where === undefined ? what : `${what} (${where})`)),
	}));
	const widths = [0, 1, 2].map(column => Math.max(...shown.map(({fronts}) => fronts[column]?.length ?? 0)));
	const others = errors.mistakes.length - shown.length;
	const rest = [
		...(others === 0 ? [] : [`and ${others} more`]),
		...(errors.unread === 0
			? []
			: [`${plural(errors.unread, 'line')} came too fast to be read: perhaps there were more`]),
	];
	return [
		...shown.flatMap(({fronts, words}) => {
			const columns = fronts.map((text, column) => text.padEnd(widths[column] ?? 0));
			return beside(`${columns.filter(text => text !== '').join('  ')}  `, words, width);
		}),
		...rest.flatMap(text => wrapped(text, width, {dim: true})),
	];
};

/** Under it, where too little room is left beside it. */
const beside = (front: string, words: string, width: number): Row[] =>
	front.length + leastForWords <= width
		? indented({text: front, dim: true}, wrapped(words, width - front.length))
		: [...wrapped(front.trimEnd(), width, {dim: true}), ...indented({text: '  '}, wrapped(words, width - 2))];

/** More than are made in one night by one program; all of them are told at the control socket. */
const mostMistakes = 20;

/** Columns. */
const leastForWords = 40;
