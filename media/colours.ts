/** A colour as SVG writes it: `#rrggbb`. */
export type Colour = string;

export const background: Colour = '#15181e';
export const foreground: Colour = '#d5d9e0';

/** The sixteen that a person may choose in their terminal; these are ours for pictures. */
const sixteen: readonly Colour[] = [
	...['#3b4252', '#e0606b', '#8fc379', '#e6c06f', '#62a6ea', '#c27fd8', '#5cb8c4', '#c4cad4'],
	...['#6b7484', '#f0828b', '#a9d995', '#f2d38c', '#84bcf4', '#d69fe8', '#7fd0da', '#f2f4f8'],
];

/** One of xterm's 256: sixteen, a cube of six steps each, and 24 greys. */
export const indexed = (index: number): Colour => {
	if (index < 16) {
		return sixteen[index] ?? foreground;
	}
	if (index >= 232) {
		const grey = 8 + 10 * (index - 232);
		return rgb(grey, grey, grey);
	}
	const step = (place: number) => {
		const level = Math.floor((index - 16) / place) % 6;
		return level === 0 ? 0 : 55 + 40 * level;
	};
	return rgb(step(36), step(6), step(1));
};

export const rgb = (...parts: [red: number, green: number, blue: number]): Colour =>
	`#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`;

/** Half way to what lies behind it. */
export const dimmed = (colour: Colour, behind: Colour): Colour => {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at =>
		Math.round((channel(colour, at) + channel(behind, at)) / 2),
	);
	return rgb(red, green, blue);
};

const channel = (colour: Colour, at: number): number => Number.parseInt(colour.slice(at, at + 2), 16);
