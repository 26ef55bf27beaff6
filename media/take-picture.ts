import {writeFile} from 'node:fs/promises';
import {type Opening, openTerminal, type Terminal} from '../test/helpers/tmux.js';
import {drawSvg} from './draw-svg.js';
import {readScreen} from './read-screen.js';

/**
 * Runs a program in a terminal, lets `play` bring it to where it is worth a picture, and writes the screen as an SVG.
 */
export const takePicture = async (
	file: string,
	opening: Opening,
	play: (terminal: Terminal) => Promise<unknown>,
): Promise<void> => {
	const cleanups: (() => Promise<void>)[] = [];
	try {
		const terminal = await openTerminal({after: cleanup => void cleanups.push(cleanup)}, opening);
		await play(terminal);
		const rows = readScreen(await terminal.screenWithColours());
		await writeFile(file, drawSvg(`The screen of: ${opening.command.join(' ')}`, rows, opening.columns));
		console.log(`wrote ${file}`);
	} finally {
		await Promise.all(cleanups.map(cleanup => cleanup()));
	}
};
