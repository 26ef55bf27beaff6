import {Box} from 'ink';
import {printable} from '../../core/printable.js';
import {spellKeys} from '../keys.js';
import {type Entry, firstSeen} from '../palette.js';
import {type Segment, shorten, widthOf} from '../segments.js';
import type {Look} from '../theme.js';
import {Segments} from './segments.js';

export type PaletteListProps = {
	readonly entries: readonly Entry[];
	readonly choice: number;
	readonly width: number;
	readonly height: number;
	readonly look: Look;
};

/** Commands that can be run, each with its key and, where there is room, what it does. */
export const PaletteList = ({entries, choice, width, height, look}: PaletteListProps) => {
	const first = firstSeen(entries.length, choice, height);
	const seen = entries.slice(first, first + height);
	const wordsWidth = Math.min(
		Math.max(12, Math.floor(width / 2) - 2),
		Math.max(0, ...seen.map(({words}) => widthOf([{text: printable(words)}]))),
	);
	const keysWidth = Math.max(0, ...seen.map(({keys}) => widthOf([{text: spellKeys(keys)}])));
	return (
		<Box flexDirection="column" width={width} height={height} overflow="hidden">
			{seen.length === 0 ? (
				<Segments segments={[{text: ' no command is called that', dim: true}]} />
			) : (
				seen.map(({words, keys, help}, index) => {
					const isChosen = first + index === choice;
					const front: Segment[] = [
						{text: isChosen ? `${look.pointer} ` : '  ', bold: true},
						{text: padded(shorten(printable(words), wordsWidth, look.ellipsis), wordsWidth), bold: isChosen},
						{text: `  ${padded(spellKeys(keys), keysWidth)}`},
					];
					return <Segments key={words} segments={[...front, {text: `  ${help}`, dim: true}]} />;
				})
			)}
		</Box>
	);
};

const padded = (text: string, width: number): string =>
	text + ' '.repeat(Math.max(0, width - widthOf([{text}])));
