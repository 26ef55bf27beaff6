import type {VassalId} from '../core/event.js';
import type {LogDir} from '../log-files/log-dir.js';
import type {LogArchive} from '../logs/log-archive.js';
import {type OutputPipe, openOutputPipe} from '../processes/output-pipe.js';

/** What a vassal prints through all its lives: one pipe, so that its words stay in order, and where they go. */
export type VassalOutput = Pick<OutputPipe, 'writeEnd'> & {
	/** Takes what has been printed until now. */
	readonly drain: () => void;
	/** Takes the last words of a process before anyone hears of its death, and ends the line it died in. */
	readonly endLife: () => void;
	/** Nobody of this vassal writes any more. */
	readonly close: () => void;
};

/** Into its log, and its file in the log folder if there is one. Rejects with `SpawnRefused`. */
export const openVassalOutput = async (
	id: VassalId,
	logs: LogArchive,
	logDir: LogDir | undefined,
): Promise<VassalOutput> => {
	const log = logs.of(id);
	const copy = logDir?.of(id);
	let isMidLine = false;
	const take = (chunk: Buffer): boolean => {
		isMidLine = chunk.at(-1) !== newline;
		log.append(chunk, Date.now());
		return copy?.write(chunk) ?? true;
	};
	const pipe = await openOutputPipe(take);
	copy?.onRoom(pipe.resume);
	return {
		writeEnd: pipe.writeEnd,
		drain: pipe.drain,
		endLife: () => {
			pipe.drain();
			if (isMidLine) {
				take(Buffer.of(newline));
			}
		},
		close: () => {
			pipe.close();
			copy?.rest();
		},
	};
};

const newline = 10;
