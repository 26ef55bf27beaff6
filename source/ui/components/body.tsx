import type {VassalId} from '../../core/event.js';
import type {Vitals} from '../../core/vitals.js';
import type {Rect} from '../../screen/compositor.js';
import {focusIndex} from '../focus.js';
import type {Row} from '../inspector/inspector-rows.js';
import type {LogView} from '../log/log-view.js';
import type {Reading} from '../log/readings.js';
import {markedAmong} from '../marks.js';
import type {Said} from '../messages.js';
import type {Model} from '../model.js';
import {selectEntries} from '../palette.js';
import type {HeaderView} from '../selectors/header.js';
import type {PanelView} from '../selectors/panel.js';
import type {Sight} from '../sight.js';
import type {Look} from '../theme.js';
import {HelpScreen} from './help-screen.js';
import {InspectorScreen} from './inspector-screen.js';
import {MessageLog} from './message-log.js';
import {PaletteList} from './palette-list.js';
import {Vassals} from './vassals.js';
import {Waiting} from './waiting.js';

export type BodyProps = {
	readonly model: Model;
	readonly sight: Sight;
	readonly views: readonly PanelView[];
	readonly readingOf: (id: VassalId, view: LogView) => Reading;
	readonly inspectorRows: readonly Row[];
	readonly said: readonly Said[];
	readonly lookingFor: string;
	readonly header: HeaderView;
	/** Milliseconds since the epoch, by the clock that gave the lines their times. */
	readonly wallNow: () => number;
	readonly instances: Vitals['instances'];
	readonly rect: Rect;
	readonly look: Look;
};

/** What is between the first line and the last: the dialog that takes the place of all else, or the inspector, or the vassals. */
export const Body = ({model, sight, views, readingOf, inspectorRows, said, ...circumstances}: BodyProps) => {
	const {lookingFor, header, wallNow, instances, rect, look} = circumstances;
	const {dialog, inspected} = model;
	const {ids, layout, mode, bindings, isRagnarok} = sight;
	const {width, height} = rect;
	switch (dialog?.kind) {
		case 'help': {
			const {search, top} = dialog;
			return <HelpScreen search={search?.text ?? ''} {...{bindings, mode, top, width, height}} />;
		}
		case 'messages':
			return <MessageLog top={dialog.top} {...{said, width, height}} />;
		case 'palette': {
			const entries = selectEntries(dialog.line.text, sight);
			return <PaletteList choice={dialog.choice} {...{entries, look, width, height}} />;
		}
	}
	if (inspected !== undefined) {
		const subject = ids.indexOf(inspected.id);
		return (
			<InspectorScreen
				id={inspected.id}
				view={views[subject]}
				number={subject + 1}
				rows={inspectorRows}
				top={inspected.top}
				{...{rect, look}}
			/>
		);
	}
	if (ids.length === 0) {
		const {notices, outdated} = header;
		const isOver = isRagnarok || outdated !== undefined;
		return <Waiting {...{lookingFor, notices, isOver, width, height}} />;
	}
	const focus = focusIndex(model, ids);
	return (
		<Vassals
			marked={markedAmong(model, ids)}
			logViews={model.views}
			sortedBy={model.sortedBy}
			workers={instances[ids[focus] ?? '']?.workers}
			{...{views, layout, focus, readingOf, wallNow, look, width, height}}
		/>
	);
};
