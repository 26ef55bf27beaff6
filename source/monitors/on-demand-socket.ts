import {readFile} from 'node:fs/promises';
import {basename, extname, join, resolve} from 'node:path';

/** Where the addresses of on-demand sockets come from: the first that is given counts (emperor.md 8). */
export type OnDemandTerms = {
	/** `--emperor-on-demand-extension`: the address stands in the file NAME + extension. */
	readonly extension?: string;
	/** `--emperor-on-demand-directory`: every vassal is on demand, at DIR/NAME-without-extension.socket. */
	readonly directory?: string;
	/** `--emperor-on-demand-exec`: runs a command with the vassal's name as its argument; its output is the address. */
	readonly exec?: (name: string, cwd: string) => Promise<string>;
};

/** The address of a vassal's on-demand socket; `undefined` for one that is started at once. */
export const findOnDemandSocket = async (
	{id, name, cwd}: {readonly id: string; readonly name: string; readonly cwd: string},
	{extension, directory, exec}: OnDemandTerms,
): Promise<string | undefined> => {
	if (extension !== undefined) {
		return firstLine(await readFile(id + extension, 'utf8').catch(() => ''));
	}
	if (directory !== undefined) {
		return join(resolve(directory), `${basename(name, extname(name))}.socket`);
	}
	return exec === undefined ? undefined : firstLine(await exec(name, cwd));
};

/** Up to the first control character, as uWSGI reads it. Nothing there means no socket. */
const firstLine = (text: string): string | undefined => /^[^\0-\x1f]+/.exec(text)?.[0];
