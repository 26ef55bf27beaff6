import {Box} from 'ink';
import type {WorkerStats} from '../../core/vitals.js';
import {memory, responseTime} from '../format.js';
import {type Segment, shorten, widthOf} from '../segments.js';
import type {Look} from '../theme.js';
import {Segments} from './segments.js';

export type WorkersProps = {
	/** Of the vassal that they belong to, with its number. */
	readonly name: string;
	/** Absent where they are not known. */
	readonly workers: readonly WorkerStats[] | undefined;
	readonly width: number;
	readonly height: number;
	readonly look: Look;
};

/** What uWSGI's stats tell of each worker, under a rule with the vassal's name. */
export const Workers = ({name, workers, width, height, look}: WorkersProps) => {
	const rule: Segment = {text: look.horizontal.repeat(width), dim: true};
	const title: Segment = {text: ` workers of ${shorten(name, width - 16, look.ellipsis)} `};
	const before: Segment = {text: look.horizontal.repeat(2), dim: true};
	const heading: Segment[] = [
		before,
		title,
		{...rule, text: look.horizontal.repeat(Math.max(0, width - widthOf([before, title])))},
	];
	return (
		<Box flexDirection="column" width={width} height={height}>
			<Segments segments={heading} />
			{workers === undefined || workers.length === 0 ? (
				<Segments
					segments={[
						{text: `  ${workers === undefined ? 'no stats to be had of it' : 'it has none'}`, dim: true},
					]}
				/>
			) : (
				tableOf(workers, width, height - 1).map(row => <Segments key={row.key} segments={row.segments} />)
			)}
		</Box>
	);
};

type Row = {readonly key: string; readonly segments: readonly Segment[]};

/** As many as fit, and how many do not. */
const tableOf = (workers: readonly WorkerStats[], width: number, height: number): readonly Row[] => {
	const shown = columnsThatFit(width);
	const room = height - 1;
	const fitting = workers.length <= room ? workers : workers.slice(0, room - 1);
	const rest = workers.length - fitting.length;
	const line = (words: readonly string[]): string =>
		words.map((word, index) => word.padStart((shown[index]?.width ?? 0) + 2)).join('');
	return [
		{key: 'head', segments: [{text: line(shown.map(({title}) => title)), dim: true}]},
		...fitting.map(
			(worker): Row => ({
				key: String(worker.number),
				segments: [{text: line(shown.map(({word}) => word(worker)))}],
			}),
		),
		...(rest === 0 ? [] : [{key: 'rest', segments: [{text: `  and ${rest} more`, dim: true}]}]),
	];
};

type WorkerColumn = {
	readonly title: string;
	readonly width: number;
	readonly word: (worker: WorkerStats) => string;
};

/** The least important last: it is the first to be dropped. */
const columns: readonly WorkerColumn[] = [
	{title: 'worker', width: 6, word: ({number}) => `w${number}`},
	{title: 'pid', width: 8, word: ({pid}) => String(pid)},
	{title: 'state', width: 8, word: ({state}) => state},
	{title: 'busy', width: 6, word: ({busy, cores}) => `${busy}/${cores}`},
	{title: 'requests', width: 10, word: ({requests}) => String(requests)},
	{
		title: 'avg',
		width: 7,
		word: ({requests, averageTime}) => (requests === 0 ? '' : responseTime(averageTime)),
	},
	{title: 'memory', width: 7, word: ({resident}) => (resident === undefined ? '' : memory(resident))},
	{title: 'exceptions', width: 10, word: ({exceptions}) => String(exceptions)},
	{title: 'harakiris', width: 9, word: ({harakiris}) => String(harakiris)},
	{title: 'respawns', width: 8, word: ({respawns}) => String(respawns)},
	{title: 'sent', width: 7, word: ({sent}) => (sent < 1e6 ? `${Math.round(sent / 1000)} kB` : memory(sent))},
];

const columnsThatFit = (width: number): readonly WorkerColumn[] => {
	let left = width;
	const tooWide = columns.findIndex(column => {
		left -= column.width + 2;
		return left < 0;
	});
	return tooWide === -1 ? columns : columns.slice(0, tooWide);
};
