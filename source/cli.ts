import {setFlagsFromString} from 'node:v8';
import {readCommandLine} from './command-line/command-line.js';
import {placed, readEmperorIni} from './command-line/emperor-ini.js';
import {grammar} from './command-line/grammar.js';
import {helpText} from './command-line/help.js';
import type {Ruling} from './command-line/ruling.js';
import {type Habits, readDefaults} from './command-line/settings-file.js';
import {printable} from './core/printable.js';
import {drawCurtain} from './curtain.js';
import {exitWith} from './exit-with.js';
import {closeInherited} from './processes/inherited-descriptors.js';
import {idleIdentity, missingRights} from './rights.js';
import {completionScript} from './shells/shells.js';
import {heedStdoutLoss} from './stdout-loss.js';
import {canDraw} from './terminal-facts.js';
import {version} from './version.js';

/**
 * What Ink throws away with every frame would grow the young generation to 33 MB before it is looked at. Kept as small
 * as it begins, the whole program needs a fifth less memory, for the same CPU (measured on Node 20).
 */
setFlagsFromString('--semi-space-growth-factor=1');
/** So little is looked through sooner by one thread than shared out among several (crash loops: a tenth less CPU). */
setFlagsFromString('--no-parallel-scavenge');

closeInherited();

const failure = 1;
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
	if (!lasting.includes(plan.kind)) {
		heedStdoutLoss();
	}
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
		case 'check':
			return (await commands()).checkConfigs(plan, process.cwd());
		case 'info':
			return (await commands()).showInfo(plan.isJson);
		case 'untangle':
			return (await commands()).untangle(plan);
		case 'attach':
			return (await commands()).attach({...plan, habits: told(habits, complaints)});
		case 'demo':
		case 'rule':
			return rule(plan.kind, {...plan, habits: told(habits, complaints)});
		default:
			return (await commands()).runRemote(plan, process.cwd());
	}
};

/** Those that heed by themselves what becomes of what they show. */
const lasting: readonly string[] = ['attach', 'demo', 'rule'];

const commands = () => import('./commands.js');

/** Whoever waits for panels sees something before the emperor is loaded. */
const rule = async (kind: 'demo' | 'rule', ruling: Ruling): Promise<number> => {
	const missing = missingRights(ruling);
	if (missing !== undefined) {
		process.stderr.write(`${missing}\n`);
		return failure;
	}
	const idle = idleIdentity(ruling.identity);
	if (idle !== undefined) {
		process.stderr.write(`${idle}\n`);
	}
	const curtain = ruling.tui && !ruling.isJson && canDraw() ? drawCurtain() : undefined;
	return kind === 'demo'
		? (await commands()).reignOverDemo(ruling, curtain)
		: (await commands()).reign(ruling, process.cwd(), curtain);
};

/** What is wrong with the keys is said where keys are pressed: on stderr as well, for whoever looks there later. */
const told = (habits: Habits, already: readonly string[]): Habits => {
	for (const sentence of habits.complaints.filter(complaint => !already.includes(complaint))) {
		process.stderr.write(`${printable(sentence)}\n`);
	}
	return habits;
};

exitWith(await run());
