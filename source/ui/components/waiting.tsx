import {Box, Text} from 'ink';
import {printable} from '../../core/printable.js';

export type WaitingProps = {readonly lookingFor: string; readonly width: number; readonly height: number};

/** What is shown while there is no vassal: what would make one. */
export const Waiting = ({lookingFor, width, height}: WaitingProps) => (
	<Box width={width} height={height} flexDirection="column" alignItems="center" justifyContent="center">
		<Text>no vassals yet</Text>
		<Text dimColor wrap="truncate-middle">{`waiting for ${printable(lookingFor)}`}</Text>
		<Text dimColor wrap="truncate-end">
			a config file that appears there is started at once
		</Text>
	</Box>
);
