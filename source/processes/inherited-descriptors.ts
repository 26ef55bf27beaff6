import {closeSync, readdirSync, readFileSync} from 'node:fs';

/**
 * Closes what whoever started us left open by mistake, lest every vassal inherit it; uWSGI does so for each (emperor.md 2).
 *
 * Node keeps its own from children, and up to the first gap those it was given: only what it overlooked is open to them.
 */
export const closeInherited = (): void => {
	for (const fd of descriptors()) {
		try {
			if (!isKeptFromChildren(fd)) {
				closeSync(fd);
			}
		} catch {
			// Closed since it was listed.
		}
	}
};

const descriptors = (): readonly number[] => {
	try {
		return readdirSync('/proc/self/fd')
			.map(Number)
			.filter(fd => fd > 2);
	} catch {
		return []; // No /proc here.
	}
};

const closeOnExec = 0o2000000;

const isKeptFromChildren = (fd: number): boolean => {
	const [, flags = ''] = /^flags:\s*(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8')) ?? [];
	return (Number.parseInt(flags, 8) & closeOnExec) !== 0;
};
