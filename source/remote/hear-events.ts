import type {VassalReport} from '../control/report.js';
import type {Line} from './line.js';

/** Something that an emperor tells of itself or its vassals; `current` once all of them were told. */
export type EmperorEvent =
	| {readonly type: 'emperor'; readonly isEnding: boolean}
	| {readonly type: 'vassal'; readonly report: VassalReport}
	| {readonly type: 'gone'; readonly path: string}
	| {readonly type: 'current'};

/** What happens to the vassals, from how they are now on, until the emperor has ended or `signal` aborts. */
export async function* hearEvents(line: Line, signal?: AbortSignal): AsyncGenerator<EmperorEvent, void> {
	let type = '';
	for await (const text of line.listen('/events', signal)) {
		if (text.startsWith('event: ')) {
			type = text.slice('event: '.length);
		}
		if (!text.startsWith('data: ')) {
			continue;
		}
		const data = JSON.parse(text.slice('data: '.length));
		if (type === 'emperor') {
			yield {type, isEnding: data.ragnarok};
		} else if (type === 'vassal') {
			yield {type, report: data};
		} else if (type === 'gone') {
			yield {type, path: data.path};
		} else if (type === 'current') {
			yield {type};
		}
	}
}
