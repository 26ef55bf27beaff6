import type {Stats} from 'node:fs';

/**
 * Tells files of a folder that may be written without the folder hearing of it: links, those that have another name
 * somewhere, and those of another disk, as one that was mounted into a container.
 *
 * To be asked of the folder first, then of each path in it as it is itself, and may be asked again of what a link leads to.
 */
export const writtenElsewhere = (folder: string): ((path: string, status: Stats) => boolean) => {
	const links = new Set<string>();
	let disk: number | undefined;
	return (path, status) => {
		if (path === folder) {
			disk = status.dev;
		}
		if (status.isSymbolicLink()) {
			links.add(path);
		}
		return (
			status.isSymbolicLink() ||
			(status.isFile() && (links.has(path) || status.nlink > 1 || status.dev !== disk))
		);
	};
};
