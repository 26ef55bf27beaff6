import {readFile} from 'node:fs/promises';

/** Whether there is such a process. One that ended but was not yet reaped, by whoever adopted it, no longer runs. */
export const isRunning = async (pid: number): Promise<boolean> => {
	const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
	return /\) [^ZX] /.test(status);
};
