import type {VassalId} from '../core/event.js';
import type {Traffic} from '../core/vitals.js';
import type {LogReader} from '../logs/log-reader.js';
import type {LogStudy} from '../study/log-study.js';
import type {Studies} from '../study/studies.js';
import {TrafficMeter} from './traffic-meter.js';

/** What all vassals serve, by the request lines in their logs, read at the pace of the study. */
export class RequestLines {
	readonly #studies: Studies;
	readonly #followed = new Map<VassalId, Followed>();

	constructor(studies: Studies) {
		this.#studies = studies;
	}

	/** Hears of a log from the first time it is named; a log of the same name that is another one begins anew. */
	read(id: VassalId, log: LogReader, now: number): Traffic | undefined {
		const known = this.#followed.get(id);
		const followed = known?.log === log ? known : this.#follow(id, log);
		followed.weigh();
		return followed.meter.read(followed.study.behind ?? now);
	}

	/** Lets go of everybody else. */
	keep(ids: ReadonlySet<VassalId>): void {
		for (const id of this.#followed.keys()) {
			if (!ids.has(id)) {
				this.#followed.delete(id);
			}
		}
	}

	#follow(id: VassalId, log: LogReader): Followed {
		const followed = follow(log, this.#studies.of(log));
		this.#followed.set(id, followed);
		return followed;
	}
}

type Followed = {
	readonly log: LogReader;
	readonly study: LogStudy;
	readonly meter: TrafficMeter;
	/** Sees how many lines are let go unread: each that is read stands for so many. To be called now and then. */
	readonly weigh: () => void;
};

const follow = (log: LogReader, study: LogStudy): Followed => {
	const meter = new TrafficMeter();
	let weight = 1;
	let heard = 0;
	let skipped = study.skipped;
	study.hear(({at}, {request}, opens) => {
		heard += 1;
		if (request !== undefined) {
			meter.served(request, at, weight);
		}
		if (opens === 'traceback') {
			meter.raised(at);
		}
	});
	return {
		log,
		study,
		meter,
		weigh: () => {
			weight = heard === 0 ? 1 : (heard + study.skipped - skipped) / heard;
			heard = 0;
			skipped = study.skipped;
		},
	};
};
