import {EventEmitter} from 'node:events';
import {emitKeypressEvents, type Interface, type Key} from 'node:readline';
import type {MouseEvent} from './mouse.js';
import {type Input, ReportFilter} from './reports.js';

/**
 * Calls with one name for each key that is pressed, as the key table spells it: `r`, `R`, `?`, `space`, `enter`,
 * `shift+tab`, `ctrl+c`, `pageup`; and with what the mouse did and whether the focus is on us, where the terminal tells.
 * Keys that arrive together, as over a slow line, are told apart; pasted text is nobody's command and comes by itself.
 * Returns what ends that.
 */
export const listenToKeys = (
	stdin: NodeJS.ReadStream,
	onKey: (name: string) => void,
	onMouse: (event: MouseEvent) => void = () => undefined,
	onPaste: (text: string) => void = () => undefined,
	onFocus: (hasFocus: boolean) => void = () => undefined,
): (() => void) => {
	let isPasting = false;
	let pasted = '';
	let holding: NodeJS.Timeout | undefined;
	const filter = new ReportFilter();
	/** Where Node's decoder finds the keys, without reports. */
	const keys = new EventEmitter() as NodeJS.ReadStream;
	// Node waits half a second for what may follow an Escape; this much is enough within one packet.
	emitKeypressEvents(keys, {escapeCodeTimeout: patience} as unknown as Interface);
	keys.on('keypress', (_: string | undefined, key: Key) => {
		if (key.name === 'paste-start' || key.name === 'paste-end') {
			isPasting = key.name === 'paste-start';
			if (!isPasting) {
				onPaste(pasted);
			}
			pasted = '';
		} else if (isPasting) {
			pasted += pasted.length < mostPasted ? (key.sequence ?? '') : '';
		} else {
			onKey(nameKey(key));
		}
	});

	const pass = (inputs: readonly Input[]): void => {
		for (const input of inputs) {
			if ('keys' in input) {
				keys.emit('data', input.keys);
			} else if (isPasting) {
				// Somebody may have written it to be pasted.
			} else if ('mouse' in input) {
				onMouse(input.mouse);
			} else {
				onFocus(input.hasFocus);
			}
		}
	};
	const listener = (chunk: Buffer): void => {
		clearTimeout(holding);
		pass(filter.take(chunk));
		if (filter.isHolding) {
			holding = setTimeout(() => pass(filter.flush()), patience);
		}
	};
	stdin.on('data', listener);
	return () => {
		clearTimeout(holding);
		stdin.off('data', listener);
		stdin.pause();
	};
};

/** Milliseconds. */
const patience = 30;

/** Characters: nobody writes more into a line of ours. */
const mostPasted = 10_000;

const nameKey = ({name, sequence = '', ctrl, meta, shift}: Key): string => {
	const plain = other[sequence] ?? other[name ?? ''] ?? name ?? sequence;
	// Node reports an Escape by itself as one with meta.
	if (ctrl || (meta && plain !== 'escape')) {
		return `${ctrl ? 'ctrl' : 'alt'}+${plain}`;
	}
	if (sequence.length === 1 && sequence > ' ' && sequence !== '\x7f') {
		return sequence;
	}
	return shift && plain !== 'space' ? `shift+${plain}` : plain;
};

const other: Readonly<Record<string, string>> = {' ': 'space', return: 'enter', enter: 'enter'};
