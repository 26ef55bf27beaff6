import {Box} from 'ink';
import {useCallback, useMemo} from 'react';
import type {LogReader} from '../../logs/log-reader.js';
import type {Rect} from '../../screen/compositor.js';
import {footerRow, titleRow} from '../frame-rows.js';
import {logRows} from '../log-rows.js';
import {noteRows} from '../note-rows.js';
import type {Segment} from '../segments.js';
import type {PanelView} from '../selectors/panel.js';
import {inAscii, type Look} from '../theme.js';
import {LogPane} from './log-pane.js';
import {Segments} from './segments.js';

export type VassalPanelProps = {
	readonly view: PanelView;
	readonly number: number;
	readonly rect: Rect;
	readonly log: LogReader;
	/** The line at the top; absent while it follows. */
	readonly top: number | undefined;
	readonly isFocused: boolean;
	readonly look: Look;
};

/** One vassal: name and badge in its upper border, notes, its log, and what is known of its process in the lower. */
export const VassalPanel = ({view, number, rect, log, top, isFocused, look}: VassalPanelProps) => {
	const {width, height} = rect;
	const border: Segment = {
		text: '',
		...(view.isInTrouble ? {color: look.colours.bad} : {}),
		dim: !isFocused && !view.isInTrouble,
	};
	const notes = noteRows(view, rect);
	const pane: Rect = {
		x: rect.x + 2,
		y: rect.y + 1 + notes.length,
		width: width - 4,
		height: height - 2 - notes.length,
	};
	const {isColoured, isAscii} = look;
	const emptiness = isAscii ? inAscii(view.emptiness) : view.emptiness;
	const source = useMemo(() => logRows(log, top, emptiness, isColoured), [log, top, emptiness, isColoured]);
	const follow = useCallback((onGrowth: () => void) => log.follow(onGrowth), [log]);
	const unread = top === undefined ? 0 : Math.max(0, log.last - (top + pane.height - 1));
	const side = Array(height - 2)
		.fill(look.vertical)
		.join('\n');
	const sides: Segment[] = [{...border, text: side}];
	return (
		<Box flexDirection="column" width={width} height={height}>
			<Segments segments={titleRow(view, number, width, border, isFocused, look)} />
			<Box height={height - 2}>
				<Segments segments={sides} />
				<Box flexDirection="column" width={width - 2} paddingX={1}>
					<Segments
						segments={[
							{text: notes.join('\n'), color: look.colours[view.badge.tone === 'quiet' ? 'quiet' : 'moving']},
						]}
					/>
					<LogPane id={view.id} rect={pane} source={source} follow={follow} />
				</Box>
				<Segments segments={sides} />
			</Box>
			<Segments segments={footerRow(view, unread, width, border, look)} />
		</Box>
	);
};
