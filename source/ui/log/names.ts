import stringWidth from 'string-width';
import type {VassalId} from '../../core/event.js';
import {nameColour} from '../../screen/name-colour.js';
import {shorten} from '../segments.js';
import type {Look} from '../theme.js';
import type {LogStyle} from './draw-rows.js';

/** Names in front of merged lines: equally wide, each in its own colour, the focused one bold. */
export const frontNames = (
	vassals: readonly {readonly id: VassalId; readonly name: string}[],
	focus: VassalId | undefined,
	paneWidth: number,
	{isColoured, nameColours, ellipsis}: Pick<Look, 'isColoured' | 'nameColours' | 'ellipsis'>,
): NonNullable<LogStyle['names']> => {
	// Never more than a third: the words are what is read.
	const most = Math.min(widestName, Math.max(leastName, Math.floor(paneWidth / 3) - 1));
	const width = Math.min(most, Math.max(0, ...vassals.map(({name}) => stringWidth(name))));
	const drawn = new Map(
		vassals.map(({id, name}) => {
			const short = shorten(name, width, ellipsis);
			const padded = short + ' '.repeat(Math.max(0, width - stringWidth(short)));
			const style = `${isColoured ? `\x1b[${nameColour(name, nameColours)}m` : ''}${id === focus ? '\x1b[1m' : ''}`;
			return [id, style === '' ? padded : `${style}${padded}\x1b[0m`];
		}),
	);
	return {width, of: id => drawn.get(id) ?? ' '.repeat(width)};
};

const widestName = 24;
const leastName = 4;
