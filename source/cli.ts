import {setFlagsFromString} from 'node:v8';
import {attach} from './attach.js';
import {checkConfigs} from './check-configs.js';
import {readCommandLine} from './command-line/command-line.js';
import {placed, readEmperorIni} from './command-line/emperor-ini.js';
import {grammar} from './command-line/grammar.js';
import {helpText} from './command-line/help.js';
import {type Habits, readDefaults} from './command-line/settings-file.js';
import {printable} from './core/printable.js';
import {reignOverDemo} from './demo-reign.js';
import {exitCodeOf} from './engine/signals.js';
import {showInfo} from './info.js';
import {closeInherited} from './processes/inherited-descriptors.js';
import {reign} from './reign.js';
import {runRemote} from './run-remote.js';
import {completionScript} from './shells/shells.js';
import {untangle} from './untangle.js';
import {version} from './version.js';

/**
 * What Ink throws away with every frame would grow the young generation to 33 MB before it is looked at. Kept as small
 * as it begins, the whole program needs a fifth less memory, for the same CPU (measured on Node 20).
 */
setFlagsFromString('--semi-space-growth-factor=1');
/** So little is looked through sooner by one thread than shared out among several (crash loops: a tenth less CPU). */
setFlagsFromString('--no-parallel-scavenge');

closeInherited();

const usageError = 2;

const run = async (): Promise<number> => {
	const typed = process.argv.slice(2);
	const {args, complaints, habits} = await readDefaults(typed);
	const ini = await readEmperorIni(typed, process.cwd());
	for (const sentence of [...complaints, ...ini.complaints, ...ini.refusals]) {
		process.stderr.write(`${printable(sentence)}\n`);
	}
	if (ini.refusals.length > 0) {
		return usageError;
	}
	Object.assign(process.env, ini.env);
	const plan = placed(readCommandLine(ini.typed, [...args, ...ini.args]), ini);
	switch (plan.kind) {
		case 'help':
			process.stdout.write(helpText(plan.of));
			return 0;
		case 'version':
			process.stdout.write(`emperor ${version}\n`);
			return 0;
		case 'mistake':
			process.stderr.write(`${plan.text}\n`);
			return usageError;
		case 'completion':
			process.stdout.write(completionScript(plan.shell, grammar()));
			return 0;
		case 'demo':
			return reignOverDemo({...plan, habits: told(habits, complaints)});
		case 'check':
			return checkConfigs(plan, process.cwd());
		case 'info':
			return showInfo(plan.isJson);
		case 'untangle':
			return untangle(plan);
		case 'attach':
			return attach({...plan, habits: told(habits, complaints)});
		case 'rule':
			return reign({...plan, habits: told(habits, complaints)}, process.cwd());
		default:
			return runRemote(plan, process.cwd());
	}
};

/** What is wrong with the keys is said where keys are pressed: on stderr as well, for whoever looks there later. */
const told = (habits: Habits, already: readonly string[]): Habits => {
	for (const sentence of habits.complaints.filter(complaint => !already.includes(complaint))) {
		process.stderr.write(`${printable(sentence)}\n`);
	}
	return habits;
};

const exitCode = await run();
if (exitCode === exitCodeOf('SIGHUP')) {
	// Node 20 aborts when it exits after its terminal was closed; ended by the signal itself it does not.
	process.kill(process.pid, 'SIGHUP');
} else {
	process.exit(exitCode);
}
