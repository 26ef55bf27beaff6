import type {TestContext} from 'node:test';
import type {SpawnOrder} from '../../source/core/spawn-order.js';
import {startGuard} from '../../source/processes/guard.js';
import {inventMark} from '../../source/processes/mark.js';
import {openOutputPipe} from '../../source/processes/output-pipe.js';
import {spawnVassal, type VassalProcess} from '../../source/processes/spawn-vassal.js';
import {queue} from './queue.js';

export type Death = {readonly exitCode: number | null; readonly signal: string | null};

/** One vassal with everything about it, and no emperor. */
export type OneVassal = VassalProcess & {
	readonly mark: string;
	/** What it has printed so far. */
	readonly output: () => string;
	/** The next byte it says. */
	readonly heard: () => Promise<number>;
	/** Everything its ears have heard, in order: `17`, `pipeClosed`, `died`. */
	readonly history: readonly (number | string)[];
	readonly pipeClosed: () => Promise<undefined>;
	readonly death: () => Promise<Death>;
	/** What had been printed in the moment of its death. */
	readonly lastOutput: () => string;
};

/** Starts a program as a vassal; whatever is left of it at the end of the test is killed and waited for. */
export const spawnOne = async (
	t: TestContext,
	order: Partial<SpawnOrder> & Pick<SpawnOrder, 'command'>,
	noticesLostEmperor = false,
): Promise<OneVassal> => {
	const mark = inventMark();
	const guard = startGuard(mark);
	let printed = '';
	const pipe = await openOutputPipe(chunk => {
		printed += chunk.toString();
	});

	const history: (number | string)[] = [];
	const bytes = queue<number>('the vassal said nothing');
	const closings = queue<undefined>('the vassal did not close its emperor pipe');
	const deaths = queue<Death>('the vassal did not die');
	let lastOutput = '';
	let isDead = false;
	let vassal: VassalProcess | undefined;
	t.after(async () => {
		if (vassal !== undefined && !isDead) {
			vassal.kill('SIGKILL');
			await deaths.next();
		}
		guard.close();
		pipe.close();
	});

	vassal = await spawnVassal(
		{args: [], env: {}, cwd: process.cwd(), ...order},
		{writeEnd: pipe.writeEnd, mark: `${mark}-1`, guard, noticesLostEmperor},
		{
			heard: byte => {
				history.push(byte);
				bytes.add(byte);
			},
			pipeClosed: () => {
				history.push('pipeClosed');
				closings.add(undefined);
			},
			died: death => {
				pipe.drain();
				lastOutput = printed;
				isDead = true;
				history.push('died');
				deaths.add(death);
			},
		},
	);
	return {
		...vassal,
		mark: `${mark}-1`,
		output: () => printed,
		heard: bytes.next,
		history,
		pipeClosed: closings.next,
		death: deaths.next,
		lastOutput: () => lastOutput,
	};
};

/** A program for `/bin/sh`. */
export const shell = (script: string): Pick<SpawnOrder, 'command' | 'args'> => ({
	command: '/bin/sh',
	args: ['-c', script],
});
