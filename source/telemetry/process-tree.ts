import {readFile} from 'node:fs/promises';

/**
 * Resident bytes of a process and all its descendants, from Linux's /proc; `undefined` elsewhere or once it is gone.
 * Pages they share are counted in each, as `ps` and `top` do.
 */
export const residentOfTree = async (pid: number): Promise<number | undefined> => {
	const own = await residentOf(pid);
	if (own === undefined) {
		return undefined;
	}
	let sum = own;
	for (const child of await childrenOf(pid)) {
		sum += (await residentOfTree(child)) ?? 0;
	}
	return sum;
};

/** Second field of statm: resident pages. */
const residentOf = async (pid: number): Promise<number | undefined> => {
	const statm = await readText(`/proc/${pid}/statm`);
	const pages = Number(statm?.split(' ')[1]);
	return Number.isNaN(pages) ? undefined : pages * pageSize;
};

/** Only those that the main thread forked; a supervisor that forks from another thread is rare and costs only a figure. */
const childrenOf = async (pid: number): Promise<number[]> => {
	const children = await readText(`/proc/${pid}/task/${pid}/children`);
	return (children ?? '').split(' ').filter(Boolean).map(Number);
};

/** Every Linux that Node 20 runs on reports statm in pages of this size, but for a few arm64 kernels. */
const pageSize = 4096;

const readText = (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(() => undefined);
