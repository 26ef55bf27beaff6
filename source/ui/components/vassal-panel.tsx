import {useMemo} from 'react';
import type {Rect} from '../../screen/compositor.js';
import {footerRow, titleRow} from '../frame-rows.js';
import {drawnLog} from '../log/draw-rows.js';
import type {LogView} from '../log/log-view.js';
import {selectEmptiness, selectNews} from '../log/news.js';
import type {Reading} from '../log/readings.js';
import {logRect, noteRows} from '../note-rows.js';
import type {Segment} from '../segments.js';
import type {PanelView} from '../selectors/panel.js';
import {inAscii, type Look} from '../theme.js';
import {LogFrame} from './log-frame.js';

export type VassalPanelProps = {
	readonly view: PanelView;
	/** Behind a star where it is marked. */
	readonly number: string;
	readonly rect: Rect;
	readonly reading: Reading;
	readonly logView: LogView;
	/** Milliseconds since the epoch, by the clock that gave the lines their times. */
	readonly wallNow: () => number;
	readonly isFocused: boolean;
	readonly look: Look;
};

/** One vassal: name and badge in its upper border, notes, its log, and what is known of its process in the lower. */
export const VassalPanel = (props: VassalPanelProps) => {
	const {view, number, rect, reading, logView, wallNow, isFocused, look} = props;
	const {width} = rect;
	const border: Segment = {
		text: '',
		...(view.isInTrouble ? {color: look.colours.bad} : {}),
		dim: !isFocused && !view.isInTrouble,
	};
	const pane = logRect(view, rect);
	const whyEmpty = selectEmptiness(reading, logView) ?? view.emptiness;
	const emptiness = look.isAscii ? inAscii(whyEmpty) : whyEmpty;
	const source = useMemo(
		() => drawnLog(reading, logView, {...look, emptiness, now: wallNow}),
		[reading, logView, look, emptiness, wallNow],
	);
	const news = selectNews(reading, logView, pane);
	return (
		<LogFrame
			id={view.id}
			frame={rect}
			title={titleRow(view, number, width, border, isFocused, look)}
			notes={{
				text: noteRows(view, rect).join('\n'),
				color: look.colours[view.badge.tone === 'quiet' ? 'quiet' : 'moving'],
			}}
			rect={pane}
			source={source}
			follow={reading.follow}
			footer={footerRow(view.facts, news, width, border, look, view.unseenErrors, view.activity)}
			border={border}
			look={look}
		/>
	);
};
