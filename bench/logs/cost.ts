import {readdir, readFile} from 'node:fs/promises';

/** Resident megabytes of a program and what it started for itself: all below `root` but the children it shows. */
export const residentBelow = async (root: number): Promise<number> => {
	const processes = await Promise.all(
		(await readdir('/proc')).filter(name => /^\d+$/.test(name)).map(name => look(Number(name))),
	);
	const known = processes.filter(process => process !== undefined);
	const family = new Set([root]);
	for (let grown = -1; grown !== family.size; ) {
		grown = family.size;
		for (const {pid, parent, isShown} of known) {
			if (family.has(parent) && !isShown) {
				family.add(pid);
			}
		}
	}
	family.delete(root);
	return known.reduce((sum, {pid, resident}) => sum + (family.has(pid) ? resident : 0), 0);
};

const look = async (
	pid: number,
): Promise<{pid: number; parent: number; resident: number; isShown: boolean} | undefined> => {
	try {
		const status = await readFile(`/proc/${pid}/status`, 'utf8');
		const words = await readFile(`/proc/${pid}/cmdline`, 'utf8');
		return {
			pid,
			parent: Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]),
			resident: Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1000,
			// With the npm that turbo starts them through.
			isShown: words.startsWith('npm') || /^(?:\/bin\/)?sh\0(?:-c\0)?.*flood\.sh/.test(words),
		};
	} catch {
		return undefined;
	}
};
