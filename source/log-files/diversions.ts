import type {VassalId} from '../core/event.js';
import {printable} from '../core/printable.js';
import type {Diversion, VassalConfig} from '../core/vassal-config.js';
import type {LogArchive} from '../logs/log-archive.js';
import {followFile} from './follow-file.js';

/** Brings into a vassal's log what it writes to files of its own. */
export type Diversions = {
	/**
	 * Follows what the configs of these vassals say. What a config no longer says is followed until the vassal's next
	 * life: a uWSGI that is reloaded goes on writing to the files it has open (measured).
	 */
	readonly heed: (vassals: readonly Diverted[]) => void;
	readonly close: () => void;
};

/** What counts of a vassal; `lives` are the processes it has had. */
type Diverted = {readonly id: VassalId; readonly config: VassalConfig; readonly lives: number};

type Following = {readonly stop: () => void; lives: number};

export const followDiversions = (logs: LogArchive): Diversions => {
	/** By vassal, and then by what the config says. */
	const followed = new Map<VassalId, Map<string, Following>>();

	const follow = (id: VassalId, {option, kind, target}: Diversion): (() => void) => {
		const log = logs.of(id);
		const say = (text: string): void =>
			log.interject(Buffer.from(`[emperor] ${printable(text)}\n`), Date.now());
		if (kind === 'elsewhere') {
			say(`${option}: logs to ${target}, which cannot be shown here`);
			return () => undefined;
		}
		say(`${option}: logs to ${target}, followed here`);
		return followFile(target, {
			lines: lines => log.interject(lines, Date.now()),
			trouble: what => say(`${target}: ${what}`),
		});
	};

	const heedOne = ({id, config, lives}: Diverted): void => {
		const known = followed.get(id) ?? new Map<string, Following>();
		for (const diversion of config.diversions ?? []) {
			const key = JSON.stringify(diversion);
			const following = known.get(key) ?? {stop: follow(id, diversion), lives};
			following.lives = lives;
			known.set(key, following);
		}
		for (const [key, following] of known) {
			if (following.lives < lives) {
				following.stop();
				known.delete(key);
			}
		}
		followed.set(id, known);
	};

	const heed: Diversions['heed'] = vassals => {
		const present = new Set(vassals.map(({id}) => id));
		for (const [id, known] of followed) {
			if (!present.has(id)) {
				for (const {stop} of known.values()) {
					stop();
				}
				followed.delete(id);
			}
		}
		for (const vassal of vassals) {
			if (vassal.config.diversions !== undefined || followed.has(vassal.id)) {
				heedOne(vassal);
			}
		}
	};
	return {heed, close: () => heed([])};
};
