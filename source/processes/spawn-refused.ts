import {access, constants, stat} from 'node:fs/promises';
import path from 'node:path';
import {describeProblem, type Problem} from '../core/problem.js';
import type {SpawnOrder} from '../core/spawn-order.js';

/** The world refused to start a vassal. Whoever catches it tells the vassal with `spawn-failed`; it tries again later. */
export class SpawnRefused extends Error {
	override readonly name = 'SpawnRefused';

	constructor(readonly problem: Problem) {
		super(describeProblem(problem));
	}

	/** `what` and `remedy` without their full stops; the place is the emperor itself. */
	static because(what: string, remedy: string): SpawnRefused {
		return new SpawnRefused({what, where: {file: 'emperor'}, remedy});
	}
}

/**
 * Finds out what a failed spawn was really about. The system says only "no such file": of the program, of the
 * interpreter in its first line, or of the working directory.
 */
export const explainRefusal = async (error: unknown, asked: SpawnOrder): Promise<SpawnRefused> => {
	const order = {...asked, command: pathIn(error) ?? asked.command};
	const code = errorCode(error);
	const name = JSON.stringify(order.command);
	switch (code) {
		case 'ENOENT':
		case 'ENOTDIR':
		case 'EACCES': {
			return (await refusedByFolder(order.cwd)) ?? refusedByProgram(code, order);
		}
		case 'EPERM': {
			return SpawnRefused.because(
				`cannot start ${name} as user ${order.uid ?? 'unchanged'}, group ${order.gid ?? 'unchanged'}`,
				'Run the emperor as root, or take uid and gid out of the config file',
			);
		}
		case 'EAGAIN':
		case 'ENOMEM': {
			return SpawnRefused.because(
				`cannot start ${name}: the system has no room for another process`,
				'Stop something, or raise the limits (ulimit -u, memory, pids.max)',
			);
		}
		case 'EMFILE':
		case 'ENFILE': {
			return tooManyFiles(`start ${name}`);
		}
		case 'E2BIG': {
			return SpawnRefused.because(
				`cannot start ${name}: its arguments and environment are too long together`,
				'Shorten the environment, or the --vassals-… options',
			);
		}
		default: {
			return SpawnRefused.because(
				`cannot start ${name}: ${error instanceof Error ? error.message : String(error)}`,
				'Try its command line by hand',
			);
		}
	}
};

/** `deed` completes "cannot …". */
export const tooManyFiles = (deed: string): SpawnRefused =>
	SpawnRefused.because(
		`cannot ${deed}: too many open files`,
		'Raise the limit before starting the emperor, for example ulimit -n 65536',
	);

/** The `code` of a system error (`ENOENT`), if it is one. */
export const errorCode = (error: unknown): string | undefined =>
	error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** The program that could not be run, which may be one that was to run the other. */
const pathIn = (error: unknown): string | undefined =>
	error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : undefined;

const refusedByFolder = async (cwd: string): Promise<SpawnRefused | undefined> => {
	const folder = JSON.stringify(cwd);
	try {
		if (!(await stat(cwd)).isDirectory()) {
			return SpawnRefused.because(`cannot enter ${folder}: it is not a folder`, 'Put a folder in its place');
		}
		await access(cwd, constants.X_OK);
		return undefined;
	} catch (error) {
		return errorCode(error) === 'EACCES'
			? SpawnRefused.because(`cannot enter ${folder}: permission denied`, `Allow it: chmod +x ${folder}`)
			: SpawnRefused.because(`cannot enter ${folder}: there is no such folder`, 'Make it again');
	}
};

const refusedByProgram = async (code: string, {command, cwd}: SpawnOrder): Promise<SpawnRefused> => {
	const name = JSON.stringify(command);
	if (code === 'EACCES') {
		return SpawnRefused.because(
			`cannot run ${name}: permission denied`,
			`Make it executable for this user: chmod +x ${name}`,
		);
	}
	if (command.includes('/') && (await exists(path.resolve(cwd, command)))) {
		return SpawnRefused.because(
			`cannot run ${name}: it is there, but the interpreter it asks for is not`,
			'Correct its first line, or install that interpreter',
		);
	}
	return SpawnRefused.because(
		`cannot find ${name}`,
		remedies[path.basename(command)] ?? 'Install it, or correct its name',
	);
};

const remedies: Readonly<Record<string, string>> = {
	uwsgi: 'On Debian: apt install uwsgi-core uwsgi-plugin-python3. Or give --binary-path',
	setpriv: '--emperor-cap needs it. On Debian: apt install util-linux',
	unshare: '--emperor-use-clone needs it. On Debian: apt install util-linux',
};

const exists = (file: string): Promise<boolean> =>
	access(file).then(
		() => true,
		() => false,
	);
