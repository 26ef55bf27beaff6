/** What Linux tells of a process in `/proc/PID/stat`. */
export type ProcessStat = {
	/** As the kernel has it: its first 15 bytes. */
	readonly name: string;
	/** Milliseconds of CPU since it was started. */
	readonly ownTime: number;
	/** The same, of the dead children it has reaped. */
	readonly reapedTime: number;
	/** Clock ticks from the start of the machine. */
	readonly startedAt: number;
	/** Bytes; pages it shares are counted. */
	readonly resident: number;
};

/**
 * Fields of proc(5): 14 to 17 are its time and its reaped children's, 22 its start, 24 its resident pages. Undefined for a
 * text that is none of it, as of a process that is gone.
 */
export const parseStat = (text: string): ProcessStat | undefined => {
	// The second field is a name in brackets, which may hold anything.
	const end = text.lastIndexOf(')');
	if (end === -1) {
		return undefined;
	}
	const fields = text.slice(end + 2).split(' ', 22);
	const field = (number: number): number => Number(fields[number - 3]);
	return {
		name: text.slice(text.indexOf('(') + 1, end),
		ownTime: (field(14) + field(15)) * tick,
		reapedTime: (field(16) + field(17)) * tick,
		startedAt: field(22),
		resident: field(24) * pageSize,
	};
};

/** Every Linux that Node 20 runs on counts memory in pages of this size, but for a few arm64 kernels. */
const pageSize = 4096;

/** Milliseconds of a clock tick: USER_HZ is 100 on all of them. */
const tick = 10;
