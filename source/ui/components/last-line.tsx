import {printable} from '../../core/printable.js';
import type {Dialog} from '../dialogs.js';
import {fitMessage} from '../fit-message.js';
import {selectHints} from '../hints.js';
import {type Binding, type KeyMode, keyFor, spellKey} from '../keys.js';
import type {Prompt} from '../prompt.js';
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
	readonly areAllMarked: boolean;
	readonly vassalCount: number;
	readonly isRagnarok: boolean;
	/** The emperor runs elsewhere. */
	readonly isAttached: boolean;
	readonly bindings: readonly Binding[];
	readonly width: number;
	readonly look: Look;
};

/** The last line: a question, or what just happened, or the keys that matter here. */
export const LastLine = (props: LastLineProps) => {
	const {mode, dialog, message, subject, badges, markedCount, areAllMarked, vassalCount} = props;
	const {isRagnarok, isAttached, bindings, width, look} = props;
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
		const {purpose, line, trouble} = dialog;
		const sign = purpose === 'search' ? '/' : '&';
		return (
			<PromptLine
				sign={sign}
				line={line}
				trouble={trouble}
				hints={promptHints[purpose]}
				width={width}
				look={look}
			/>
		);
	}
	if (dialog?.kind === 'palette') {
		return <PromptLine sign=":" line={dialog.line} hints={paletteHints} width={width} look={look} />;
	}
	if (dialog?.kind === 'help' && dialog.search !== undefined && dialog.isWriting) {
		return <PromptLine sign="/" line={dialog.search} hints={helpHints} width={width} look={look} />;
	}
	if (dialog?.kind === 'help' || dialog?.kind === 'messages') {
		const searching = dialog.kind === 'messages' ? '' : dialog.search ? '  esc all keys' : '  / search';
		const texts = [`↑ ↓ scroll${searching}  any other key goes back`, `↑ ↓ scroll${searching}`, 'esc back'];
		return <Segments segments={[{text: firstToFit(texts, ' ', width - 1), dim: true}]} />;
	}
	if (message !== undefined) {
		const text = fitMessage(printable(message), width - 2, keyFor('messages', bindings), look.ellipsis);
		return <Segments segments={[{text: ` ${text}`}]} />;
	}
	if (isRagnarok) {
		const stopping: Segment = {text: ' stopping', bold: true};
		const key = keyFor(isAttached ? 'end' : 'ragnarok', bindings);
		const hurry = key === undefined ? [] : [`${key} again kills whoever is left`, `${key} again: kill`];
		return (
			<Segments
				segments={[stopping, {text: firstToFit(hurry, '  ', width - widthOf([stopping])), dim: true}]}
			/>
		);
	}
	const marks: Segment[] =
		markedCount === 0 ? [] : [{text: `${markedCount} marked${areAllMarked ? ', all' : ''}:`, bold: true}];
	const hints = selectHints(bindings, mode, {badges, areMarked: markedCount > 0}).map(spell);
	return (
		<Segments
			segments={[
				{text: ' '},
				...fitWhole(marks.length === 0 ? hints : [marks, ...hints], {text: '  '}, width - 2),
			]}
		/>
	);
};

const promptHints: Readonly<Record<Prompt['purpose'], readonly string[]>> = {
	search: ['enter finds  esc leaves  up: earlier ones', 'enter finds  esc leaves'],
	filter: ['enter hides other lines  ! in front: these  esc leaves', 'enter hides other lines'],
};

const paletteHints: readonly string[] = [
	'enter runs it  ↑ ↓ choose  tab completes  esc leaves',
	'enter runs it  ↑ ↓ choose',
	'enter runs it',
];

const helpHints: readonly string[] = ['enter keeps it  ↑ ↓ scroll  esc all keys', 'esc all keys'];

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
	{text: spellKey(keys[0] ?? ''), bold: true},
	{text: ` ${hint}`, dim: true},
];
