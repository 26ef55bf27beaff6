import assert from 'node:assert/strict';
import {type Panel, panelOf, panelsOn} from './frame.js';
import {foundRealm, type Realm, type Reign} from './realm.js';
import type {Scope} from './scratch.js';
import {openTerminal, type Terminal} from './tmux.js';
import {until} from './wait.js';

/** An emperor with a real terminal, started from a shell as a person would. */
export type Emperor = Omit<Terminal, 'exited' | 'pid'> &
	Realm & {
		/** Waits until a vassal has a panel with this in its upper border, its badge for example, and gives the panel. */
		readonly panel: (name: string, title: string | RegExp, limit?: number) => Promise<Panel>;
		/** Waits until as many panels, all straight, are on the screen, and gives them. */
		readonly panels: (count: number, limit?: number) => Promise<readonly Panel[]>;
		/** Waits until the vassal of this name has the focus: its name is bold. */
		readonly focuses: (name: string) => Promise<void>;
		/**
		 * Waits until it has ended and the shell is back; gives the exit code and what stays on the screen. Fails if the
		 * terminal is not as it was before, but after a SIGKILL.
		 */
		readonly ended: (limit?: number) => Promise<{readonly code: number; readonly words: readonly string[]}>;
	};

/** Starts the whole program in tmux, 80×24 unless asked otherwise. When the test is over its terminal is closed, and nothing may outlive that. */
export const openEmperor = async (
	t: Scope,
	reign: Reign & {readonly columns?: number; readonly rows?: number},
): Promise<Emperor> => {
	const {columns = 80, rows = 24, under = []} = reign;
	const shell = ['sh', '-c', shellScript, 'sh', ...under];
	const {scope, folder, command, realm} = await foundRealm(t, {...reign, under: shell});
	const {exited: _, pid: __, ...terminal} = await openTerminal(scope, {columns, rows, command, cwd: folder});
	return {
		...terminal,
		...realm,
		panel: (name, title, limit) => {
			const look = async () => {
				const screen = await terminal.screen();
				const seen = panelOf(screen, name);
				assert.ok(
					typeof title === 'string' ? seen.title.includes(title) : title.test(seen.title),
					`\n${screen}`,
				);
				return seen;
			};
			return until(`the panel of ${name} to show ${title}`, look, limit);
		},
		panels: (count, limit) => {
			const look = async () => {
				const screen = await terminal.screen();
				const panels = panelsOn(screen);
				assert.equal(panels.length, count, `\n${screen}`);
				return panels;
			};
			return until(`${count} straight panels`, look, limit);
		},
		focuses: async name => {
			const look = async () => {
				const screen = await terminal.screenWithColours();
				const focused = [...screen.matchAll(boldName)].map(([, bold]) => bold);
				// The panel beside a list repeats it, shortened where it is narrow.
				assert.deepEqual([...new Set(focused.filter(bold => !bold?.includes('…')))], [name]);
				return true;
			};
			await until(`${name} to have the focus`, look);
		},
		ended: async limit => {
			const screen = await terminal.shows(shellBack, limit);
			const [line = '', code = '', state] = shellBack.exec(screen) ?? [];
			const words = screen.slice(0, screen.indexOf(line)).trimEnd().split('\n');
			const facts = [state, await terminal.alternateOn(), await terminal.cursorShown()];
			const mouse = await terminal.ask('#{mouse_any_flag}#{wrap_flag}');
			assert.deepEqual([...facts, mouse], ['sane', false, true, '01'], words.join('\n'));
			return {code: Number(code), words};
		},
	};
};

/** A bold run that begins with a number. */
const boldName = /\u001B\[(?:0;)?1m(?:\u001B\[[\d;]*m)*\d+ ([^\s\u001B]+)/g;

const shellBack = /exit code (\d+), terminal (raw|sane)/;

/**
 * Runs the rest of its arguments; then says how they ended and whether keys are read by lines and echoed again. Who was
 * killed has a guard that sees to that, which may take a moment.
 */
const shellScript = `trap : INT
"$@"
code=$? patience=50
while [ $code = 137 ] && [ $patience -gt 0 ]; do
	case $(stty -a) in *-isig*) patience=$((patience - 1)); sleep 0.1 ;; *) break ;; esac
done
case " $(stty -a) " in *' -icanon '* | *' -echo '* | *' -isig '* | *' -opost '*) state=raw ;; *) state=sane ;; esac
[ $state = sane ] || printf '\\033[H\\033[2J'
echo "exit code $code, terminal $state"
read -r rest`;

/** The process id that a panel shows. */
export const pidIn = ({footer, title}: Panel): number => {
	const [, pid] = /^pid (\d+)/.exec(footer) ?? [];
	assert.ok(pid, `no pid in the panel ${title}: ${footer}`);
	return Number(pid);
};
