import type {Instant, Sighting, Stamped, VassalEvent} from '../event.js';
import {heard, said} from '../protocol.js';
import {settlingTime, type Terms} from '../terms.js';
import {hasNewMaster} from '../tyrant.js';
import {noteByte, noteReload} from './chronicle.js';
import {condemn, curse, kill, listens} from './cursed.js';
import {deathOf, endLife} from './fate.js';
import {isReady, isUp} from './up.js';
import {
	become,
	forgiven,
	impossible,
	knownOf,
	log,
	type Reloading,
	type Running,
	type Step,
} from './vassal.js';

/** What a running vassal does with each thing that can happen to it. */
export const whileRunning = (vassal: Running, event: Stamped<VassalEvent>, terms: Terms): Step => {
	switch (event.type) {
		case 'heard':
			return hear(vassal, event.byte, event.at, terms);
		case 'died':
			return withCurse(
				vassal,
				endLife(knownOf(vassal), 'return', deathOf(event, vassal.since, vassal.loyal), event.at, terms),
			);
		case 'pipe-closed':
			// A program that does not speak may close what it does not know. For uWSGI it is the end (emperor.md 3).
			return listens(vassal)
				? withCurse(vassal, become(condemn(vassal, 'return', event.at, terms)))
				: become(vassal);
		case 'app-told': {
			const {app: _, ...serving} = vassal;
			return become(event.app === 'serves' ? serving : {...vassal, app: event.app});
		}
		case 'tick':
			return passTime(vassal, event.at, terms);
		case 'config-changed':
			return change(vassal, event.sighting, event.at, terms);
		case 'config-gone':
		case 'ragnarok':
			return curse(vassal, 'bury', event.at, atRagnarok(event.type, terms));
		case 'hurried':
			return kill(curse(vassal, 'bury', event.at, terms));
		case 'commanded':
			switch (event.command) {
				case 'reload':
					return reload(vassal, 'asked', event.at, terms);
				case 'restart':
					return curse(vassal, 'restart', event.at, terms);
				case 'stop':
					return curse(vassal, 'suspend', event.at, terms);
				case 'kill':
					return kill(become(condemn(vassal, 'suspend', event.at, terms)));
				case 'forgive':
				case 'start':
					return become(vassal);
				default:
					return impossible(event.command);
			}
		case 'predecessor-buried':
		case 'knocked':
		case 'socket-refused':
		case 'spawned':
		case 'spawn-failed':
		case 'hook-ended':
		case 'hook-refused':
			return become(vassal);
		default:
			return impossible(event);
	}
};

const hear = (vassal: Running, byte: number, at: Instant, terms: Terms): Step => {
	const spoken: Running = {...vassal, spoken: true, chronicle: noteByte(vassal.chronicle, byte, at)};
	switch (byte) {
		case heard.spawned: {
			return catchUp({...afterByte1(spoken, at), spawned: true}, at, [
				log(`vassal ${vassal.name} has been spawned`),
			]);
		}
		case heard.accepting:
			return catchUp({...spoken, accepting: true}, at, [
				log(`vassal ${vassal.name} is ready to accept requests`),
			]);
		case heard.loyal: {
			const {blackMark: _, ...clean} = spoken;
			const words = [log(`vassal ${vassal.name} is now loyal`)];
			return vassal.config.readiness === 'loyal'
				? catchUp({...clean, loyal: true, settled: true}, at, words)
				: become({...clean, loyal: true}, ...words);
		}
		case heard.heartbeat:
			return become({...spoken, heartbeat: at});
		case heard.idle:
			return curse(spoken, vassal.socket === undefined ? 'return' : 'wait', at, terms);
		default:
			return become(spoken);
	}
};

/** Byte 5 can be expected now: of a program that speaks, for as long as it takes; of who knows what, for a while. */
const afterByte1 = ({settles: _, ...vassal}: Running, at: Instant): Running =>
	vassal.config.readiness === 'unknown' ? {...vassal, settles: at + settlingTime} : vassal;

/** It has just announced itself: that ends a reload it was told of, and begins one that was waiting for this moment. */
const catchUp = (vassal: Running, at: Instant, words: readonly ReturnType<typeof log>[]): Step => {
	const {reloading, ...rest} = vassal;
	if (reloading === undefined || !isUp(vassal)) {
		return become(vassal, ...words);
	}
	if (reloading.told) {
		return become(rest, ...words);
	}
	const {next, effects} = tellReload(rest, reloading.why, at);
	return {next, effects: [...words, ...effects]};
};

/** Its file reads differently now. */
const change = (vassal: Running, sighting: Sighting, at: Instant, terms: Terms): Step => {
	const {config} = sighting;
	if (hasNewMaster(vassal.owner, sighting.owner, terms)) {
		return curse(forgiven({...vassal, ...sighting}), 'restart', at, terms);
	}
	if (config.refusal !== undefined) {
		// It would not survive a reload: the working process stays as it is, and the problem shows.
		const {obeys, readiness} = vassal.config;
		return become({...vassal, ...sighting, config: {...config, obeys, readiness}});
	}
	const changed = {...vassal, ...sighting};
	// A process cannot turn into another program, nor learn another way of hearing, nor forget its command line.
	const another =
		config.obeys !== vassal.obeys ||
		JSON.stringify(config.patch) !== JSON.stringify(vassal.config.patch) ||
		(config.stats?.kind === 'barred' && vassal.statsSocket !== undefined);
	return another ? curse(forgiven(changed), 'restart', at, terms) : reload(changed, 'changed', at, terms);
};

/** Whoever cannot hear a reload is stopped and started. */
const reload = (vassal: Running, why: Reloading['why'], at: Instant, terms: Terms): Step => {
	const clean = forgiven(vassal);
	if (!listens(vassal)) {
		return curse(clean, 'restart', at, terms);
	}
	return isReady(vassal)
		? tellReload(clean, why, at)
		: become({...clean, reloading: {since: vassal.reloading?.since ?? at, why, told: false}});
};

/**
 * A reload keeps the process and its loyalty; readiness has to be earned again. Byte 1 never comes again, so whoever
 * has no workers to announce is taken to be back after a while.
 */
const tellReload = (vassal: Running, why: Reloading['why'], at: Instant): Step => {
	const {heartbeat: _, settles: __, app: ___, ...rest} = vassal;
	const {readiness} = vassal.config;
	const announcesAgain = vassal.accepting || readiness === 'accepting' || readiness === 'loyal';
	const settles = announcesAgain ? {} : {settles: at + settlingTime};
	return become(
		{
			...rest,
			...settles,
			accepting: false,
			settled: false,
			reloads: vassal.reloads + 1,
			chronicle: noteReload(vassal.chronicle, at),
			reloading: {since: at, why, told: true},
		},
		log(`reload the uwsgi instance ${vassal.name}`),
		{type: 'say', id: vassal.id, byte: said.reload},
	);
};

const passTime = (vassal: Running, at: Instant, terms: Terms): Step => {
	if (vassal.settles !== undefined && at >= vassal.settles) {
		const {settles: _, ...settled} = vassal;
		return catchUp({...settled, settled: true}, at, []);
	}
	if (vassal.heartbeat !== undefined && at >= vassal.heartbeat + terms.requiredHeartbeat) {
		const {heartbeat: _, ...silent} = vassal;
		const seconds = Math.round(terms.requiredHeartbeat / 1000);
		return become(
			{...silent, hung: true},
			log(`vassal ${vassal.name} sent no heartbeat in last ${seconds} seconds, brutally respawning it...`),
			{type: 'kill', id: vassal.id, signal: 'SIGKILL'},
		);
	}
	return become(vassal);
};

/** At ragnarok nobody is waited for longer than its mercy. */
const atRagnarok = (type: 'config-gone' | 'ragnarok', terms: Terms): Terms =>
	type === 'ragnarok' ? {...terms, curseTolerance: Math.min(terms.curseTolerance, terms.mercy)} : terms;

const withCurse = ({name, pid}: Running, {next, effects}: Step): Step => ({
	next,
	effects: [log(`curse the uwsgi instance ${name} (pid: ${pid})`), ...effects],
});
