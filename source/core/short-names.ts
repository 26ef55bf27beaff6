/**
 * For each path its shortest tail that no other path ends in: `app.ini`, or `a/app.ini` where there is a `b/app.ini`.
 * Paths are absolute and differ.
 */
export const shortNames = (paths: readonly string[]): readonly string[] => {
	if (paths.length !== latest.paths.length || paths.some((path, index) => path !== latest.paths[index])) {
		latest = {paths, names: workOut(paths)};
	}
	return latest.names;
};

/** Asked for with every event, of the same vassals nearly always. */
let latest: {readonly paths: readonly string[]; readonly names: readonly string[]} = {paths: [], names: []};

const workOut = (paths: readonly string[]): readonly string[] => {
	const bearers = new Map<string, number>();
	const tailsOf = paths.map(tails);
	for (const tail of tailsOf.flat()) {
		bearers.set(tail, (bearers.get(tail) ?? 0) + 1);
	}
	return paths.map((path, index) => tailsOf[index]?.find(tail => bearers.get(tail) === 1) ?? path);
};

/** `/a/b/c` → `c`, `b/c`, `a/b/c`. */
const tails = (path: string): string[] => {
	const parts = path.split('/').filter(part => part !== '');
	return parts.map((_, index) => parts.slice(parts.length - 1 - index).join('/'));
};
