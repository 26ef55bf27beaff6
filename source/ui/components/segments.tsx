import {Text} from 'ink';
import type {Segment} from '../segments.js';

/** Runs of styled text beside each other, on one row. */
export const Segments = ({segments}: {readonly segments: readonly Segment[]}) => (
	<Text wrap="truncate">
		{segments.map(({text, color, dim = false, bold = false, inverse = false}, index) => (
			<Text
				// biome-ignore lint/suspicious/noArrayIndexKey: a run has no identity but its place
				key={index}
				{...(color === undefined ? {} : {color})}
				dimColor={dim}
				bold={bold}
				inverse={inverse}
			>
				{text}
			</Text>
		))}
	</Text>
);
