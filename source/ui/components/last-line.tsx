import {printable} from '../../core/printable.js';
import {bindings} from '../keys.js';
import type {LayoutKind} from '../layout.js';
import type {Dialog} from '../model.js';
import {fitWhole, type Segment, shorten} from '../segments.js';
import {Segments} from './segments.js';

export type LastLineProps = {
	readonly layout: LayoutKind;
	readonly dialog: Dialog | undefined;
	readonly message: string | undefined;
	/** Short name of the vassal that a dialog is about. */
	readonly subject: string;
	readonly vassalCount: number;
	readonly isRagnarok: boolean;
	readonly width: number;
};

/** The last line: a question, or what just happened, or the keys that matter here. */
export const LastLine = (props: LastLineProps) => {
	const {layout, dialog, message, subject, vassalCount, isRagnarok, width} = props;
	if (dialog?.kind === 'confirm-quit') {
		return (
			<Question
				text={`stop ${vassalCount === 1 ? 'it' : `all ${vassalCount} vassals`} and quit?`}
				width={width}
			/>
		);
	}
	if (dialog?.kind === 'confirm-kill') {
		return <Question text={`kill ${subject} without asking it to stop?`} width={width} />;
	}
	if (dialog?.kind === 'help') {
		return <Segments segments={[{text: ' ↑ ↓ scroll  any other key goes back', dim: true}]} />;
	}
	if (message !== undefined) {
		return <Segments segments={[{text: ` ${shorten(printable(message), width - 2, '…')}`}]} />;
	}
	if (isRagnarok) {
		return (
			<Segments
				segments={[
					{text: ' stopping', bold: true},
					{text: '  ctrl+c again kills whoever is left', dim: true},
				]}
			/>
		);
	}
	return <Segments segments={[{text: ' '}, ...hints(layout, width - 2)]} />;
};

const Question = ({text, width}: {readonly text: string; readonly width: number}) => (
	<Segments segments={[{text: ` ${shorten(text, width - 12, '…')}`, bold: true}, {text: '  y yes  n no'}]} />
);

const hints = (layout: LayoutKind, width: number): Segment[] => {
	const shown = bindings.filter(
		({hint, layouts}) => hint !== undefined && (layouts === undefined || layouts.includes(layout)),
	);
	// Leaving and asking for help must never fall off the end.
	const rank = (command: string): number => (command === 'quit' || command === 'help' ? 0 : 1);
	const ranked = [...shown].sort((a, b) => rank(a.command) - rank(b.command));
	return fitWhole(
		ranked.map(({keys, hint = ''}): Segment[] => [
			{text: keys[0] === 'escape' ? 'esc' : (keys[0] ?? ''), bold: true},
			{text: ` ${hint}`, dim: true},
		]),
		{text: '  '},
		width,
	);
};
