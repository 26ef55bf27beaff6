import {foundRealm, type Realm, type Reign} from './realm.js';
import type {Scope} from './scratch.js';
import {openTerminal, type Terminal} from './tmux.js';

/** An emperor with a real terminal, 80×24 where nothing else is asked for. */
export type Emperor = Terminal & Realm;

export type Sized = {readonly columns?: number; readonly rows?: number};

/** Starts the whole program in tmux. When the test is over the terminal is closed, and nothing may outlive it. */
export const openEmperor = async (t: Scope, reign: Reign & Sized): Promise<Emperor> => {
	const {scope, folder, command, realmOf} = await foundRealm(t, reign);
	const {columns = 80, rows = 24} = reign;
	const terminal = await openTerminal(scope, {columns, rows, command, cwd: folder});
	return {...terminal, ...realmOf(terminal.pid)};
};
