import {Box} from 'ink';
import {useState} from 'react';
import stringWidth from 'string-width';
import type {VassalId} from '../../core/event.js';
import type {WorkerStats} from '../../core/vitals.js';
import {columnsThatFit} from '../columns.js';
import {KeptWidth} from '../kept-width.js';
import type {Layout} from '../layout.js';
import {freshView, type LogView} from '../log/log-view.js';
import {frontNames} from '../log/names.js';
import {merged, type Reading} from '../log/readings.js';
import {numberOf} from '../marks.js';
import type {PanelView} from '../selectors/panel.js';
import type {SortKey} from '../selectors/sort.js';
import type {Look} from '../theme.js';
import {MergedPanel} from './merged-panel.js';
import {TableHead} from './table-head.js';
import {badgeWidthOf, VassalLine} from './vassal-line.js';
import {VassalPanel} from './vassal-panel.js';
import {Workers} from './workers.js';

export type VassalsProps = {
	readonly views: readonly PanelView[];
	readonly layout: Layout;
	readonly focus: number;
	readonly marked: readonly VassalId[];
	readonly readingOf: (id: VassalId, view: LogView) => Reading;
	readonly logViews: Readonly<Record<VassalId, LogView>>;
	/** Milliseconds since the epoch, by the clock that gave the lines their times. */
	readonly wallNow: () => number;
	readonly sortedBy: SortKey | undefined;
	/** Of the focused vassal, where they are known. */
	readonly workers: readonly WorkerStats[] | undefined;
	readonly look: Look;
	readonly width: number;
	readonly height: number;
};

/** All vassals that are seen, each where the layout has it. */
export const Vassals = (props: VassalsProps) => {
	const {views, layout, focus, marked, readingOf, logViews, wallNow, sortedBy, workers, look, ...size} =
		props;
	const mergedViews = views.filter(({id}) => marked.length === 0 || marked.includes(id));
	const [widest] = useState(() => new KeptWidth());
	const badgeWidth = widest.of(Math.max(0, ...views.map(badgeWidthOf)), performance.now());
	const width = layout.rows[0]?.rect.width ?? 0;
	const front = 3 + badgeWidth;
	const nameWidth = Math.min(
		widestName,
		Math.max(0, ...views.map((view, index) => nameWidthOf(view, index))),
	);
	const columns = columnsThatFit(width - front - nameWidth - roomForUnseen);
	const focused = views[focus];
	return (
		<Box {...size}>
			{layout.rows.length === 0 ? null : (
				<Box flexDirection="column" width={width}>
					{layout.head === undefined ? null : (
						<TableHead {...{columns, sortedBy, badgeWidth, nameWidth, width}} />
					)}
					{layout.rows.map(({index, rect}) => {
						const view = views[index];
						return view === undefined ? null : (
							<VassalLine
								key={view.id}
								view={view}
								number={index + 1}
								width={rect.width}
								badgeWidth={badgeWidth}
								nameWidth={nameWidth}
								columns={columns}
								isFocused={index === focus}
								isMarked={marked.includes(view.id)}
								look={look}
							/>
						);
					})}
				</Box>
			)}
			{layout.detail === undefined || focused === undefined ? null : (
				<Box position="absolute" marginLeft={layout.detail.x} marginTop={layout.detail.y - 1}>
					<Workers
						name={`${focus + 1} ${focused.name}`}
						workers={workers}
						width={layout.detail.width}
						height={layout.detail.height}
						look={look}
					/>
				</Box>
			)}
			{layout.panels.map(({index, rect}) => {
				const view = views[index];
				if (view === undefined) {
					return null;
				}
				const id = layout.kind === 'merged' ? merged : view.id;
				const logView = logViews[id] ?? freshView;
				const number = numberOf(index, marked.includes(view.id));
				const panel = {view, number, rect, look, logView, wallNow, reading: readingOf(id, logView)};
				return layout.kind === 'merged' ? (
					<MergedPanel
						key={merged}
						{...panel}
						whose={whoseLogs(views.filter(({badge}) => badge.name !== 'not a vassal').length, marked.length)}
						names={frontNames(mergedViews, view.id, rect.width - 4, look)}
					/>
				) : (
					<Box key={view.id} position="absolute" marginLeft={rect.x} marginTop={rect.y - 1}>
						<VassalPanel {...panel} isFocused={index === focus} />
					</Box>
				);
			})}
		</Box>
	);
};

/** `12 errors`, at the end of the row: nobody's numbers give way to it. */
const roomForUnseen = 11;

/** Names are shortened beyond that, so that their numbers have room. */
const widestName = 28;

const nameWidthOf = ({name}: PanelView, index: number): number => stringWidth(`${index + 1} ${name}`);

const whoseLogs = (count: number, marked: number): string =>
	marked > 0 ? `${marked} marked of ${count}` : count === 1 ? 'one vassal' : `all ${count} vassals`;
