import type {LineReport} from '../control/send-log.js';
import type {LogLine, LogReader} from '../logs/log-reader.js';
import {describeLine, type LineDescription} from '../study/describe-line.js';
import {LogStudy} from '../study/log-study.js';

/** A log that passes by: of one that is elsewhere the line that was heard last, which is enough to study it. */
export class PassingLog implements LogReader {
	readonly #study = new LogStudy(this);
	#line: LogLine | undefined;
	#fingerprint: string | undefined;
	#arrival = 0;

	constructor() {
		this.#study.hear((_, __, ___, mistake) => {
			this.#fingerprint = mistake?.fingerprint;
		});
	}

	/** Takes the next line that was heard; answers what it is, among those before it. */
	pass({number, time, text, partial, followed, arrival}: LineReport): LineDescription {
		this.#line = {
			number,
			at: time * 1000,
			text,
			isPartial: partial === true,
			...(followed === true ? {isFollowed: true} : {}),
		};
		this.#arrival = arrival;
		this.#fingerprint = undefined;
		this.#study.advance(1);
		return {
			...describeLine(this.#study.recordOf(number), number, this.#fingerprint),
			...(partial === true ? {partial} : {}),
		};
	}

	get first(): number {
		return this.#line?.number ?? 1;
	}

	get last(): number {
		return this.#line?.number ?? 0;
	}

	get version(): number {
		return this.last;
	}

	read(from: number, count: number): readonly LogLine[] {
		return this.#line !== undefined && from <= this.#line.number && count > 0 ? [this.#line] : [];
	}

	arrivalOf(): number {
		return this.#arrival;
	}

	/** Who passes a line has it studied at once: nobody else follows. */
	follow(): () => void {
		return () => undefined;
	}
}
