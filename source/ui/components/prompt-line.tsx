import {printable} from '../../core/printable.js';
import {graphemes} from '../../screen/graphemes.js';
import type {Line} from '../line-edit.js';
import {type Segment, shorten, widthOf} from '../segments.js';
import type {Look} from '../theme.js';
import {Segments} from './segments.js';

export type PromptLineProps = {
	/** What stands in front, and says what is written. */
	readonly sign: string;
	readonly line: Line;
	/** Why what was written will not do. */
	readonly trouble?: string | undefined;
	/** Which keys help, the fullest way of saying it first. */
	readonly hints: readonly string[];
	readonly width: number;
	readonly look: Look;
};

/** A line that is written, its cursor always in sight, and beside it why it will not do, or which keys help. */
export const PromptLine = ({sign, line, trouble, hints, width, look}: PromptLineProps) => {
	const {text, cursor} = line;
	const under = [...graphemes(text.slice(cursor))][0] ?? ' ';
	const before = printable(text.slice(0, cursor));
	const room = Math.max(1, width - sign.length - 3);
	const written: Segment[] = [
		{text: ` ${sign}`, bold: true},
		{text: lastColumns(before, room, look.ellipsis)},
		{text: printable(under), inverse: true},
		{text: printable(text.slice(cursor + under.length))},
	];
	const left = width - widthOf(written) - 3;
	const aside: Segment =
		trouble === undefined
			? {text: hints.find(hint => hint.length <= left) ?? '', dim: true}
			: {text: left < 20 ? '' : shorten(printable(trouble), left, look.ellipsis), color: look.colours.bad};
	return <Segments segments={[...written, {text: '  '}, aside]} />;
};

/** The end of a text, as much as there is room for. */
const lastColumns = (text: string, width: number, ellipsis: string): string => {
	if (widthOf([{text}]) <= width) {
		return text;
	}
	let shown = '';
	for (const character of [...graphemes(text)].reverse()) {
		if (widthOf([{text: character + shown}]) > width - 1) {
			break;
		}
		shown = character + shown;
	}
	return ellipsis + shown;
};
