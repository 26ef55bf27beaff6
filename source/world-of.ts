import {askLoggers, askUwsgi} from './check/known-options.js';
import type {World} from './check/world.js';
import type {Ruling} from './command-line/ruling.js';
import {commandLineOptions} from './config/command-line-options.js';
import {disk} from './monitors/disk.js';
import {machineVariables} from './monitors/machine-variables.js';
import {readText} from './monitors/read-text.js';

/** What the configs of a ruling are held against, on this machine. */
export const worldOf = ({
	terms,
	onDemand,
	identity,
}: Pick<Ruling, 'terms' | 'onDemand' | 'identity'>): World => ({
	env: process.env,
	machine: machineVariables(),
	readText,
	disk,
	commandLine: commandLineOptions(terms),
	knownOptions: askUwsgi(terms.binaryPath),
	knownLoggers: askLoggers(terms.binaryPath),
	isOnItsOwn:
		Object.keys(onDemand).length === 0 &&
		terms.wrapper === undefined &&
		terms.wrapperOverrides.length + terms.wrapperFallbacks.length === 0 &&
		terms.startHook === undefined &&
		!Object.keys(process.env).some(name => name.startsWith('UWSGI_') && !ofVassals.test(name)),
	isRoot: process.getuid?.() === 0 && !terms.tyrant && identity.uid === undefined,
});

/** uWSGI takes `UWSGI_SOCKET` and so on for options of each vassal; these it sets itself, in a vassal that runs an emperor. */
const ofVassals =
	/^UWSGI_(?:EMPEROR_FD|EMPEROR_FD_CONFIG|EMPEROR_PROXY|RELOADS|ORIGINAL_PROC_NAME|BROODLORD_NUM|VASSALS_DIR)$/;
