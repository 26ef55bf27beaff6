import {mkdirSync, writeFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {version} from './version.js';

/**
 * Our own mistake: the terminal is put back, the journal written down, and the process ends with exit code 1. The guard
 * sees to the vassals.
 */
export const crash = (error: unknown, journal: () => string, restore: () => void): never => {
	restore();
	const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
	const report = writeReport(`${version} on Node ${process.version}\n${trace}\n${safely(journal)}\n`);
	process.stderr.write(`emperor: a mistake of ours: ${trace}\nThe vassals are being stopped. ${report}\n`);
	process.exit(1);
};

/** Where reports go. */
export const stateFolder = (): string =>
	join(process.env.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'emperor');

const writeReport = (text: string): string => {
	const folder = stateFolder();
	const file = join(folder, `crash-${new Date().toISOString().replaceAll(':', '-')}.jsonl`);
	try {
		mkdirSync(folder, {recursive: true, mode: 0o700});
		writeFileSync(file, text, {mode: 0o600});
		return `Please send ${file}, which tells what led to it, with your report.`;
	} catch (error) {
		return `What led to it could not be written to ${file}: ${error instanceof Error ? error.message : error}.`;
	}
};

const safely = (journal: () => string): string => {
	try {
		return journal();
	} catch (error) {
		return `no journal: ${error}`;
	}
};
