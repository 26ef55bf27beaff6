import type {Errors, Inspection} from './client/inspection.js';
import {readConfigText} from './config/config-text.js';
import type {VassalId} from './core/event.js';
import {orderSpawn} from './core/spawn-order.js';
import type {Terms} from './core/terms.js';
import type {Engine} from './engine/engine.js';
import type {ConfigWatch} from './monitors/imperial-monitor.js';
import {readText} from './monitors/read-text.js';
import {FamilyReader} from './telemetry/family.js';
import {readSockets} from './telemetry/listeners.js';

/** Looks at one vassal closely, beside everything else; undefined for one that nobody knows. */
export const startInspecting = (
	engine: Engine,
	monitor: Pick<ConfigWatch, 'changeOf'>,
	terms: Terms,
	errorsOf: (id: VassalId) => Errors,
): ((id: VassalId) => Promise<Inspection | undefined>) => {
	const families = new FamilyReader();
	return async id => {
		const vassal = engine.getSnapshot().vassals.find(known => known.id === id);
		if (vassal === undefined) {
			return undefined;
		}
		const file = vassal.zerg?.of ?? id;
		const {command, args, under = [], env, cwd} = engine.annals.orderOf(id) ?? orderSpawn(vassal, terms);
		const {members, others} = 'pid' in vassal ? await families.read(vassal.pid) : noFamily;
		const sockets = await readSockets(members.map(({pid}) => pid));
		const config = await readConfigText(file, readText);
		const change = monitor.changeOf(file);
		return {
			errors: errorsOf(id),
			timeline: engine.annals.deedsOf(id),
			start: {words: [...under, command, ...args], env, cwd},
			processes: members,
			otherProcesses: others,
			listeners: sockets.listeners,
			otherSockets: sockets.others,
			config:
				'text' in config
					? {text: config.text.slice(0, longestShown), isCut: config.text.length > longestShown}
					: {trouble: config.what},
			...(change === undefined ? {} : {change}),
		};
	};
};

const noFamily = {members: [], others: 0};

/** Characters of a config that are handed on, each time somebody looks. */
const longestShown = 65_536;
