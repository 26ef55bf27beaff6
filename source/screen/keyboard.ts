import {emitKeypressEvents, type Interface, type Key} from 'node:readline';

/**
 * Calls with one name for each key that is pressed, as the key table spells it: `r`, `R`, `?`, `space`, `enter`,
 * `shift+tab`, `ctrl+c`, `pageup`. Keys that arrive together, as over a slow line, are told apart; pasted text is
 * nobody's command and is dropped. Returns what ends that.
 */
export const listenToKeys = (stdin: NodeJS.ReadStream, onKey: (name: string) => void): (() => void) => {
	let isPasting = false;
	const listener = (_: string | undefined, key: Key): void => {
		if (key.name === 'paste-start' || key.name === 'paste-end') {
			isPasting = key.name === 'paste-start';
		} else if (!isPasting) {
			onKey(nameKey(key));
		}
	};
	// Node waits half a second for what may follow an Escape; this much is enough within one packet.
	emitKeypressEvents(stdin, {escapeCodeTimeout: 50} as unknown as Interface);
	stdin.on('keypress', listener);
	stdin.resume();
	return () => {
		stdin.off('keypress', listener);
		stdin.pause();
	};
};

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
