import {setTimeout as delay} from 'node:timers/promises';
import {copyText} from './clipboard.js';
import type {Emperor} from './compose.js';
import {copyToFile} from './plain-copy.js';
import {heedJobControl} from './processes/job-control.js';
import {startInTerminal, type TerminalProgram} from './processes/terminal-program.js';
import type {Terminal} from './screen/terminal.js';
import {openPane} from './tmux/open-pane.js';
import type {Errands} from './ui/errands.js';

/** The errands of the panels, and what their face must know of them. */
export type Errandry = {
	readonly errands: Errands;
	/** Whether Ctrl-C is typed for an editor or pager: it reaches us as well. */
	readonly areKeysLent: () => boolean;
	/** Tells a program that has the terminal to go, and tidies up after it. May be called while the process exits. */
	readonly hangUp: () => void;
	/** The same, and waits until the terminal is free. */
	readonly close: () => Promise<void>;
};

export const startErrands = (
	terminal: Terminal,
	{holdScreen, leaveOut}: Pick<Emperor, 'holdScreen' | 'leaveOut'>,
	controlSocket: () => string,
	suspendedWords = suspension,
): Errandry => {
	let program: TerminalProgram | undefined;
	let tidyUp = (): void => undefined;
	let isClosed = false;

	/** If we are killed meanwhile, the guard must not put a screen in order that is somebody else's. */
	const lend = async (words: string, use: () => Promise<void>): Promise<void> => {
		holdScreen(false);
		await terminal.lend(words, use);
		if (!isClosed) {
			holdScreen(true);
		}
	};

	/** Answers why the program that a variable names could not be started, if so. */
	const run = async (variables: readonly string[], usual: string, file: string, env = process.env) => {
		const variable = variables.find(name => process.env[name]?.trim());
		const command = variable === undefined ? usual : (process.env[variable] ?? usual);
		let trouble: string | undefined;
		await lend('', async () => {
			program = startInTerminal(command, file, env);
			trouble = await program.ended;
			program = undefined;
		});
		return trouble && `$${variable ?? variables.at(-1)}: ${trouble}. Set it to a program that is installed.`;
	};

	const suspend = async (): Promise<string | undefined> => {
		if (terminal.isLent) {
			// Whoever has the terminal was told to stop as well, and has put it in order.
			leaveOut(jobControl.stopSelf());
			return undefined;
		}
		let stopped = 0;
		await lend(suspendedWords, async () => {
			stopped = jobControl.stopJob();
			leaveOut(stopped);
			await jobControl.untilForeground();
		});
		return stopped < leastStop ? 'suspend: no shell waits for this program. Open another window.' : undefined;
	};

	const jobControl = heedJobControl(() => void suspend());
	const hangUp = (): void => {
		isClosed = true;
		jobControl.close();
		program?.hangUp();
		tidyUp();
	};
	return {
		errands: {
			copy: text => copyText(text, terminal),
			edit: file => run(['VISUAL', 'EDITOR'], 'vi', file),
			page: async (name, log) => {
				try {
					const {file, remove} = await copyToFile(name, log);
					tidyUp = remove;
					return await run(['PAGER'], 'less', file, pagerEnvironment()).finally(remove);
				} catch (error) {
					return `pager: ${error instanceof Error ? error.message : error}. Is there room in the temporary folder?`;
				}
			},
			watch: async id => {
				const {TMUX: tmux, TMUX_PANE: pane} = process.env;
				if (!tmux || !pane) {
					return `tmux: not in it. Start emperor there, or run emperor logs -f elsewhere.`;
				}
				const [program, script = ''] = [process.execPath, process.argv[1]];
				const follow = [script, 'logs', '-f', '--socket', controlSocket(), '--', id] as const;
				const refusal = await openPane({tmux, pane}, [program, ...follow], terminal.size().columns);
				return refusal && `tmux: it opens no pane: ${refusal}. Close another one.`;
			},
			suspend,
		},
		areKeysLent: () => program !== undefined,
		hangUp,
		close: async () => {
			const last = program;
			hangUp();
			await Promise.race([last?.ended, delay(patience, undefined, {ref: false})]);
			program?.kill();
		},
	};
};

/** less begins where the news is, and stays even if all fits on a screen: another screen takes its place when it goes. */
const pagerEnvironment = (): NodeJS.ProcessEnv => ({
	...process.env,
	LESS: `${process.env.LESS ?? ''}$-+F$+G`,
});

const suspension =
	'emperor: suspended. Its vassals run on, but nobody looks after them, and one\n' +
	'that prints more than 64 KB waits. fg: back to the panels, bg: rule unseen.\n';

/** Milliseconds: nobody types `fg` so soon. */
const leastStop = 5;

/** Milliseconds that a program gets to leave the terminal in order. */
const patience = 1000;
