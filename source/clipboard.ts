import {copyWithTool} from './processes/clipboard-tool.js';
import {clipboardSequence, mostBytes} from './screen/clipboard-sequence.js';
import type {Terminal} from './screen/terminal.js';
import {loadBuffer} from './tmux/load-buffer.js';
import {plural} from './ui/format.js';

/**
 * Copies text for the person at this terminal: into tmux's buffer where we are in tmux, and on the desktop's clipboard where
 * there is one here; else through the terminal itself, which may be at the other end of an ssh. Answers what was done.
 */
export const copyText = async (
	text: string,
	terminal: Pick<Terminal, 'write'>,
	env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<string> => {
	const copied = `copied ${plural(text.split('\n').length, 'line')}`;
	const [isInTmux, tool] = await Promise.all([
		env.TMUX ? loadBuffer(env.TMUX, text) : false,
		copyWithTool(text, env),
	]);
	const places = [...(isInTmux ? ["tmux's buffer"] : []), ...(tool ? [`the clipboard (${tool})`] : [])];
	if (places.length > 0) {
		return `${copied} to ${places.join(' and ')}`;
	}

	const sequence = clipboardSequence(text);
	if (sequence === undefined) {
		const size = Math.ceil(Buffer.byteLength(text) / 1000);
		return `copy: ${size} KB, but a terminal takes ${Math.floor(mostBytes / 1000)} KB. Select less, or open the log with O.`;
	}
	terminal.write(sequence);
	return `${copied} to the terminal's clipboard (OSC 52)`;
};
