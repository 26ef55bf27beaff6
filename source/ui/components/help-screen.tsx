import {Box} from 'ink';
import {type Binding, bindings} from '../keys.js';
import type {LayoutKind} from '../layout.js';
import {type Segment, widthOf} from '../segments.js';
import {Segments} from './segments.js';

export type HelpScreenProps = {readonly layout: LayoutKind; readonly width: number; readonly height: number};

/** The keys that mean something in the layout the person came from, in as many columns as fit. */
export const HelpScreen = ({layout, width, height}: HelpScreenProps) => {
	const rows = helpRows(layout);
	const columns = Math.max(1, Math.min(Math.floor(width / columnWidth), Math.ceil(rows.length / height)));
	const perColumn = Math.max(1, Math.min(height, Math.ceil(rows.length / columns)));
	return (
		<Box width={width} height={height} overflow="hidden">
			{Array.from({length: columns}, (_, column) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a column has no identity but its place
				<Box key={column} flexDirection="column" width={Math.floor(width / columns)}>
					{rows.slice(column * perColumn, (column + 1) * perColumn).map(row => (
						<Segments key={row.map(({text}) => text).join()} segments={row} />
					))}
				</Box>
			))}
		</Box>
	);
};

const columnWidth = 44;

const titles: Readonly<Record<Binding['group'], string>> = {
	vassals: 'the focused vassal',
	focus: 'moving about',
	log: 'its log',
	emperor: 'the emperor',
};

const helpRows = (layout: LayoutKind): Segment[][] =>
	(Object.keys(titles) as Binding['group'][]).flatMap(group => {
		const here = bindings.filter(
			binding =>
				binding.group === group && (binding.layouts === undefined || binding.layouts.includes(layout)),
		);
		return here.length === 0
			? []
			: [
					[{text: ` ${titles[group]}`, bold: true}],
					...here.map(({keys, help}) => keyRow(spellKeys(keys), help)),
				];
	});

const keyRow = (keys: string, help: string): Segment[] => {
	const spelled: Segment = {text: ` ${keys.padEnd(14)}`};
	return [spelled, {text: help, dim: widthOf([spelled]) > columnWidth}];
};

const spellKeys = (keys: readonly string[]): string =>
	keys[0] === '1' ? '1…9' : keys.map(key => (key === 'escape' ? 'esc' : key)).join(' ');
