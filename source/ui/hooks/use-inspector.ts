import type {EmperorClient} from '../../client/emperor-client.js';
import type {Instant, VassalId} from '../../core/event.js';
import type {EmpireSnapshot, VassalSnapshot} from '../../core/snapshot.js';
import type {LogReader} from '../../logs/log-reader.js';
import type {Rect} from '../../screen/compositor.js';
import type {LogStudy} from '../../study/log-study.js';
import {inspectorRows, type Row, type Subject} from '../inspector/inspector-rows.js';
import type {InspectorSize} from '../inspector/scroll.js';
import type {Binding} from '../keys.js';
import {lastError} from '../log/last-error.js';
import {lastWords} from '../log/last-words.js';
import type {Look} from '../theme.js';
import {useInspection} from './use-inspection.js';

export type Inspector = {readonly rows: readonly Row[]; readonly size: InspectorSize};

type Circumstances = {
	readonly now: Instant;
	readonly pane: Rect;
	readonly look: Look;
	readonly bindings: readonly Binding[];
};

/** What the inspector of a vassal shows; nothing where none is open, or for one that is gone. */
export const useInspector = (
	client: EmperorClient,
	{vassals}: EmpireSnapshot,
	wanted: VassalId | undefined,
	studyOf: (id: VassalId) => LogStudy,
	{now, pane, look, bindings}: Circumstances,
): Inspector | undefined => {
	const vassal = wanted === undefined ? undefined : vassals.find(({id}) => id === wanted);
	const inspection = useInspection(client, wanted, vassal?.state);
	if (vassal === undefined) {
		return undefined;
	}
	const {id} = vassal;
	const error = errorOf(client.log(id), studyOf(id));
	const {traffic, instances} = client.getVitals();
	const {lastDeath} = vassal;
	const subject = {
		vassal,
		inspection,
		error,
		words: lastDeath === undefined ? [] : wordsBefore(id, lastDeath, client),
		bindings,
		traffic: traffic[id],
		instance: instances[id],
	};
	const rows = inspectorRows(subject, now, pane.width, look);
	return {rows, size: {length: rows.length, height: pane.height}};
};

/** Its last words, in the time of the log. */
const wordsBefore = (
	id: VassalId,
	{at, lived}: NonNullable<VassalSnapshot['lastDeath']>,
	client: EmperorClient,
): readonly string[] => {
	const until = client.wallNow() - client.now() + at + tolerance;
	return lastWords(client.log(id), {from: until - lived - 2 * tolerance, until}, mostWords);
};

/** Two clocks and two roundings. Milliseconds. */
const tolerance = 5;

const mostWords = 5;

/** With the lines before it: what led to it is often there. */
const errorOf = (log: LogReader, study: LogStudy): Subject['error'] => {
	const error = lastError(log, study);
	if (error === undefined) {
		return undefined;
	}
	const from = Math.max(log.first, error.first - linesBefore);
	return {
		before: log.read(from, error.first - from).map(({text}) => text),
		texts: error.text.split('\n').slice(-mostErrorLines),
	};
};

const linesBefore = 3;

/** Of a traceback without end the end is what says what happened. */
const mostErrorLines = 40;
