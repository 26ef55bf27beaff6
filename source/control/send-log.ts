import type {ServerResponse} from 'node:http';
import type {EmperorClient} from '../client/emperor-client.js';
import type {VassalId} from '../core/event.js';
import type {LogLine} from '../logs/log-reader.js';
import {Outlet} from './outlet.js';
import type {LogRange} from './route.js';
import type {Turns} from './turns.js';

/**
 * Lines of a vassal's log, as JSON a line. A caller who is slower than the vassal is told how many lines he has missed.
 *
 * Who follows gets each line once it is whole, until the vassal is buried.
 */
export const sendLog = (
	response: ServerResponse,
	client: EmperorClient,
	id: VassalId,
	{from, lines, follow}: LogRange,
	turns: Turns,
): void => {
	const log = client.log(id);
	const last = log.last;
	let next = from ?? Math.max(log.first, last - lines + 1);
	const end = follow ? Number.POSITIVE_INFINITY : Math.min(last, next + lines - 1);
	let isBuried = false;

	const turn = turns.join(() => {
		if (!outlet.isFree) {
			return false;
		}
		const missed = Math.min(log.first - next, end - next + 1);
		if (missed > 0) {
			next += missed;
			outlet.say(`${JSON.stringify({missed})}\n`);
		}
		let text = '';
		for (let read = -1; read !== next && text.length < piece; ) {
			read = next;
			const whole = log
				.read(next, Math.min(batch, end - next + 1))
				.filter(({isPartial}) => !isPartial || !follow || isBuried);
			next += whole.length;
			text += whole.map(line => `${JSON.stringify(reportLine(line, log.arrivalOf(line.number)))}\n`).join('');
		}
		if (text !== '') {
			outlet.say(text);
		} else if (isBuried || next > end || !follow) {
			outlet.end();
		}
		return outlet.isFree;
	});
	const outlet = new Outlet(response, turn.wake, () => {
		turn.leave();
		unfollow();
		unsubscribe();
	});
	if (follow) {
		outlet.endWithCaller();
	}
	const unfollow = log.follow(turn.wake);
	const unsubscribe = client.subscribe(() => {
		isBuried = client.log(id) !== log;
		if (isBuried) {
			turn.wake();
		}
	});
	turn.wake();
};

/** Lines decoded at once; a line may have 64 KB. */
const batch = 16;

/** Characters said in one turn, about. */
const piece = 32_768;

/** One line over the control socket. */
export type LineReport = {
	readonly number: number;
	/** When its first byte arrived: seconds since the epoch, with milliseconds. */
	readonly time: number;
	/** Which of all lines of all vassals it was: the order between logs. */
	readonly arrival: number;
	readonly text: string;
	readonly partial?: true;
	/** It was read from a file that the vassal logs to. */
	readonly followed?: true;
};

const reportLine = ({number, at, text, isPartial, isFollowed}: LogLine, arrival: number): LineReport => ({
	number,
	time: at / 1000,
	arrival,
	text,
	...(isPartial ? {partial: true} : {}),
	...(isFollowed === true ? {followed: true} : {}),
});
