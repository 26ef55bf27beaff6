import {writeFile} from 'node:fs/promises';
import {lastFirst} from '../test/helpers/last-first.js';
import type {Scope} from '../test/helpers/scratch.js';
import {type Opening, openTerminal, type Terminal} from '../test/helpers/tmux.js';
import {drawSvg} from './draw-svg.js';
import {readScreen} from './read-screen.js';

/**
 * Runs a program in a terminal, lets `play` bring it to where it is worth a picture, and writes the screen as an SVG.
 */
export const takePicture = (
	file: string,
	opening: Opening,
	play: (terminal: Terminal) => Promise<unknown>,
): Promise<void> =>
	onStage(async scope => {
		const terminal = await openTerminal(scope, opening);
		await play(terminal);
		await writePicture(file, terminal, `The screen of: ${opening.command.join(' ')}`, opening.columns);
	});

/** Writes what a terminal shows at this moment. */
export const writePicture = async (
	file: string,
	{screenWithColours}: Pick<Terminal, 'screenWithColours'>,
	title: string,
	columns: number,
): Promise<void> => {
	await writeFile(file, drawSvg(title, readScreen(await screenWithColours()), columns));
	console.log(`wrote ${file}`);
};

/** Ends all that was opened within it, the last first, however it went. */
export const onStage = async (play: (scope: Scope) => Promise<void>): Promise<void> => {
	let leave = async (): Promise<void> => undefined;
	const scope = lastFirst({
		after: cleanup => {
			leave = cleanup;
		},
	});
	try {
		await play(scope);
	} finally {
		await leave();
	}
};
