import {runTool} from './run-tool.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Gives text to the clipboard of the desktop in front of us. Answers by which program, if by any. */
export const copyWithTool = async (text: string, env: Environment): Promise<string | undefined> => {
	for (const [command, ...args] of clipboardTools(env, process.platform)) {
		const {exitCode} = await runTool(command, args, {timeout: patience, input: text});
		if (exitCode === 0) {
			return command;
		}
	}
	return undefined;
};

/**
 * The programs that may do it, best first. None from afar: over ssh a display, forwarded or left over, is seldom the one
 * that a person looks at, and the terminal is.
 */
export const clipboardTools = (env: Environment, platform: string): readonly Tool[] => {
	if (env.SSH_CONNECTION || env.SSH_TTY) {
		return [];
	}
	return [
		...(platform === 'darwin' ? [['pbcopy'] as const] : []),
		...(env.WAYLAND_DISPLAY ? [['wl-copy'] as const] : []),
		...(env.DISPLAY
			? [['xclip', '-selection', 'clipboard'] as const, ['xsel', '--clipboard', '--input'] as const]
			: []),
	];
};

type Tool = readonly [command: string, ...args: string[]];

/** Milliseconds: a display that does not answer must not be waited for. */
const patience = 1000;
