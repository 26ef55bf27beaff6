import chalk from 'chalk';
import type {Segment} from './segments.js';

/** The text of a run with its escape sequences; as one text, a row of runs costs Ink a fifth of what one each would. */
export const styled = ({text, color, dim = false, bold = false, inverse = false}: Segment): string => {
	const weighed = dim ? chalk.dim(text) : text;
	const coloured = isColour(color) ? chalk[color](weighed) : weighed;
	const bolder = bold ? chalk.bold(coloured) : coloured;
	return inverse ? chalk.inverse(bolder) : bolder;
};

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
