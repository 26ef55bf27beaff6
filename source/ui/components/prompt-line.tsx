import {printable} from '../../core/printable.js';
import type {Prompt} from '../prompt.js';
import {type Segment, shorten, widthOf} from '../segments.js';
import type {Look} from '../theme.js';
import {Segments} from './segments.js';

export type PromptLineProps = {readonly prompt: Prompt; readonly width: number; readonly look: Look};

/** A line that is written, its cursor always in sight, and beside it why it will not do, or which keys help. */
export const PromptLine = ({prompt: {purpose, line, trouble}, width, look}: PromptLineProps) => {
	const sign = purpose === 'search' ? ' /' : ' &';
	const {text, cursor} = line;
	const under = [...segmenter.segment(text.slice(cursor))][0]?.segment ?? ' ';
	const before = printable(text.slice(0, cursor));
	const room = Math.max(1, width - sign.length - 2);
	const written: Segment[] = [
		{text: sign, bold: true},
		{text: lastColumns(before, room, look.ellipsis)},
		{text: printable(under), inverse: true},
		{text: printable(text.slice(cursor + under.length))},
	];
	const left = width - widthOf(written) - 3;
	const aside: Segment =
		trouble === undefined
			? {text: hints[purpose].find(hint => hint.length <= left) ?? '', dim: true}
			: {text: left < 20 ? '' : shorten(printable(trouble), left, look.ellipsis), color: look.colours.bad};
	return <Segments segments={[...written, {text: '  '}, aside]} />;
};

const hints: Readonly<Record<Prompt['purpose'], readonly string[]>> = {
	search: ['enter finds  esc leaves  up: earlier ones', 'enter finds  esc leaves'],
	filter: ['enter hides other lines  ! in front: these  esc leaves', 'enter hides other lines'],
};

const segmenter = new Intl.Segmenter();

/** The end of a text, as much as there is room for. */
const lastColumns = (text: string, width: number, ellipsis: string): string => {
	if (widthOf([{text}]) <= width) {
		return text;
	}
	let shown = '';
	for (const {segment} of [...segmenter.segment(text)].reverse()) {
		if (widthOf([{text: segment + shown}]) > width - 1) {
			break;
		}
		shown = segment + shown;
	}
	return ellipsis + shown;
};
