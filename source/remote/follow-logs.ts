import {setTimeout as delay} from 'node:timers/promises';
import type {VassalReport} from '../control/report.js';
import {printable} from '../core/printable.js';
import {Failure} from './failure.js';
import {hearEvents} from './hear-events.js';
import {InOrder} from './in-order.js';
import {type Line, targetOf} from './line.js';
import {type LogPrinter, type Newest, printInOrder, readNewest} from './print-logs.js';
import {type Heard, SiftedLog, type Source} from './sifted-log.js';

/**
 * The newest lines of vassals, then each new one as it comes, through all their lives, and of those that come later and are
 * chosen. Resolves when the emperor has ended as it was asked to; rejects with a {@link Failure} where it has gone otherwise.
 */
export const followLogs = async (
	line: Line,
	vassals: readonly VassalReport[],
	isChosen: (vassal: VassalReport) => boolean,
	newest: Newest,
	printer: LogPrinter,
): Promise<void> => {
	const pasts = await Promise.all(vassals.map(vassal => readNewest(line, vassal, newest, printer)));
	// A line without its end comes again when it has one.
	const isEnded = (one: Heard): boolean => !('line' in one && one.line.partial === true);
	printInOrder(pasts.flatMap(({heard}) => heard).filter(isEnded), printer);

	const order = new InOrder<Heard>(printer.print);
	/** By what the events have told: one that went before they began is told of by none. */
	const present = new Set<string>();
	const followed = new Map<string, Promise<void>>();
	let isEnding = false;
	let isOver = false;

	const follow = async (vassal: Source, log: SiftedLog, from: number): Promise<void> => {
		await hearOut(line.listen(targetOf(vassal.path, `/log?follow=1&from=${from}`)), text => {
			const one = log.hear(text);
			if (one !== undefined) {
				order.take(one);
			}
		});
		// The events say meanwhile whether it has gone, or another has come in its place.
		await delay(untilKnown);
		if (isOver) {
			return;
		}
		if (present.has(vassal.path)) {
			await follow(vassal, new SiftedLog(vassal, newest), 1);
			return;
		}
		followed.delete(vassal.path);
		order.flush();
		if (!isEnding) {
			printer.remark(`${printable(vassal.name)}: its config file is gone. Its log goes on if it comes back.`);
		}
	};

	for (const [index, vassal] of vassals.entries()) {
		const log = pasts[index]?.log ?? new SiftedLog(vassal, newest);
		followed.set(vassal.path, follow(vassal, log, log.next ?? vassal.log.last + 1));
	}
	try {
		for await (const event of hearEvents(line)) {
			if (event.type === 'emperor') {
				isEnding = event.isEnding;
			} else if (event.type === 'gone') {
				present.delete(event.path);
			} else if (event.type === 'vassal' && isChosen(event.report)) {
				const {path} = event.report;
				present.add(path);
				if (!followed.has(path)) {
					followed.set(path, follow(event.report, new SiftedLog(event.report, newest), 1));
				}
			}
		}
	} finally {
		isOver = true;
		order.flush();
	}
	await Promise.all(followed.values());
	order.flush();
	printer.remark('emperor: it has ended, and its vassals with it.');
};

/** An answer that ends early ends all the same: the events say why. */
const hearOut = async (answer: AsyncIterable<string>, hear: (text: string) => void): Promise<void> => {
	try {
		for await (const text of answer) {
			hear(text);
		}
	} catch (error) {
		if (!(error instanceof Failure)) {
			throw error;
		}
	}
};

/** Milliseconds. */
const untilKnown = 200;
