import {Text} from 'ink';
import type {Segment} from '../segments.js';
import {styled} from '../styled.js';

/** Runs of styled text beside each other, on one row. */
export const Segments = ({segments}: {readonly segments: readonly Segment[]}) => (
	<Text wrap="truncate">{styled(segments)}</Text>
);
