import {useMemo} from 'react';
import type {Rect} from '../../screen/compositor.js';
import {footerRow, mergedTitleRow} from '../frame-rows.js';
import {drawnLog, type LogStyle} from '../log/draw-rows.js';
import type {LogView} from '../log/log-view.js';
import {selectEmptiness, selectNews} from '../log/news.js';
import {merged, type Reading} from '../log/readings.js';
import {mergedRect} from '../note-rows.js';
import type {Segment} from '../segments.js';
import type {PanelView} from '../selectors/panel.js';
import {inAscii, type Look} from '../theme.js';
import {LogFrame} from './log-frame.js';

export type MergedPanelProps = {
	/** The focused vassal. */
	readonly view: PanelView;
	readonly number: string;
	/** Whose logs they are, in words. */
	readonly whose: string;
	readonly rect: Rect;
	readonly reading: Reading;
	readonly logView: LogView;
	/** Milliseconds since the epoch, by the clock that gave the lines their times. */
	readonly wallNow: () => number;
	readonly names: NonNullable<LogStyle['names']>;
	readonly look: Look;
};

/** All vassals as one log, in the order in which their lines came. */
export const MergedPanel = (props: MergedPanelProps) => {
	const {view, number, whose, rect, reading, logView, wallNow, names, look} = props;
	const border: Segment = {text: ''};
	const pane = mergedRect(rect);
	const whyEmpty = selectEmptiness(reading, logView) ?? 'no output yet';
	const emptiness = look.isAscii ? inAscii(whyEmpty) : whyEmpty;
	const source = useMemo(
		() => drawnLog(reading, logView, {...look, names, emptiness, now: wallNow}),
		[reading, logView, look, names, emptiness, wallNow],
	);
	const news = selectNews(reading, logView, {...pane, names: names.width});
	return (
		<LogFrame
			id={merged}
			frame={rect}
			title={mergedTitleRow(view, number, whose, rect.width, border, look)}
			notes={{text: ''}}
			rect={pane}
			source={source}
			follow={reading.follow}
			footer={footerRow([], news, rect.width, border, look)}
			border={border}
			look={look}
		/>
	);
};
