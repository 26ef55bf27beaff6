import {basename} from 'node:path';
import type {EmperorClient} from './client/emperor-client.js';
import type {AttachPlan} from './command-line/attach-plan.js';
import {exitCodeOf} from './engine/signals.js';
import {startErrands} from './errands.js';
import {panelStyleOf} from './faces.js';
import {startGuard} from './processes/guard.js';
import {inventMark} from './processes/mark.js';
import {drawSkeleton} from './screen/skeleton.js';
import {leaveText, openTerminal} from './screen/terminal.js';
import {Studies} from './study/studies.js';

/** Where the emperor is that is shown. */
export type Elsewhere = {
	/** For the first line. */
	readonly name: string;
	/** On another machine: its files are not here. */
	readonly isElsewhere: boolean;
	/** What it looks at. */
	readonly lookingFor: string;
	/** Path of a socket on this machine at which it answers now. */
	readonly socket: () => string;
	/** Resolves when it has ended, and there is nothing to wait for. */
	readonly over: Promise<void>;
};

/** Shows panels until the person detaches, the terminal is closed, or the emperor has ended. Answers the exit code. */
export const showAttached = async (
	plan: AttachPlan,
	client: EmperorClient,
	{name, isElsewhere, lookingFor, socket, over}: Elsewhere,
): Promise<number> => {
	const {stdin, stdout} = process;
	const terminal = openTerminal(stdin, stdout);
	// If we are killed, the terminal is still to be as it was.
	const guard = startGuard(inventMark(), leaveText);
	const {promise, resolve: leave} = promised();
	const restore = (): void => {
		errandry.hangUp();
		terminal.leave();
		guard.holdScreen(false);
	};
	const errandry = startErrands(
		terminal,
		{holdScreen: guard.holdScreen, leaveOut: () => undefined},
		socket,
		suspension,
	);
	const onCrash = (error: unknown): never => {
		restore();
		const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
		process.stderr.write(`attach: a mistake of ours: ${trace}\nThe emperor rules on. Please report it.\n`);
		process.exit(1);
	};
	process.on('uncaughtException', onCrash);
	process.on('unhandledRejection', onCrash);
	process.on('exit', restore);
	process.stdout.on('error', () => undefined);
	process.stderr.on('error', () => undefined);
	for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'] as const) {
		process.on(signal, () => {
			// A Ctrl-C that is typed for an editor or pager reaches us as well.
			if (signal === 'SIGTERM' || signal === 'SIGHUP' || !errandry.areKeysLent()) {
				leave(exitCodeOf(signal));
			}
		});
	}
	terminal.onGone(() => leave(exitCodeOf('SIGHUP')));
	terminal.enter();
	guard.holdScreen(true);
	drawSkeleton(terminal, 'attaching', 'ctrl+c detaches');
	const {showPanels} = await import('./ui/panels.js');
	const panels = showPanels(
		client,
		new Studies(),
		terminal,
		stdin,
		{
			...errandry.errands,
			detach: () => leave(0),
			...(isElsewhere ? {edit: async file => `editor: ${basename(file)} is on ${name}. Edit it there.`} : {}),
		},
		{...panelStyleOf(plan), lookingFor, attachedTo: name},
	);
	void over.then(() => {
		const leaveUnlessLent = (): void => {
			if (!terminal.isLent) {
				leave(0);
			}
		};
		// Who is in an editor or pager finishes there.
		terminal.onReturn(leaveUnlessLent);
		leaveUnlessLent();
	});
	const exitCode = await promise;
	await errandry.close();
	panels.close();
	terminal.leave();
	guard.holdScreen(false);
	guard.close();
	process.off('exit', restore);
	return exitCode;
};

const suspension =
	'emperor: suspended, and still attached; the emperor and its vassals run on. fg: back to the panels\n';

const promised = () => {
	let resolve: (exitCode: number) => void = () => undefined;
	const promise = new Promise<number>(resolvePromise => {
		resolve = resolvePromise;
	});
	return {promise, resolve};
};
