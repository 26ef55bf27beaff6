import {Box, Text} from 'ink';
import {printable} from '../../core/printable.js';

export type WaitingProps = {
	readonly lookingFor: string;
	/** The emperor is ending, or has ended. */
	readonly isOver: boolean;
	readonly width: number;
	readonly height: number;
};

/** What is shown while there is no vassal: what would make one. */
export const Waiting = ({lookingFor, isOver, width, height}: WaitingProps) => (
	<Box width={width} height={height} flexDirection="column" alignItems="center" justifyContent="center">
		<Text>{isOver ? 'no vassals any more' : 'no vassals yet'}</Text>
		{isOver ? null : (
			<>
				<Text dimColor wrap="truncate-middle">{`waiting for ${printable(lookingFor)}`}</Text>
				<Text dimColor>a config file there starts at once</Text>
			</>
		)}
	</Box>
);
