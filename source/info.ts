import {existsSync} from 'node:fs';
import {arch, release, type as systemType} from 'node:os';
import {isatty} from 'node:tty';
import {settingsFile} from './command-line/settings-file.js';
import {findSockets, type OwnedFolder} from './control/socket-folder.js';
import {stateFolder} from './crash.js';
import {type Info, infoText, type RunningEmperor, type TerminalFacts} from './info/info-text.js';
import {findPlugins, findProgram, findTool, tmuxAround} from './info/look.js';
import {clipboardPackages, tools} from './info/tools.js';
import {whereCompiled} from './info/where-compiled.js';
import {foreignFolders, ownSocketFolders, ownUid} from './open-control.js';
import {clipboardTools} from './processes/clipboard-tool.js';
import {askForReport} from './remote/emperor-report.js';
import {openLine} from './remote/line.js';
import {isReal} from './remote/tell-vassals.js';
import {isColoured, isUtf8} from './terminal-facts.js';
import {version} from './version.js';

/** `emperor info`: what there is here, and what is missing. Answers the exit code, which is never a failure. */
export const showInfo = async (isJson: boolean): Promise<number> => {
	const info = await gather();
	const text = isJson ? `${JSON.stringify(info, null, '\t')}\n` : infoText(info);
	await new Promise<unknown>(resolve => process.stdout.write(text, resolve));
	return 0;
};

const gather = async (): Promise<Info> => {
	const sockets = ownSocketFolders();
	const [found, emperors, clipboard, terminal] = await Promise.all([
		Promise.all(tools.map(findTool)),
		findEmperors([...sockets.map(folder => ({folder, uid: ownUid()})), ...foreignFolders()]),
		findClipboard(),
		terminalFacts(),
	]);
	const uwsgi = found.find(({name}) => name === 'uwsgi');
	const config = settingsFile();
	const cache = whereCompiled();
	return {
		emperor: version,
		node: process.versions.node,
		system: `${systemType()} ${release()} ${arch()}`,
		paths: {
			config: {path: config, isThere: existsSync(config)},
			state: stateFolder(),
			...(cache === undefined ? {} : {cache}),
			sockets,
		},
		emperors,
		tools: found,
		plugins: uwsgi !== undefined && 'path' in uwsgi ? await findPlugins(uwsgi.path) : {names: []},
		clipboard,
		terminal,
	};
};

const findEmperors = async (folders: readonly OwnedFolder[]): Promise<readonly RunningEmperor[]> => {
	const found = await Promise.all(folders.map(({folder, uid}) => findSockets(folder, uid).catch(() => [])));
	return Promise.all(
		found.flat().map(socket =>
			Promise.race([askForReport(openLine(socket)), patience()]).then(
				({pid, cwd, vassals}) => ({socket, pid, cwd, vassals: vassals.filter(isReal).length}),
				() => ({socket}),
			),
		),
	);
};

const findClipboard = async (): Promise<Info['clipboard']> => {
	const names = clipboardTools(process.env, process.platform).map(([name]) => name);
	for (const name of names) {
		if ((await findProgram(name)) !== undefined) {
			return {tool: name};
		}
	}
	const packages = clipboardPackages[names[0] ?? ''];
	return packages === undefined ? {} : {packages};
};

const terminalFacts = async (): Promise<TerminalFacts> => {
	const {TERM, TMUX, SSH_CONNECTION, SSH_TTY} = process.env;
	const {columns, rows} = process.stdout;
	const tmux = TMUX ? ((await tmuxAround()) ?? 'that does not answer') : undefined;
	const reason = plainBecause();
	return {
		isTerminal: isatty(0) && isatty(1),
		...(TERM ? {term: TERM} : {}),
		...(columns === undefined ? {} : {columns, rows}),
		colours: isColoured('auto'),
		utf8: isUtf8(),
		...(tmux === undefined ? {} : {tmux}),
		ssh: Boolean(SSH_CONNECTION || SSH_TTY),
		...(reason === undefined ? {} : {plainBecause: reason}),
	};
};

/** What `canDraw` asks, in words. */
const plainBecause = (): string | undefined => {
	const {CI, TERM, INK_SCREEN_READER} = process.env;
	if (!isatty(0) || !isatty(1)) {
		return 'there is no terminal';
	}
	if (CI !== undefined) {
		return 'CI is set';
	}
	if (TERM === 'dumb') {
		return 'TERM is dumb';
	}
	return INK_SCREEN_READER === 'true' ? 'INK_SCREEN_READER is set' : undefined;
};

/** An emperor that is stopped does not answer. */
const patience = (): Promise<never> =>
	new Promise((_, reject) => {
		setTimeout(reject, 1000).unref();
	});
