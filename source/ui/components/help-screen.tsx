import {Box} from 'ink';
import wrapAnsi from 'wrap-ansi';
import {type Binding, bindings, isBound, type KeyMode, wordedFor} from '../keys.js';
import type {Segment} from '../segments.js';
import {Segments} from './segments.js';

export type HelpScreenProps = {
	readonly mode: KeyMode;
	readonly isAttached: boolean;
	/** The first row to show, where not all fit. */
	readonly top: number;
	readonly width: number;
	readonly height: number;
};

/** The keys that mean something where the person came from, in as many columns as fit. */
export const HelpScreen = ({mode, isAttached, top, width, height}: HelpScreenProps) => {
	const columnWidth = Math.min(width, wholeWidth);
	const rows = helpRows(mode, isAttached, columnWidth - 1);
	const most = Math.max(1, Math.floor(width / columnWidth));
	const columns = splitWhole(rows, Math.min(most, Math.ceil(rows.flat().length / height)), height);
	return (
		<Box width={width} height={height} overflow="hidden">
			{columns.map(column => (
				<Box key={column[0]?.[0]?.text} flexDirection="column" width={columnWidth}>
					{scroll(column, top, height).map(row => (
						<Segments key={row.map(({text}) => text).join()} segments={row} />
					))}
				</Box>
			))}
		</Box>
	);
};

/** Columns in which every help text fits on one row. */
const wholeWidth = 72;

/** Columns of the keys, in front of what they do. */
const keysWidth = 19;

/** Only what can be seen: Ink would squeeze rows that do not fit into each other. */
const scroll = (column: readonly Row[], top: number, height: number): readonly Row[] => {
	const from = Math.min(top, Math.max(0, column.length - height));
	return column.slice(from, from + height);
};

const titles: Readonly<Record<Binding['group'], string>> = {
	vassals: 'the focused vassal',
	emperor: 'the emperor',
	focus: 'moving about',
	log: 'its log',
	selection: 'what is selected',
};

type Row = readonly Segment[];

/** A block of rows for each group: its title, then its keys. */
const helpRows = (mode: KeyMode, isAttached: boolean, width: number): Row[][] =>
	(Object.keys(titles) as Binding['group'][]).flatMap(group => {
		const here = bindings
			.filter(binding => binding.group === group && isBound(binding, mode))
			.map(binding => wordedFor(isAttached, binding));
		return here.length === 0
			? []
			: [[[{text: ` ${titles[group]}`, bold: true}], ...here.flatMap(binding => keyRows(binding, width))]];
	});

/** What a key does is broken between words where it is long, and goes on under itself. */
const keyRows = ({keys, help}: Binding, width: number): Row[] =>
	wrapAnsi(help, width - keysWidth)
		.split('\n')
		.map((text, index) => [
			{text: index === 0 ? `   ${spellKeys(keys)}`.padEnd(keysWidth) : ' '.repeat(keysWidth)},
			{text, dim: true},
		]);

/** Blocks spread over columns, each whole; all in one where only one is wanted. */
const splitWhole = (blocks: readonly Row[][], wanted: number, height: number): Row[][] => {
	const columns: Row[][] = [[]];
	for (const block of blocks) {
		const column = columns.at(-1) ?? [];
		if (columns.length < wanted && column.length > 0 && column.length + block.length > height) {
			columns.push([...block]);
		} else {
			column.push(...block);
		}
	}
	return columns;
};

const spellKeys = (keys: readonly string[]): string =>
	keys[0] === '1' ? '1…9' : keys.map(key => (key === 'escape' ? 'esc' : key)).join(' ');
