import {Box} from 'ink';
import type {Rect} from '../../screen/compositor.js';
import type {Segment} from '../segments.js';
import type {Look} from '../theme.js';
import {LogPane, type LogPaneProps} from './log-pane.js';
import {Segments} from './segments.js';

export type LogFrameProps = LogPaneProps & {
	/** The whole of it, on the screen; `rect` is that of the log within. */
	readonly frame: Rect;
	readonly title: readonly Segment[];
	readonly footer: readonly Segment[];
	/** Rows between title and log. */
	readonly notes: Segment;
	readonly border: Segment;
	readonly look: Look;
};

/** A border around a log, with what is said in it. */
export const LogFrame = ({frame, title, footer, notes, border, look, ...pane}: LogFrameProps) => {
	const {width, height} = frame;
	const side = Array(height - 2)
		.fill(look.vertical)
		.join('\n');
	const sides: Segment[] = [{...border, text: side}];
	return (
		<Box flexDirection="column" width={width} height={height}>
			<Segments segments={title} />
			<Box height={height - 2}>
				<Segments segments={sides} />
				<Box flexDirection="column" width={width - 2} paddingX={1}>
					<Segments segments={[notes]} />
					<LogPane {...pane} />
				</Box>
				<Segments segments={sides} />
			</Box>
			<Segments segments={footer} />
		</Box>
	);
};
