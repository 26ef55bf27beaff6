/**
 * Runs commands, and reads what they print as the emperor does, but keeps nothing: the most that one thread of Node can take.
 *
 *     node build/bench/logs/discard.js COMMAND…
 */
import {spawn} from 'node:child_process';
import {openOutputPipe} from '../../source/processes/output-pipe.js';

for (const command of process.argv.slice(2)) {
	const {writeEnd} = await openOutputPipe(() => undefined);
	spawn('sh', ['-c', `exec ${command}`], {stdio: ['ignore', writeEnd, writeEnd]});
}
