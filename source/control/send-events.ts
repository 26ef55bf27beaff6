import type {ServerResponse} from 'node:http';
import {Outlet} from './outlet.js';
import {gistOf, type Reporter, reportVassal} from './report.js';
import type {Turns} from './turns.js';

/**
 * Server-sent events: all vassals once, and that these are all; then each that has changed, and those that are gone. A caller who is behind hears
 * the latest once he is ready, not everything that was.
 */
export const sendEvents = (response: ServerResponse, reporter: Reporter, turns: Turns): void => {
	const {client} = reporter;
	const told = new Map<string, string>();
	let toldOfEmperor = '';
	let isCurrent = false;

	const turn = turns.join(() => {
		if (!outlet.isFree) {
			return false;
		}
		const {vassals, notices, ragnarok} = client.getSnapshot();
		const events: string[] = [];
		const emperor = JSON.stringify({
			ragnarok: ragnarok !== undefined,
			notices: notices.map(({text}) => text),
		});
		if (emperor !== toldOfEmperor) {
			toldOfEmperor = emperor;
			events.push(event('emperor', emperor));
		}
		const present = new Set(vassals.map(({id}) => id));
		for (const path of [...told.keys()].filter(path => !present.has(path))) {
			told.delete(path);
			events.push(event('gone', JSON.stringify({path})));
		}
		for (const vassal of vassals) {
			const report = reportVassal(vassal, reporter);
			const gist = gistOf(report);
			if (told.get(vassal.id) !== gist) {
				told.set(vassal.id, gist);
				events.push(event('vassal', JSON.stringify(report)));
			}
		}
		if (!isCurrent) {
			isCurrent = true;
			events.push(event('current', '{}'));
		}
		if (events.length > 0) {
			outlet.say(events.join(''));
		}
		if (ragnarok !== undefined && vassals.length === 0) {
			outlet.end();
		}
		return false;
	});
	const outlet = new Outlet(response, turn.wake, () => {
		turn.leave();
		clearInterval(pulse);
		unsubscribe();
	});
	outlet.endWithCaller();
	const unsubscribe = client.subscribe(turn.wake);
	// Nobody notices that a caller is gone but by talking to him.
	const pulse = setInterval(() => outlet.isFree && outlet.say(': still here\n\n'), pulseInterval);
	turn.wake();
};

const pulseInterval = 15_000;

const event = (name: string, data: string): string => `event: ${name}\ndata: ${data}\n\n`;
