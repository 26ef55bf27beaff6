import type {Column} from '../columns.js';
import type {Segment} from '../segments.js';
import type {SortKey} from '../selectors/sort.js';
import {Segments} from './segments.js';

export type TableHeadProps = {
	readonly columns: readonly Column[];
	readonly sortedBy: SortKey | undefined;
	readonly badgeWidth: number;
	readonly nameWidth: number;
	readonly width: number;
};

/** The titles of a table's columns; the one it is sorted by is bold. */
export const TableHead = ({columns, sortedBy, badgeWidth, nameWidth, width}: TableHeadProps) => {
	const title = (text: string, isSorted: boolean): Segment => ({text, bold: isSorted, dim: !isSorted});
	const titles = [
		title(`  ${'state'.padEnd(badgeWidth + 1)}`, sortedBy === 'trouble'),
		title('  name'.padEnd(nameWidth), sortedBy === undefined),
		...columns.map(column => title(column.title.padStart(column.width + 2), sortedBy === column.name)),
	];
	return <Segments segments={width < 16 ? [] : titles} />;
};
