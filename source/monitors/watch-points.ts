import {stat} from 'node:fs/promises';
import {dirname} from 'node:path';

/** A folder to be watched. */
export type WatchPoint = {
	/** Tells it from one that was made in its place. */
	readonly identity: string;
	/** Paths directly in it that would lead to a folder that is not there yet; absent where all of it is of interest. */
	readonly awaited?: ReadonlySet<string>;
};

/** Where to watch for these folders: each itself, or, while it is not there, the nearest one above it that is. */
export const watchPoints = async (folders: readonly string[]): Promise<ReadonlyMap<string, WatchPoint>> => {
	const points = new Map<string, WatchPoint>();
	const awaited = new Map<string, {readonly identity: string; readonly paths: Set<string>}>();
	for (const folder of folders) {
		const {there, identity, next} = await nearest(folder);
		if (next === undefined) {
			points.set(there, {identity});
		} else {
			const {paths} = awaited.get(there) ?? {paths: new Set<string>()};
			awaited.set(there, {identity, paths: paths.add(next)});
		}
	}
	for (const [there, {identity, paths}] of awaited) {
		if (!points.has(there)) {
			points.set(there, {identity: [identity, ...paths].join('\0'), awaited: paths});
		}
	}
	return points;
};

/** The lowest folder on the way to `path` that is there, and the step that is missing from it. */
const nearest = async (
	path: string,
	next?: string,
): Promise<{readonly there: string; readonly identity: string; readonly next: string | undefined}> => {
	const status = await stat(path, {bigint: true}).catch(() => undefined);
	return status?.isDirectory() || path === dirname(path)
		? // The time of birth is part of it: a folder made again often gets the same inode.
			{there: path, identity: `${status?.dev}:${status?.ino}:${status?.birthtimeNs}`, next}
		: nearest(dirname(path), path);
};
