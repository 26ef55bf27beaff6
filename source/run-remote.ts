import type {RemotePlan} from './command-line/remote-plan.js';
import type {VassalReport} from './control/report.js';
import {printable} from './core/printable.js';
import {jsonPrinter, plain, textPrinter} from './log-printers.js';
import {foreignFolders, ownSocketFolders, ownUid} from './open-control.js';
import {patientGrep} from './patient-grep.js';
import {chooseEmperor} from './remote/choose-emperor.js';
import {chooseVassals, isMeant} from './remote/choose-vassals.js';
import {askForReport, type EmperorReport} from './remote/emperor-report.js';
import {Failure, failed, wrongUsage} from './remote/failure.js';
import {followLogs} from './remote/follow-logs.js';
import type {Line} from './remote/line.js';
import {namesToComplete} from './remote/names-to-complete.js';
import {printLogs} from './remote/print-logs.js';
import {readProbe} from './remote/probe.js';
import {statusSegment} from './remote/status-segment.js';
import {statusTable} from './remote/status-table.js';
import {tellVassals, waitForVassals} from './remote/tell-vassals.js';
import type {Narrator} from './remote/watch-vassals.js';
import {readPattern} from './ui/log/pattern.js';
import {watch} from './watch-status.js';

/** Asks or tells an emperor that runs already. Answers the exit code. */
export const runRemote = async (plan: RemotePlan, cwd: string): Promise<number> => {
	if (plan.kind === 'status' && plan.format === 'names') {
		// A prompt that completes must not hang on an emperor that is stopped.
		setTimeout(() => process.exit(failed), 1000).unref();
	}
	try {
		return await run(
			plan,
			await chooseEmperor(plan.socket, ownSocketFolders(), ownUid(), foreignFolders()),
			cwd,
		);
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
			return showStatus(plan, line, cwd);
		case 'logs':
			return showLogs(plan, line, cwd);
		case 'tell':
			return tell(plan, line, cwd);
		case 'wait':
			return waitForVassals(line, plan, cwd, narrator);
	}
};

const showLogs = async (
	plan: Extract<RemotePlan, {kind: 'logs'}>,
	line: Line,
	cwd: string,
): Promise<number> => {
	const {names, grep, follow, isJson} = plan;
	const {vassals} = await askForReport(line);
	const chosen = names.length === 0 ? vassals : chooseVassals(vassals, names, cwd);
	const pattern = grep === undefined ? undefined : readPattern(grep, false);
	const newest = {
		...plan,
		...(typeof pattern === 'object' ? {isMeant: patientGrep(pattern, giveUp)} : {}),
		isStudied: isJson || plan.level !== undefined,
	};
	const printer = isJson ? jsonPrinter : textPrinter(chosen.map(({name}) => name));
	if (!follow) {
		return printLogs(line, chosen, newest, printer);
	}
	const isChosen = (vassal: VassalReport): boolean => names.length === 0 || isMeant(vassal, names, cwd);
	await followLogs(line, chosen, isChosen, newest, printer);
	return 0;
};

/** At once: other logs are being read, and would keep it busy as well. */
const giveUp = (sentence: string): never => {
	narrator.complain(sentence);
	process.exit(wrongUsage);
};

const tell = (
	{probe: text, ...orders}: Extract<RemotePlan, {kind: 'tell'}>,
	line: Line,
	cwd: string,
): Promise<number> => {
	const probe = text === undefined ? undefined : readProbe(text);
	return tellVassals(line, {...orders, ...(probe === undefined ? {} : {probe})}, cwd, narrator);
};

const showStatus = async (
	{names, format, watch: isWatched}: Extract<RemotePlan, {kind: 'status'}>,
	line: Line,
	cwd: string,
): Promise<number> => {
	const report = await askForReport(line);
	const vassals = names.length === 0 ? report.vassals : chooseVassals(report.vassals, names, cwd);
	if (!isWatched) {
		process.stdout.write(formats[format]({...report, vassals}));
		return 0;
	}
	return watch(async () => {
		const latest = await askForReport(line);
		// Who has gone meanwhile is no mistake of the one who looks.
		const there = latest.vassals.filter(vassal => names.length === 0 || isMeant(vassal, names, cwd));
		return watchedFormats[format]({...latest, vassals: there});
	});
};

const formats: Readonly<Record<'table' | 'json' | 'tmux' | 'names', (report: EmperorReport) => string>> = {
	table: ({vassals, notices}) => statusTable(vassals, notices, Date.now() / 1000),
	json: report => `${JSON.stringify(report, null, '\t')}\n`,
	tmux: ({vassals}) => `${statusSegment(vassals)}\n`,
	names: ({vassals}) => namesToComplete(vassals),
};

/** The same one after the other: each with its time, and an empty line or none between them. */
const watchedFormats: typeof formats = {
	...formats,
	table: report => {
		const {pid, cwd} = report;
		return `${timeOfDay()}  emperor ${pid} in ${printable(cwd)}\n\n${formats.table(report)}\n`;
	},
	json: report => `${JSON.stringify({time: Date.now() / 1000, ...report})}\n`,
};

const timeOfDay = (): string => new Date().toTimeString().slice(0, 8);

const narrator: Narrator = {
	say: text => void process.stdout.write(`${plain(text)}\n`),
	complain: text => void process.stderr.write(`${plain(text)}\n`),
};
