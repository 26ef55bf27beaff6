import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {readFile} from 'node:fs/promises';

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], {encoding: 'utf8'}));

/** Milliseconds of CPU that one process, without its children, has used so far. */
export const cpuTimeOf = async (pid: number): Promise<number> => {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
	// pid (name) state …: utime and stime are the 14th and 15th field.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
};

/** Megabytes. */
export const residentOf = async (pid: number): Promise<number> => {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1000;
};

/**
 * Begins to count what other machines on the same processors take from this one; the answer tells the share of its busy
 * time, in percent, that it had to wait for them. With a quarter or more every figure is theirs too.
 */
export const countStolen = (): (() => number) => {
	const before = readProcessors();
	return () => {
		const now = readProcessors();
		return (100 * (now.stolen - before.stolen)) / Math.max(1, now.busy - before.busy);
	};
};

/** Ticks since the machine began; what was stolen is among the busy ones. */
const readProcessors = (): {readonly busy: number; readonly stolen: number} => {
	// cpu user nice system idle iowait irq softirq steal …
	const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, stolen = 0] = readFileSync(
		'/proc/stat',
		'utf8',
	)
		.split('\n', 1)
		.flatMap(line => line.split(/ +/).slice(1).map(Number));
	return {busy: user + nice + system + irq + softirq + stolen, stolen};
};
