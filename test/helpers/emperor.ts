import assert from 'node:assert/strict';
import {type Panel, panelOf} from './frame.js';
import {foundRealm, type Realm, type Reign} from './realm.js';
import type {Scope} from './scratch.js';
import {openTerminal, type Terminal} from './tmux.js';
import {until} from './wait.js';

/** An emperor with a real terminal. */
export type Emperor = Terminal &
	Realm & {
		/** Waits until a vassal has a panel with this in its upper border, its badge for example, and gives the panel. */
		readonly panel: (name: string, title: string | RegExp, limit?: number) => Promise<Panel>;
	};

/** Starts the whole program in tmux, 80×24 unless asked otherwise. When the test is over its terminal is closed, and nothing may outlive that. */
export const openEmperor = async (
	t: Scope,
	reign: Reign & {readonly columns?: number; readonly rows?: number},
): Promise<Emperor> => {
	const {scope, folder, command, realmOf} = await foundRealm(t, reign);
	const {columns = 80, rows = 24} = reign;
	const terminal = await openTerminal(scope, {columns, rows, command, cwd: folder});
	const panel: Emperor['panel'] = (name, title, limit) => {
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
	};
	return {...terminal, ...realmOf(terminal.pid), panel};
};

/** The process id that a panel shows. */
export const pidIn = ({footer, title}: Panel): number => {
	const [, pid] = /^pid (\d+)/.exec(footer) ?? [];
	assert.ok(pid, `no pid in the panel ${title}: ${footer}`);
	return Number(pid);
};
