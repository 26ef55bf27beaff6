import node from 'node:module';

/** Where Node keeps what it compiles of the program; undefined where it does not. */
export const whereCompiled = (): string | undefined => {
	const folder: unknown =
		'getCompileCacheDir' in node && typeof node.getCompileCacheDir === 'function'
			? node.getCompileCacheDir()
			: undefined;
	return typeof folder === 'string' ? folder : undefined;
};
