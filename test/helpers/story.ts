import type {VassalCommand} from '../../source/core/command.js';
import type {Effect} from '../../source/core/effect.js';
import {commanded, type Empire, foundEmpire, nextDeadline, step} from '../../source/core/empire.js';
import type {EmpireEvent, Sighting, VassalEvent} from '../../source/core/event.js';
import {vassalOf} from '../../source/core/roll.js';
import {defaultTerms, type Terms} from '../../source/core/terms.js';
import type {Vassal} from '../../source/core/vassal/vassal.js';
import type {VassalConfig} from '../../source/core/vassal-config.js';

export const ordinaryConfig: VassalConfig = {problems: [], obeys: 'bytes', readiness: 'accepting'};

export const sight = (name: string, config: Partial<VassalConfig> = {}, inode = name): Sighting => ({
	id: `/v/${name}`,
	name,
	monitor: 0,
	cwd: '/v',
	inode,
	mtime: 1_700_000_000_000,
	owner: {uid: 1000, gid: 1000},
	config: {...ordinaryConfig, ...config},
});

/** An empire that lives through what a test tells, moment by moment, with nothing but values. */
export class Story {
	empire: Empire;
	at = 0;
	/** Everything the emperor wanted done so far. */
	readonly effects: Effect[] = [];
	#pid = 100;

	constructor(terms: Partial<Terms> = {}) {
		this.empire = foundEmpire({...defaultTerms, ...terms});
	}

	/** One event; answers what it made the emperor want. */
	happens(event: EmpireEvent): readonly Effect[] {
		const {empire, effects} = step(this.empire, {...event, at: this.at});
		this.empire = empire;
		this.effects.push(...effects);
		return effects;
	}

	finds(...found: readonly Sighting[]): readonly Effect[] {
		return this.happens({type: 'surveyed', found, changed: [], gone: []});
	}

	changes(...changed: readonly Sighting[]): readonly Effect[] {
		return this.happens({type: 'surveyed', found: [], changed, gone: []});
	}

	loses(...names: readonly string[]): readonly Effect[] {
		return this.happens({type: 'surveyed', found: [], changed: [], gone: names.map(name => `/v/${name}`)});
	}

	tells(name: string, event: VassalEvent): readonly Effect[] {
		return this.happens({type: 'told', id: `/v/${name}`, event});
	}

	commands(name: string, command: VassalCommand): readonly Effect[] {
		return this.happens(commanded(`/v/${name}`, command));
	}

	hears(name: string, ...bytes: readonly number[]): readonly Effect[] {
		return bytes.flatMap(byte => this.tells(name, {type: 'heard', byte}));
	}

	dies(name: string, exitCode: number | null = 1, signal: string | null = null): readonly Effect[] {
		return this.tells(name, {type: 'died', exitCode, signal});
	}

	/** The hook that runs for it is over. */
	ends(name: string, exitCode: number | null, signal: string | null = null): readonly Effect[] {
		return this.tells(name, {type: 'hook-ended', exitCode, signal});
	}

	/** Time passes; whatever is due within happens at its moment. */
	waits(milliseconds: number): readonly Effect[] {
		const until = this.at + milliseconds;
		const wanted: Effect[] = [];
		for (
			let due = nextDeadline(this.empire);
			due !== undefined && due <= until;
			due = nextDeadline(this.empire)
		) {
			this.at = Math.max(this.at, due);
			wanted.push(...this.happens({type: 'tick'}));
		}
		this.at = until;
		return wanted;
	}

	/** The deadline that is due now passes, and the process it asks for is there. */
	spawns(name: string): number {
		this.waits(0);
		this.#pid += 1;
		this.tells(name, {type: 'spawned', pid: this.#pid});
		return this.#pid;
	}

	/** Found, spawned and accepting. */
	brings(name: string, config: Partial<VassalConfig> = {}): void {
		this.finds(sight(name, config));
		this.spawns(name);
		this.hears(name, 1, 5);
	}

	vassal(name: string): Vassal | undefined {
		return vassalOf(this.empire.vassals, `/v/${name}`);
	}

	state(name: string): Vassal['state'] | undefined {
		return this.vassal(name)?.state;
	}
}

/** Effects without the emperor's words: what is really done. */
export const deeds = (effects: readonly Effect[]): string[] =>
	effects.flatMap(effect => {
		switch (effect.type) {
			case 'say':
				return [`say ${effect.byte}`];
			case 'kill':
				return [effect.signal];
			case 'log':
				return [];
			default:
				return [effect.type];
		}
	});

export const words = (effects: readonly Effect[]): string[] =>
	effects.flatMap(effect => (effect.type === 'log' ? [effect.text] : []));
