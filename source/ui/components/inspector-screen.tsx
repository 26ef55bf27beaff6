import {Box} from 'ink';
import {useMemo} from 'react';
import type {VassalId} from '../../core/event.js';
import {printable} from '../../core/printable.js';
import type {Rect} from '../../screen/compositor.js';
import {footerRow, titleRow} from '../frame-rows.js';
import type {Row} from '../inspector/inspector-rows.js';
import {keepWithin} from '../inspector/scroll.js';
import {mergedRect} from '../note-rows.js';
import {type Segment, shorten} from '../segments.js';
import type {PanelView} from '../selectors/panel.js';
import {styled} from '../styled.js';
import {inAscii, type Look} from '../theme.js';
import {LogFrame} from './log-frame.js';
import {Segments} from './segments.js';

export type InspectorScreenProps = {
	readonly id: VassalId;
	/** Absent once it is gone. */
	readonly view: PanelView | undefined;
	readonly number: number;
	readonly rows: readonly Row[];
	readonly top: number;
	readonly rect: Rect;
	readonly look: Look;
};

/** Everything about one vassal, in the place of all panels. Its rows are painted by the compositor, like those of a log. */
export const InspectorScreen = ({id, view, ...shown}: InspectorScreenProps) => {
	const {rect, look} = shown;
	if (view !== undefined) {
		return <Inspector view={view} {...shown} />;
	}
	const farewell = `${printable(id)}: is gone, with its file. esc goes back.`;
	return (
		<Box width={rect.width} height={rect.height}>
			<Segments segments={[{text: ` ${shorten(farewell, rect.width - 2, look.ellipsis)}`}]} />
		</Box>
	);
};

type InspectorProps = Omit<InspectorScreenProps, 'id'> & {readonly view: PanelView};

const Inspector = ({view, number, rows, top, rect, look}: InspectorProps) => {
	const pane = mergedRect(rect);
	const first = keepWithin(top, {length: rows.length, height: pane.height});
	const border: Segment = {text: '', ...(view.isInTrouble ? {color: look.colours.bad} : {})};
	const source = useMemo(
		() => ({
			rows: (_: number, height: number) =>
				rows.slice(first, first + height).map(row => (look.isAscii ? inAscii(styled(row)) : styled(row))),
		}),
		[rows, first, look],
	);
	const place =
		rows.length <= pane.height
			? []
			: [`${first + 1}-${Math.min(rows.length, first + pane.height)} of ${rows.length}`];
	return (
		<LogFrame
			id={inspectorKey}
			frame={rect}
			title={titleRow(view, String(number), rect.width, border, true, look)}
			notes={{text: ''}}
			rect={pane}
			source={source}
			follow={nothingGrows}
			footer={footerRow(['inspector', ...view.facts], place, rect.width, border, look)}
			border={border}
			look={look}
		/>
	);
};

/** No id of a vassal, which is a path or a URL. */
const inspectorKey = 'inspector';

const nothingGrows = (): (() => void) => () => undefined;
