import {EventEmitter} from 'node:events';
import chalk from 'chalk';
import {render} from 'ink';
import type {EmperorClient} from '../client/emperor-client.js';
import {Compositor} from '../screen/compositor.js';
import {listenToKeys} from '../screen/keyboard.js';
import type {Terminal} from '../screen/terminal.js';
import type {Studies} from '../study/studies.js';
import {App} from './app.js';
import type {Errands} from './errands.js';
import {CanvasContext} from './hooks/use-canvas.js';
import type {Binding} from './keys.js';
import type {Model} from './model.js';
import {chooseLook, inAscii, type ThemeName} from './theme.js';

export type PanelStyle = {
	readonly isAscii: boolean;
	readonly isColoured: boolean;
	/** In which colours, where it is. */
	readonly theme: ThemeName;
	readonly layout: 'grid' | 'list' | 'table' | 'merged' | 'zoom' | undefined;
	readonly hasMouse: boolean;
	readonly hasBell: boolean;
	/** What keys mean, as the person has it. */
	readonly keymap: readonly Binding[];
	/** What is wrong with the person's own settings, as sentences. */
	readonly complaints: readonly string[];
	/** What the emperor looks for, in the words it was given. */
	readonly lookingFor: string;
	/** Where the emperor is, if it runs elsewhere. */
	readonly attachedTo?: string;
};

export type Panels = {readonly close: () => void};

/** The panels on a terminal that has been entered. Ink draws the chrome in memory; only the compositor writes. */
export const showPanels = (
	client: EmperorClient,
	studies: Studies,
	terminal: Terminal,
	stdin: NodeJS.ReadStream,
	errands: Errands,
	style: PanelStyle,
): Panels => {
	const {isAscii, isColoured, theme, layout, hasMouse, hasBell, keymap, complaints, lookingFor, attachedTo} =
		style;
	// Sixteen colours are all that is asked for; bold and dim stay even where there is no colour.
	chalk.level = 1;
	const compositor = new Compositor(terminal);
	const frames = new FrameStdout(terminal, frame => compositor.setChrome(isAscii ? inAscii(frame) : frame));
	const stopResizing = terminal.onResize(() => {
		compositor.forget();
		frames.emit('resize');
	});
	const stopReturning = terminal.onReturn(() => compositor.forget());
	const ink = render(
		<CanvasContext.Provider value={compositor}>
			<App
				client={client}
				studies={studies}
				terminal={terminal}
				listenToInput={onInput =>
					listenToKeys(
						stdin,
						onInput,
						onInput,
						pasted => onInput({pasted}),
						hasFocus => onInput({hasFocus}),
					)
				}
				errands={errands}
				redraw={() => compositor.forget()}
				look={chooseLook(isAscii, isColoured ? theme : 'none')}
				hasBell={hasBell}
				begin={{...beginning(layout), hasMouse}}
				lookingFor={lookingFor}
				keymap={keymap}
				complaints={complaints}
				attachedTo={attachedTo}
			/>
		</CanvasContext.Provider>,
		// `debug` gives whole frames without cursor movement, at once, and also under CI (terminal-stack.md 3).
		{stdout: frames as unknown as NodeJS.WriteStream, debug: true, exitOnCtrlC: false, patchConsole: false},
	);
	// Ink keeps an error of ours to itself unless asked; rejected and unhandled, it takes the way of every mistake.
	void ink.waitUntilExit();
	return {
		close: () => {
			stopResizing();
			stopReturning();
			ink.unmount();
			compositor.close();
		},
	};
};

const beginning = (layout: PanelStyle['layout']): Partial<Model> =>
	layout === undefined ? {} : layout === 'zoom' ? {isZoomed: true} : {chosenLayout: layout};

/** Where Ink writes: a terminal as large as the real one, that hands on whole frames. */
class FrameStdout extends EventEmitter {
	readonly isTTY = true;
	readonly write: (frame: string) => boolean;
	readonly #terminal: Terminal;

	constructor(terminal: Terminal, onFrame: (frame: string) => void) {
		super();
		this.#terminal = terminal;
		this.write = frame => {
			onFrame(frame);
			return true;
		};
	}

	get columns(): number {
		return this.#terminal.size().columns;
	}

	get rows(): number {
		return this.#terminal.size().rows;
	}
}
