import {useState} from 'react';
import type {Instant, VassalId} from '../../core/event.js';
import type {VassalSnapshot} from '../../core/snapshot.js';
import type {Vitals} from '../../core/vitals.js';
import {focusIndex} from '../focus.js';
import {type Layout, layOut} from '../layout.js';
import type {Model} from '../model.js';
import {selectBadge} from '../selectors/badge.js';
import {sortVassals} from '../selectors/sort.js';
import {Troubled} from '../troubled.js';
import type {Size} from './use-terminal-size.js';

/** In which order vassals stand, and where on the screen. */
export type Arrangement = {
	readonly vassals: readonly VassalSnapshot[];
	readonly ids: readonly VassalId[];
	/** Where each of them is for a person who looks like that. */
	readonly layoutOf: (model: Model) => Layout;
};

/** Lists are sorted as the person wants them; in a grid who has trouble has more room, and some time longer. */
export const useArrangement = (
	known: readonly VassalSnapshot[],
	{columns, rows}: Size,
	{chosenLayout, sortedBy}: Model,
	vitals: Vitals,
	now: Instant,
): Arrangement => {
	const {kind} = layOut(columns, rows, known.length, {chosen: chosenLayout, isZoomed: false, focus: 0});
	const isListed = kind === 'list' || kind === 'table' || kind === 'tiny';
	const vassals = isListed ? sortVassals(known, sortedBy, vitals, now) : known;
	const ids = vassals.map(({id}) => id);
	const [troubled] = useState(() => new Troubled());
	for (const vassal of vassals) {
		troubled.look(vassal.id, selectBadge(vassal, now).tone === 'bad', now);
	}
	const isTroubled = (index: number): boolean => troubled.has(ids[index] ?? '');
	return {
		vassals,
		ids,
		layoutOf: ({chosenLayout: chosen, isZoomed, ...seen}) =>
			layOut(columns, rows, ids.length, {chosen, isZoomed, focus: focusIndex(seen, ids), isTroubled}),
	};
};
