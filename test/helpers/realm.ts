import {chmod, mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {endFamily, markName, newMark, type Relative, readFamily} from './family.js';
import {lastFirst} from './last-first.js';
import {type Scope, scratch} from './scratch.js';
import {writeTutorialPair} from './tutorial.js';
import {until} from './wait.js';

/** The program as it is shipped: compiled tests lie in `build/test`, beside `dist`. */
const shipped = fileURLToPath(new URL('../../../dist/emperor.js', import.meta.url));

/** How an emperor is to be started. */
export type Reign = {
	readonly args: readonly string[];
	/** Text of the files in its folder, by name; folders between are made. */
	readonly files?: Readonly<Record<string, string>>;
	/** For the two of the tutorial, which are in the folder then. */
	readonly ports?: {readonly http: number; readonly uwsgi: number};
	readonly env?: Readonly<Record<string, string>>;
	/** What stands in front of the command, such as `setpriv`. */
	readonly under?: readonly string[];
	/** Another copy of the program: the path of its `emperor.js`. */
	readonly program?: string;
};

/** What can be seen of an emperor without its own words. */
export type Realm = {
	/** Its working directory, which goes with the test. Anybody may read it. */
	readonly folder: string;
	readonly write: (name: string, text: string) => Promise<void>;
	readonly emperorPid: () => Promise<number>;
	/** Every living process of every vassal, whatever group or session it is in. */
	readonly family: () => Promise<readonly Relative[]>;
};

/** A realm whose emperor is yet to come: `command` is for `env`(1). When all is over no process of a vassal may be left. */
export const foundRealm = async (
	t: Scope,
	{args, files = {}, ports, env = {}, under = [], program = shipped}: Reign,
) => {
	const scope = lastFirst(t);
	const folder = await scratch(scope);
	await chmod(folder, 0o755);
	const write = async (name: string, text: string): Promise<void> => {
		const path = join(folder, name);
		await mkdir(dirname(path), {recursive: true});
		await writeFile(path, text);
	};
	for (const [name, text] of Object.entries(files)) {
		await write(name, text);
	}
	if (ports !== undefined) {
		await writeTutorialPair(folder, ports);
	}

	const mark = newMark();
	const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
	const command: [string, ...string[]] = [
		`${markName}=${mark}`,
		`XDG_RUNTIME_DIR=${join(folder, '.run')}`,
		...variables,
		...under,
		process.execPath,
		program,
		...args,
	];
	scope.after(() => endFamily(mark));
	/** The emperor names itself so once it runs. */
	const isEmperor = ({command}: Relative): boolean => command === 'emperor' || command.includes(program);
	const realm: Realm = {
		folder,
		write,
		emperorPid: () =>
			until(
				'the emperor to run',
				async () => (await readFamily(mark)).find(({command}) => command === 'emperor')?.pid,
			),
		family: async () => (await readFamily(mark)).filter(relative => !isEmperor(relative)),
	};
	return {scope, folder, command, realm};
};
