import {printable} from '../../core/printable.js';
import type {Dialog} from '../dialogs.js';
import {selectHints} from '../hints.js';
import type {KeyMode} from '../keys.js';
import {fitWhole, type Segment, shorten, widthOf} from '../segments.js';
import type {BadgeName, Look} from '../theme.js';
import {PromptLine} from './prompt-line.js';
import {Segments} from './segments.js';

export type LastLineProps = {
	readonly mode: KeyMode;
	readonly dialog: Dialog | undefined;
	readonly message: string | undefined;
	/** Short name of the vassal that a dialog is about, if it is one. */
	readonly subject: string;
	/** Badges of the vassals that keys are for: what they can be told depends on them. */
	readonly badges: readonly BadgeName[];
	/** How many of them are marked. */
	readonly markedCount: number;
	readonly vassalCount: number;
	readonly isRagnarok: boolean;
	/** The emperor runs elsewhere. */
	readonly isAttached: boolean;
	readonly width: number;
	readonly look: Look;
};

/** The last line: a question, or what just happened, or the keys that matter here. */
export const LastLine = (props: LastLineProps) => {
	const {mode, dialog, message, subject, badges, markedCount, vassalCount} = props;
	const {isRagnarok, isAttached, width, look} = props;
	if (dialog?.kind === 'confirm-quit') {
		const whom = vassalCount === 1 ? 'it' : `all ${vassalCount} vassals`;
		const texts = isAttached
			? [`stop ${whom}, and end the emperor?`, 'stop all, end the emperor?', 'end it?']
			: [`stop ${whom} and quit?`, 'stop all and quit?', 'quit?'];
		return <Question texts={texts} width={width} />;
	}
	if (dialog?.kind === 'confirm-tell') {
		const {command, ids} = dialog;
		const short = shorten(subject, Math.max(8, width - answers.length - 8), '…');
		const whom =
			ids.length === 1 ? [subject, short, 'it'] : [`these ${ids.length} vassals`, `these ${ids.length}`];
		const them = ids.length === 1 ? 'it' : 'them';
		const bluntly = command === 'kill' ? [`kill ${whom[0]} without asking ${them} to stop?`] : [];
		return <Question texts={[...bluntly, ...whom.map(name => `${command} ${name}?`)]} width={width} />;
	}
	if (dialog?.kind === 'prompt') {
		return <PromptLine prompt={dialog} width={width} look={look} />;
	}
	if (dialog?.kind === 'help') {
		return <Segments segments={[{text: ' ↑ ↓ scroll  any other key goes back', dim: true}]} />;
	}
	if (message !== undefined) {
		return <Segments segments={[{text: ` ${shorten(printable(message), width - 2, '…')}`}]} />;
	}
	if (isRagnarok) {
		const stopping: Segment = {text: ' stopping', bold: true};
		const key = isAttached ? 'Q' : 'ctrl+c';
		const hurry = [`${key} again kills whoever is left`, `${key} again: kill`];
		return (
			<Segments
				segments={[stopping, {text: firstToFit(hurry, '  ', width - widthOf([stopping])), dim: true}]}
			/>
		);
	}
	const marks: Segment[] =
		markedCount === 0
			? []
			: [{text: `${markedCount} marked${markedCount === vassalCount ? ', all' : ''}:`, bold: true}];
	const hints = selectHints(mode, {badges, areMarked: markedCount > 0, isAttached}).map(spell);
	return (
		<Segments
			segments={[
				{text: ' '},
				...fitWhole(marks.length === 0 ? hints : [marks, ...hints], {text: '  '}, width - 2),
			]}
		/>
	);
};

const answers = '  y yes  n no';

const Question = ({texts, width}: {readonly texts: readonly string[]; readonly width: number}) => (
	<Segments
		segments={[{text: firstToFit(texts, ' ', width - answers.length), bold: true}, {text: answers}]}
	/>
);

/** The fullest way of saying it for which there is room; nothing is cut in the middle. */
const firstToFit = (texts: readonly string[], front: string, width: number): string =>
	texts.map(text => front + text).find(text => widthOf([{text}]) <= width) ?? '';

const spell = ({keys, hint}: {readonly keys: readonly string[]; readonly hint: string}): Segment[] => [
	{text: keys[0] === 'escape' ? 'esc' : (keys[0] ?? ''), bold: true},
	{text: ` ${hint}`, dim: true},
];
