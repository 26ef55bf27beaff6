import {Box, Text} from 'ink';
import wrapAnsi from 'wrap-ansi';
import {printable} from '../../core/printable.js';

export type WaitingProps = {
	readonly lookingFor: string;
	/** What the first line announces, which may have no room for all of it. */
	readonly notices: readonly string[];
	/** The emperor is ending, or has ended. */
	readonly isOver: boolean;
	readonly width: number;
	readonly height: number;
};

/** What is shown while there is no vassal: what would make one, and what may keep it from coming. */
export const Waiting = ({lookingFor, notices, isOver, width, height}: WaitingProps) => (
	<Box width={width} height={height} flexDirection="column" alignItems="center" justifyContent="center">
		<Text>{isOver ? 'no vassals any more' : 'no vassals yet'}</Text>
		{isOver ? null : (
			<>
				<Text dimColor wrap="truncate-middle">{`waiting for ${printable(lookingFor)}`}</Text>
				<Text dimColor wrap="truncate-end">
					a config file there starts at once
				</Text>
				{noticeRows(notices, width - 2, height - 3).map((row, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: a row has no identity but its place
					<Text key={index}>{row}</Text>
				))}
			</>
		)}
	</Box>
);

/** Behind an empty one; none where not all of them fit. */
const noticeRows = (notices: readonly string[], width: number, height: number): readonly string[] => {
	const rows = notices.flatMap(notice => ['', ...wrapAnsi(notice, Math.min(width, widest)).split('\n')]);
	return rows.length > height ? [] : rows.map(row => row || ' ');
};

/** Columns in which a sentence is still read at a glance. */
const widest = 76;
