import type {ReadText} from '../config/config-text.js';
import {compareLines, type DiffLine} from '../config/line-diff.js';
import type {VassalId} from '../core/event.js';
import type {Survey} from './imperial-monitor.js';

/** What was last changed in a config file. */
export type ConfigChange = {
	/** When it was seen: milliseconds since the epoch. */
	readonly time: number;
	/** None where the file was only touched; absent where a text was not kept, being too long or unreadable. */
	readonly lines?: readonly DiffLine[];
};

/** Remembers the texts of config files as they were read, to tell what a change changed. */
export class ConfigMemory {
	/** What has been read since the last survey. */
	readonly #read = new Map<string, string | undefined>();
	readonly #texts = new Map<VassalId, string | undefined>();
	readonly #changes = new Map<VassalId, ConfigChange>();

	/** The same reader, overheard. */
	overhear(readText: ReadText): ReadText {
		return async path => {
			this.#read.set(path, undefined);
			const text = await readText(path);
			this.#read.set(path, text.length > longestKept ? undefined : text);
			return text;
		};
	}

	hear({found, changed, gone}: Survey): void {
		for (const id of gone) {
			this.#texts.delete(id);
			this.#changes.delete(id);
		}
		for (const {id} of changed) {
			const [before, after] = [this.#texts.get(id), this.#read.get(id)];
			this.#changes.set(id, {
				time: Date.now(),
				...(before === undefined || after === undefined
					? {}
					: {lines: compareLines(before, after).slice(0, mostLines)}),
			});
		}
		for (const {id} of [...found, ...changed]) {
			this.#texts.set(id, this.#read.get(id));
		}
		this.#read.clear();
	}

	/** Undefined while it is as it was found. */
	changeOf(id: VassalId): ConfigChange | undefined {
		return this.#changes.get(id);
	}
}

/** Characters. A longer config is not compared: there may be hundreds. */
const longestKept = 65_536;

const mostLines = 400;
