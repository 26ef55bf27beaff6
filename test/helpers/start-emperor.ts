import {rename, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {TestContext} from 'node:test';
import type {EmperorClient} from '../../source/client/emperor-client.js';
import type {Ruling} from '../../source/command-line/ruling.js';
import {type Emperor, startEmperor as reign} from '../../source/compose.js';
import type {VassalCommand} from '../../source/core/command.js';
import type {VassalSnapshot} from '../../source/core/snapshot.js';
import {defaultTerms, type Terms} from '../../source/core/terms.js';
import {selectBadge} from '../../source/ui/selectors/badge.js';
import type {BadgeName} from '../../source/ui/theme.js';
import {lastFirst} from './last-first.js';
import {type ManualClock, manualClock} from './manual-clock.js';
import {type Puppet, preparePuppet} from './puppet.js';
import {scratch} from './scratch.js';
import {until} from './wait.js';

/** A whole emperor but for a face, over a folder of its own, with time in the test's hand. */
export type TestEmperor = Pick<Emperor, 'ended' | 'journal'> & {
	readonly client: EmperorClient;
	readonly clock: ManualClock;
	/** Where it looks for vassals. */
	readonly folder: string;
	/** Puts a config file there, whole at once, or in the place of the one that is there. */
	readonly write: (name: string, text: string) => Promise<void>;
	readonly remove: (name: string) => Promise<void>;
	/** Puts a config file there whose vassal is a puppet. */
	readonly addPuppet: (name: string) => Promise<Puppet>;
	/** What a person would press a key for. */
	readonly tell: (name: string, command: VassalCommand) => Promise<void>;
	readonly vassal: (name: string) => VassalSnapshot | undefined;
	/** Waits until the badge has this name and, if one is asked for, this fact. */
	readonly shows: (name: string, badge: BadgeName, fact?: string) => Promise<void>;
	/** Waits until nobody of that name is known. */
	readonly buries: (name: string) => Promise<void>;
	/** Everything in its own log so far. */
	readonly words: () => string;
	/** Waits for something in its own log. */
	readonly says: (text: string) => Promise<void>;
};

/** Nothing of it is left when the test is over. */
export const startEmperor = async (
	t: TestContext,
	terms: Partial<Terms> = {},
	{logDir, ...ruling}: Partial<Omit<Ruling, 'logDir'>> & {readonly logDir?: Partial<Ruling['logDir']>} = {},
): Promise<TestEmperor> => {
	const scope = lastFirst(t);
	const folder = await scratch(scope);
	const clock = manualClock();
	const emperor = reign(
		{
			patterns: [folder],
			terms: {...defaultTerms, ...terms},
			freq: 1000,
			acceptance: {
				nofollow: false,
				extraExtensions: [],
				tyrant: terms.tyrant === true ? 'of target' : 'off',
				magicExec: false,
			},
			identity: {},
			procname: 'emperor',
			onDemand: {},
			stats: {isHttp: false},
			layout: undefined,
			scrollback: {},
			logDir: {maxBytes: 10_000_000, maxFiles: 10, ...logDir},
			tui: false,
			exitOnFailure: false,
			isJson: false,
			color: 'never',
			theme: 'dark',
			ascii: false,
			mouse: false,
			telemetry: false,
			bell: false,
			...ruling,
		},
		folder,
		clock,
	);
	const {client, log, ended, journal} = emperor;
	let isOver = false;
	void ended.then(() => {
		isOver = true;
	});
	scope.after(async () => {
		await client.send({type: 'ragnarok'});
		await client.send({type: 'ragnarok'}); // The second one waits for nobody.
		await until('the emperor to end', () => isOver);
		await emperor.close();
	});

	const idOf = (name: string) => path.join(folder, name);
	const vassal = (name: string) => client.getSnapshot().vassals.find(({id}) => id === idOf(name));
	const words = () =>
		log
			.read(log.first, log.last)
			.map(({text}) => `${text}\n`)
			.join('');
	const write = async (name: string, text: string) => {
		await writeFile(idOf(`${name}.part`), text);
		await rename(idOf(`${name}.part`), idOf(name));
	};

	/** Name and facts. */
	const badge = (name: string): readonly string[] => {
		const known = vassal(name);
		if (known === undefined) {
			return ['nobody'];
		}
		const {name: word, facts = []} = selectBadge(known, clock.now());
		return [word, ...facts];
	};
	const wait = async (what: string, isSo: () => boolean, name?: string) => {
		await until(what, () => {
			if (!isSo()) {
				throw new Error(`${name === undefined ? '' : badge(name).join(' · ')}\n${words()}`);
			}
			return true;
		});
	};

	return {
		client,
		ended,
		journal,
		clock,
		folder,
		write,
		remove: name => rm(idOf(name)),
		addPuppet: async name => {
			const puppet = await preparePuppet(t);
			await write(name, puppet.config);
			return puppet;
		},
		tell: async (name, command) => {
			const reply = await client.send({type: 'tell', id: idOf(name), command});
			if (!reply.ok) {
				throw new Error(reply.reason);
			}
		},
		vassal,
		shows: (name, wanted, fact) => {
			const isShown = () => {
				const [word, ...facts] = badge(name);
				return word === wanted && (fact === undefined || facts.includes(fact));
			};
			return wait(`${name} to show "${wanted}${fact === undefined ? '' : ` · ${fact}`}"`, isShown, name);
		},
		buries: name => wait(`${name} to be buried`, () => vassal(name) === undefined, name),
		words,
		says: text => wait(`the emperor to say "${text}"`, () => words().includes(text)),
	};
};
