import {printable} from '../../core/printable.js';
import {countLetGo, type Pane, selectBelow} from './lay-rows.js';
import type {LogView} from './log-view.js';
import type {Reading} from './readings.js';

/** What is to be known of a log beside its lines, most important first, in few words: above all that some are not shown. */
export const selectNews = (reading: Reading, view: LogView, pane: Pane): readonly string[] => {
	const below = selectBelow(reading.order, view, pane);
	const letGo = countLetGo(reading.order, view, pane);
	return [
		...filterNews(reading, view, pane),
		...(below === undefined ? [] : [below.unread === 0 ? '↓' : `↓ ${below.unread} new`]),
		...searchNews(reading, view),
		...errorNews(reading, view),
		...(letGo === 0 ? [] : [`↑ ${letGo} older let go`]),
		...(view.sideways === 0 ? [] : [`→ ${view.sideways}`]),
	];
};

/** Why there is nothing to see though there are lines; undefined where that is not so. */
export const selectEmptiness = ({all, progress}: Reading, {filter}: LogView): string | undefined =>
	filter === undefined || all.count === 0
		? undefined
		: `none ${progress() === 'searching' ? 'yet ' : ''}of ${all.count} lines: &${brief(filter.text)} · esc shows all`;

const filterNews = (reading: Reading, {filter}: LogView, pane: Pane): readonly string[] => {
	if (filter === undefined) {
		return [];
	}
	if (reading.progress() === 'too slow') {
		return [`&${brief(filter.text)} too slow`];
	}
	// How many there are is not known yet, or not any more: the log lets go faster than anybody can look.
	const isKnown = reading.progress() === 'complete';
	const share = isKnown ? `${reading.order.count}/${reading.all.count}` : '…';
	const wording = `&${brief(filter.text)} ${share}${isKnown ? ' lines' : ''}`;
	return [pane.width < leastWidthForWords ? `& ${share}` : wording];
};

const searchNews = ({matches, progress}: Reading, {search, found}: LogView): readonly string[] => {
	if (search === undefined || matches === undefined) {
		return [];
	}
	const what = `/${brief(search.text)}`;
	switch (progress()) {
		case 'too slow':
			return [`${what} too slow`];
		case 'searching':
			return [`${what} …`];
		case 'complete': {
			const {count} = matches;
			const isThere = found !== undefined && matches.from(found, 1)[0]?.place === found;
			return [`${what} ${isThere ? `${count - matches.countAfter(found)}/` : ''}${count}`];
		}
	}
};

/** Which of all errors is seen, while the log stands still at one. */
const errorNews = ({errors}: Reading, {found, top}: LogView): readonly string[] => {
	const isThere = top !== undefined && found !== undefined && errors.from(found, 1)[0]?.place === found;
	return isThere ? [`error ${errors.count - errors.countAfter(found)}/${errors.count}`] : [];
};

/** Under this an expression and two numbers would not fit into the border. */
const leastWidthForWords = 48;

const brief = (text: string): string => {
	const characters = [...printable(text)];
	return characters.length <= 16 ? characters.join('') : `${characters.slice(0, 15).join('')}…`;
};
