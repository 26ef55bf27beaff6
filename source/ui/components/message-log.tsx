import {Box} from 'ink';
import {messageRows, type Said} from '../messages.js';
import {Segments} from './segments.js';

export type MessageLogProps = {
	readonly said: readonly Said[];
	readonly top: number;
	readonly width: number;
	readonly height: number;
};

/** All that was said on the last line, oldest first. */
export const MessageLog = ({said, top, width, height}: MessageLogProps) => {
	const rows = messageRows(said, width);
	const from = Math.min(top, Math.max(0, rows.length - height));
	return (
		<Box flexDirection="column" width={width} height={height} overflow="hidden">
			{rows.slice(from, from + height).map((row, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a row has no identity but its place
				<Segments key={index} segments={row} />
			))}
		</Box>
	);
};
