/** What an Emperor says of one of its vassals. */
export type EmperorWord = {
	readonly vassal: string;
	readonly says: 'spawned' | 'ready' | 'loyal' | 'cursed' | 'removed' | 'told';
	/** The process of the vassal, where it is named. */
	readonly pid?: number;
};

export const emperorWord = (text: string): EmperorWord | undefined => {
	for (const [says, pattern] of words) {
		const {vassal, pid} = pattern.exec(text)?.groups ?? {};
		if (vassal !== undefined) {
			return {vassal, says, ...(pid === undefined ? {} : {pid: Number(pid)})};
		}
	}
	return undefined;
};

const words: readonly (readonly [EmperorWord['says'], RegExp])[] = [
	['spawned', /^\[emperor\] vassal (?<vassal>.+) has been spawned$/],
	['ready', /^\[emperor\] vassal (?<vassal>.+) is ready to accept requests$/],
	['loyal', /^\[emperor\] vassal (?<vassal>.+) is now loyal$/],
	['cursed', /^\[emperor\] curse the uwsgi instance (?<vassal>.+) \(pid: (?<pid>\d+)\)$/],
	['removed', /^\[emperor\] removed uwsgi instance (?<vassal>.+)$/],
	['told', /^\[emperor\] (?:reload|stop) the uwsgi instance (?<vassal>.+)$/],
];
