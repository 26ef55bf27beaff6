import {Box} from 'ink';
import {helpColumns} from '../help.js';
import type {Binding, KeyMode} from '../keys.js';
import {Segments} from './segments.js';

export type HelpScreenProps = {
	readonly bindings: readonly Binding[];
	/** Where the person came from. */
	readonly mode: KeyMode;
	readonly search: string;
	/** The first row to show, where not all fit. */
	readonly top: number;
	readonly width: number;
	readonly height: number;
};

/** The keys and what they do. */
export const HelpScreen = ({bindings, mode, search, top, width, height}: HelpScreenProps) => {
	const {columns, columnWidth} = helpColumns(bindings, mode, search, {width, height});
	return (
		<Box width={width} height={height} overflow="hidden">
			{columns.map(column => (
				<Box key={column[0]?.[0]?.text} flexDirection="column" width={columnWidth}>
					{
						// Only what can be seen: Ink would squeeze rows that do not fit into each other.
						column.slice(...seen(column.length, top, height)).map((row, index) => (
							// biome-ignore lint/suspicious/noArrayIndexKey: a row has no identity but its place
							<Segments key={index} segments={row} />
						))
					}
				</Box>
			))}
		</Box>
	);
};

const seen = (rows: number, top: number, height: number): [from: number, to: number] => {
	const from = Math.min(top, Math.max(0, rows - height));
	return [from, from + height];
};
