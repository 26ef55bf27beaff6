import stringWidth from 'string-width';
import stripAnsi from 'strip-ansi';
import {ownSocketFolders, ownUid} from './open-control.js';
import {chooseEmperor} from './remote/choose-emperor.js';
import {chooseVassals} from './remote/choose-vassals.js';
import {askForReport, type EmperorReport} from './remote/emperor-report.js';
import {Failure, failed} from './remote/failure.js';
import type {Line} from './remote/line.js';
import {namesToComplete} from './remote/names-to-complete.js';
import {printLogs} from './remote/print-logs.js';
import {statusSegment} from './remote/status-segment.js';
import {statusTable} from './remote/status-table.js';
import {type Narrator, tellVassals, waitForVassals} from './remote/tell-vassals.js';
import type {RemotePlan} from './remote-plan.js';
import {sanitise} from './screen/sanitise.js';

/** Asks or tells an emperor that runs already. Answers the exit code. */
export const runRemote = async (plan: RemotePlan, cwd: string): Promise<number> => {
	// Whoever reads no further, such as head(1), has heard enough.
	process.stdout.on('error', () => process.exit(0));
	if (plan.kind === 'status' && plan.format === 'names') {
		// A prompt that completes must not hang on an emperor that is stopped.
		setTimeout(() => process.exit(failed), 1000).unref();
	}
	try {
		return await run(plan, await chooseEmperor(plan.socket, ownSocketFolders(), ownUid()), cwd);
	} catch (error) {
		if (error instanceof Failure) {
			process.stderr.write(`${error.message}\n`);
			return error.exitCode;
		}
		throw error;
	}
};

const run = async (plan: RemotePlan, line: Line, cwd: string): Promise<number> => {
	switch (plan.kind) {
		case 'status':
			await printStatus(plan, line, cwd);
			return 0;
		case 'logs': {
			const {vassals} = await askForReport(line);
			const chosen = plan.names.length === 0 ? vassals : chooseVassals(vassals, plan.names, cwd);
			await printLogs(line, chosen, {...plan, print: printerFor(chosen.map(({name}) => name))});
			return 0;
		}
		case 'tell':
			return tellVassals(line, plan, cwd, narrator);
		case 'wait':
			return waitForVassals(line, plan, cwd, narrator);
	}
};

const printStatus = async (
	{names, format}: Extract<RemotePlan, {kind: 'status'}>,
	line: Line,
	cwd: string,
): Promise<void> => {
	const report = await askForReport(line);
	const vassals = names.length === 0 ? report.vassals : chooseVassals(report.vassals, names, cwd);
	process.stdout.write(formats[format]({...report, vassals}));
};

const formats: Readonly<Record<'table' | 'json' | 'tmux' | 'names', (report: EmperorReport) => string>> = {
	table: ({vassals, notices}) => statusTable(vassals, notices, Date.now() / 1000),
	json: report => `${JSON.stringify(report, null, '\t')}\n`,
	tmux: ({vassals}) => `${statusSegment(vassals)}\n`,
	names: ({vassals}) => namesToComplete(vassals),
};

/** One vassal's lines as they are; those of several with the name in front. */
const printerFor = (names: readonly string[]): ((name: string, text: string) => void) => {
	const clean = process.stdout.isTTY && !process.env['NO_COLOR'] ? sanitise : plain;
	const width = Math.max(0, ...names.map(name => stringWidth(plain(name))));
	return (name, text) => {
		const label = plain(name);
		const front = names.length < 2 ? '' : `${label}${' '.repeat(width - stringWidth(label))} | `;
		process.stdout.write(`${front}${clean(text)}\n`);
	};
};

const narrator: Narrator = {
	say: text => void process.stdout.write(`${plain(text)}\n`),
	complain: text => void process.stderr.write(`${plain(text)}\n`),
};

/** Untrusted text without colours, and with nothing that acts on a terminal. */
function plain(text: string): string {
	return sanitise(stripAnsi(text));
}
