import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Surroundings} from '../config/gather-options.js';
import {readVassalConfig} from '../config/vassal-config.js';
import type {Notice, Sighting, VassalId} from '../core/event.js';
import {compareListings} from './compare-listings.js';
import {type ConfigChange, ConfigMemory} from './config-memory.js';
import {disk} from './disk.js';
import {fewAtATime} from './few-at-a-time.js';
import {watchFolders} from './folder-watch.js';
import {type Acceptance, hasVassalExtension, listFiles} from './listing.js';
import {lookAround, type Seen} from './look-around.js';
import {scheduleLooks} from './look-schedule.js';
import {machineVariables} from './machine-variables.js';
import {findOnDemandSocket, type OnDemandTerms} from './on-demand-socket.js';
import {readText} from './read-text.js';
import {type KnownFile, recognise} from './recognise.js';
import {chooseMonitor} from './scheme.js';

/** What one look found out. Never empty. */
export type Survey = {
	readonly found: readonly Sighting[];
	readonly changed: readonly Sighting[];
	readonly gone: readonly VassalId[];
};

export type WatchOrders = {
	/** What `--emperor` takes, in command line order. */
	readonly patterns: readonly string[];
	/** The emperor's working directory: full path. */
	readonly cwd: string;
	/** Milliseconds between two looks that nothing has asked for: `--emperor-freq`. */
	readonly freq: number;
	/** Which files are vassals, and whose they are. */
	readonly acceptance: Acceptance;
	/** The vassals' environment, for `$(NAME)` in their configs. */
	readonly env: Readonly<Record<string, string | undefined>>;
	/** What the emperor adds to every config. */
	readonly commandLine?: Surroundings['commandLine'];
	readonly onDemand: OnDemandTerms;
	readonly onSurvey: (survey: Survey) => void;
	/** All there is to say, each time it changes; an empty list takes the last one back. */
	readonly onNotice: (source: string, notices: readonly Notice[]) => void;
};

export type ConfigWatch = {
	/** What uWSGI's stats call each of the places it looks at, in command line order. */
	readonly names: () => Promise<readonly string[]>;
	/** Looks at once; resolves when what it saw has been handed on. For SIGWINCH, and for tests. */
	readonly lookNow: () => Promise<void>;
	/** What its latest change changed in a config file; undefined while that is as it was found. */
	readonly changeOf: (id: VassalId) => ConfigChange | undefined;
	/** Nothing is handed on after this, and nothing stays alive. */
	readonly close: () => Promise<void>;
};

/**
 * Keeps an eye on everything `--emperor` names: looks at once, after file events, and every so often.
 *
 * The listing is the truth; events only hurry it. A missed or half-finished one costs a delay, never a wrong vassal.
 */
export const watchConfigs = ({
	patterns,
	cwd,
	freq,
	acceptance,
	env,
	commandLine,
	onDemand,
	onSurvey,
	onNotice,
}: WatchOrders): ConfigWatch => {
	const choosing = Promise.all(patterns.map(pattern => chooseMonitor(pattern, cwd, acceptance)));
	const surroundings = {
		env,
		machine: machineVariables(),
		disk,
		...(commandLine === undefined ? {} : {commandLine}),
	};
	let known: readonly KnownFile[] = [];
	const memory = new ConfigMemory();
	let lastNotices = '[]';
	let isClosed = false;

	const lookAgain = async ({monitor, ...file}: Seen): Promise<Seen | undefined> => {
		const [listed] = (await listFiles([file], acceptance)).configs;
		return listed && {...listed, monitor};
	};

	const look = async () => {
		const monitors = (await choosing).map(({monitor}) => monitor);
		const view = await lookAround(monitors, known);
		const {files, reader} = await recognise(view.seen, known, memory.overhear(readText), lookAgain);
		const toSighting = async ({
			id,
			name,
			cwd,
			monitor,
			owner,
			isProgram,
			signature,
		}: KnownFile): Promise<Sighting> => {
			// Their texts are in memory: without this, hundreds of configs would be read in one turn of the event loop.
			await nextTurn();
			const config = await readVassalConfig(
				{path: id, name, cwd, isProgram},
				{
					...surroundings,
					readText: reader,
				},
			);
			const mtime = Number(BigInt(signature.mtimeNs) / 1_000_000n);
			return {id, name, cwd, monitor, inode: signature.inode, mtime, owner, config};
		};
		const toNewSighting = async (file: KnownFile): Promise<Sighting> => {
			const socket = await findOnDemandSocket(file, onDemand);
			return {...(await toSighting(file)), ...(socket === undefined ? {} : {socket})};
		};
		const differences = compareListings(known, files);
		const found = await fewAtATime(differences.found, toNewSighting, 1);
		const changed = await fewAtATime(differences.changed, toSighting, 1);
		known = files;
		if (isClosed) {
			return;
		}
		if (found.length + changed.length + differences.gone.length > 0) {
			const survey = {found, changed, gone: differences.gone.map(({id}) => id)};
			memory.hear(survey);
			onSurvey(survey);
		}
		await watch.follow(view.folders);
		announce([...view.notices, ...watch.troubles()]);
	};

	const announce = (texts: readonly string[]) => {
		const notices = texts.map(text => ({source, text}));
		if (JSON.stringify(notices) !== lastNotices) {
			lastNotices = JSON.stringify(notices);
			onNotice(source, notices);
		}
	};

	const schedule = scheduleLooks(look, {freq, quiet: 40, patience: 200});
	const watch = watchFolders({
		matters: name => hasVassalExtension(name, acceptance),
		followSymlinks: !acceptance.nofollow,
		onHint: schedule.hint,
	});
	void schedule.lookNow();
	return {
		names: async () => (await choosing).map(({monitor}) => monitor.name),
		lookNow: schedule.lookNow,
		changeOf: id => memory.changeOf(id),
		close: async () => {
			isClosed = true;
			await schedule.close();
			await watch.close();
		},
	};
};

const source = 'monitors';
