import chalk from 'chalk';
import type {Row} from './inspector-rows.js';

/** A row as the compositor wants it. Its texts are harmless already. */
export const drawRow = (row: Row): string =>
	row
		.map(({text, color, dim = false, bold = false}) => {
			const weighed = bold ? chalk.bold(text) : dim ? chalk.dim(text) : text;
			return isColour(color) ? chalk[color](weighed) : weighed;
		})
		.join('');

const isColour = (name: string | undefined): name is (typeof colours)[number] =>
	colours.some(colour => colour === name);

/** Those that themes are made of. */
const colours = [
	'black',
	'red',
	'green',
	'yellow',
	'blue',
	'magenta',
	'cyan',
	'white',
	'gray',
	'redBright',
	'greenBright',
	'yellowBright',
	'blueBright',
	'magentaBright',
	'cyanBright',
	'whiteBright',
] as const;
