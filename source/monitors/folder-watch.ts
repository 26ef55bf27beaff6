import {type FSWatcher, watch} from 'chokidar';
import {codeOf} from './listing.js';
import {type WatchPoint, watchPoints} from './watch-points.js';
import {writtenElsewhere} from './written-elsewhere.js';

export type FolderWatch = {
	/**
	 * Watches these folders and no others. One that was removed and made again is watched anew: chokidar would stay blind.
	 * For one that is not there, the way to it is watched.
	 */
	readonly follow: (folders: readonly string[]) => Promise<void>;
	/** Why nothing is watched any more, as a sentence; empty while all is well. */
	readonly troubles: () => readonly string[];
	readonly close: () => Promise<void>;
};

/**
 * Says that something may have changed in a folder. A hint, no more: it may come late, twice, or never.
 *
 * `matters` sorts out files by name. What is written into a file of a folder, the folder tells; one that may be written from
 * elsewhere costs an inotify watch of its own. Without watches left, it gives up for good and says so.
 */
export const watchFolders = ({
	matters,
	followSymlinks,
	onHint,
}: {
	readonly matters: (name: string) => boolean;
	readonly followSymlinks: boolean;
	readonly onHint: () => void;
}): FolderWatch => {
	const watched = new Map<string, {readonly identity: string; readonly watcher: FSWatcher}>();
	let troubles: readonly string[] = [];

	const open = (folder: string, {awaited}: WatchPoint): FSWatcher => {
		const needsWatch = writtenElsewhere(folder);
		return (
			watch(folder, {
				depth: 0,
				ignoreInitial: true,
				atomic: false,
				// Closed while its folder goes away, chokidar may leave a watch on the parent behind: that must not keep us alive.
				persistent: false,
				followSymlinks,
				ignored: (path, status) =>
					awaited === undefined
						? status !== undefined && !(needsWatch(path, status) && matters(path)) && !status.isDirectory()
						: path !== folder && !awaited.has(path),
			})
				.on('all', onHint)
				// Its other events come late or never when one file goes, comes and goes within 100 ms.
				.on('raw', (_, name) => {
					if (typeof name === 'string' && matters(name)) {
						onHint();
					}
				})
				.on('ready', onHint)
				.on('error', error => {
					if (outOfWatches.has(codeOf(error))) {
						troubles = [explain(codeOf(error))];
						void closeAll();
					}
					onHint();
				})
		);
	};

	const closeAll = async () => {
		const watchers = [...watched.values()];
		watched.clear();
		await Promise.all(watchers.map(({watcher}) => shut(watcher)));
	};

	return {
		follow: async folders => {
			if (troubles.length > 0) {
				return;
			}
			const points = await watchPoints(folders);
			for (const [folder, {identity, watcher}] of watched) {
				if (points.get(folder)?.identity !== identity) {
					watched.delete(folder);
					await shut(watcher);
				}
			}
			for (const [folder, point] of points) {
				if (!watched.has(folder) && troubles.length === 0) {
					watched.set(folder, {identity: point.identity, watcher: open(folder, point)});
				}
			}
		},
		troubles: () => troubles,
		close: closeAll,
	};
};

/** Closing takes all listeners away, and an error that nobody listens to would be thrown. */
const shut = async (watcher: FSWatcher): Promise<void> => {
	const closing = watcher.close();
	watcher.on('error', () => undefined);
	await closing;
};

const outOfWatches: ReadonlySet<string> = new Set(['ENOSPC', 'EMFILE', 'ENFILE']);

const explain = (code: string): string =>
	code === 'ENOSPC'
		? 'file events: the system is out of inotify watches, so changes are seen at the next regular look only. Raise fs.inotify.max_user_watches.'
		: `file events: too many open files (${code}), so changes are seen at the next regular look only. Raise fs.inotify.max_user_instances or ulimit -n.`;
