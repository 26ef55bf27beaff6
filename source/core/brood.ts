import type {Empire} from './empire.js';
import type {Instant, Stamped, VassalEvent, VassalId} from './event.js';
import {heard} from './protocol.js';
import {vassalOf} from './roll.js';
import {welcome} from './vassal/refused.js';
import {type Known, log, type Vassal} from './vassal/vassal.js';
import type {VassalConfig} from './vassal-config.js';
import {chain, type EmpireStep, put, tell} from './vassals.js';

/** One event for one vassal, and what follows from it for the zergs that help it. */
export const tellWithBrood = (empire: Empire, id: VassalId, event: Stamped<VassalEvent>): EmpireStep => {
	if (event.type === 'heard' && event.byte === heard.sos) {
		return chain(empire, [now => tell(now, id, event), now => sendZerg(now, id, event.at)]);
	}
	const told = tell(empire, id, event);
	const shared =
		forZergs(event) ?? whenSentAway(vassalOf(empire.vassals, id), vassalOf(told.empire.vassals, id), event);
	const zergs = shared === undefined ? [] : empire.vassals.all.filter(({zerg}) => zerg?.of === id);
	return chain(
		told.empire,
		zergs.map(zerg => now => tell(now, zerg.id, {...(shared ?? event), at: event.at})),
		told.effects,
	);
};

const stop: VassalEvent = {type: 'commanded', command: 'stop'};

/** Whoever is to go takes its zergs along: they would keep its sockets. */
const forZergs = (event: VassalEvent): VassalEvent | undefined => {
	if (event.type === 'config-gone') {
		return event;
	}
	if (event.type !== 'commanded') {
		return undefined;
	}
	switch (event.command) {
		case 'stop':
		case 'restart':
			return stop;
		case 'kill':
			return event;
		default:
			return undefined;
	}
};

/** Its file names another program, or another owner: it is restarted, not reloaded. */
const whenSentAway = (
	before: Vassal | undefined,
	after: Vassal | undefined,
	{type}: VassalEvent,
): VassalEvent | undefined =>
	type === 'config-changed' && before?.state === 'running' && after?.state === 'cursed' ? stop : undefined;

/**
 * All workers of a vassal are busy: a zerg comes to its help, if there are fewer than `--emperor-broodlord` in the
 * whole empire (emperor.md 9). A zerg's own cry is taken for that of the vassal it helps.
 */
const sendZerg = (empire: Empire, id: VassalId, at: Instant): EmpireStep => {
	const base = vassalOf(empire.vassals, vassalOf(empire.vassals, id)?.zerg?.of ?? id);
	const zergs = empire.vassals.all.filter(({zerg}) => zerg !== undefined);
	if (
		base?.state !== 'running' ||
		// What could not be started itself, such as a file that is root's by now, is helped by nobody.
		base.config.refusal !== undefined ||
		zergs.length >= empire.terms.broodlord
	) {
		return {empire, effects: []};
	}
	const number = empire.zergsEver + 1;
	const {name, monitor, cwd, inode, mtime, owner} = base;
	const zerg: Known = {
		id: `${base.id}:zerg${number}`,
		name: `${name}:zerg`,
		monitor,
		cwd,
		inode,
		mtime,
		owner,
		config: zergConfig,
		zerg: {of: base.id, number},
		lives: 0,
		reloads: 0,
	};
	return chain(
		{...empire, zergsEver: number},
		[now => put(now, zerg.id, welcome(zerg, at, {kind: 'new'}))],
		[log(`going in broodlord mode: launching zergs for ${name}`)],
	);
};

/** It reads the section `[zerg]` of the same file, of which the emperor knows nothing. */
const zergConfig: VassalConfig = {problems: [], obeys: 'bytes', readiness: 'accepting'};
