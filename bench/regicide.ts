import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {get} from 'node:http';
import {isRunning} from '../test/helpers/is-running.js';
import {type PipedEmperor, pipeEmperor} from '../test/helpers/piped-emperor.js';
import {freePort, type Scope} from '../test/helpers/scratch.js';
import {until} from '../test/helpers/wait.js';

/** What was left when an emperor had been killed. */
export type Aftermath = {
	/** Processes of its vassals in the moment of its death. */
	readonly bereaved: number;
	/** Milliseconds until none of them, nor any they bore since, was left. */
	readonly lasted: number;
};

/**
 * Kills an emperor over five vassals of uWSGI and five others with SIGKILL: when all are up and one is busy, or as soon
 * as there are so many processes of theirs. Fails when somebody is left after three times the five seconds allowed.
 */
export const killEmperor = async (scope: Scope, earlyAt?: number): Promise<Aftermath> => {
	const ports = {http: await freePort(), uwsgi: await freePort(), busy: await freePort()};
	const emperor = await pipeEmperor(scope, {
		args: ['--no-tui', '*.ini'],
		ports,
		files: {...others, ...uwsgis(ports.busy)},
	});
	if (earlyAt === undefined) {
		await allAreUp(emperor);
		await occupy(ports.busy, emperor);
	}
	const bereaved = await someAreUp(emperor, earlyAt ?? whenAllAreUp);
	const guards = await guardsOf(emperor.pid);
	emperor.signal('SIGKILL');
	const killedAt = performance.now();
	await emperor.exited();
	let goneAt: number | undefined;
	await until(
		'the last process of the vassals to end',
		async () => {
			const left = await emperor.family();
			goneAt = left.length === 0 ? (goneAt ?? performance.now()) : undefined;
			// A process that is just becoming another program is seen by nobody, but not for long.
			assert.ok(goneAt !== undefined && performance.now() - goneAt > 200, JSON.stringify(left, undefined, 2));
			return true;
		},
		15_000,
	);
	for (const guard of guards) {
		await until('the guard to go home', async () => !(await isRunning(guard)), 5000);
	}
	return {bereaved, lasted: (goneAt ?? Number.NaN) - killedAt};
};

/** Processes of all ten vassals, at least. */
const whenAllAreUp = 18;

const script = (name: string): string =>
	`[uwsgi]\nunprivileged-binary-patch-arg = exec sh programs/${name}.sh\n`;

const deaf = "trap '' TERM INT HUP QUIT\n";
const others = {
	'ignoring.ini': script('ignoring'),
	'programs/ignoring.sh': `${deaf}echo here\nwhile :; do sleep 1; done\n`,
	'straying.ini': script('straying'),
	'programs/straying.sh': `setsid sh -c "${deaf}while :; do sleep 1; done" &\necho here\nexec sleep 1000\n`,
	'forking.ini': script('forking'),
	'programs/forking.sh': 'echo here\nwhile :; do\n\tsleep 5 &\n\tsleep 0.3\ndone\n',
	'chatty.ini': script('chatty'),
	'programs/chatty.sh': 'while :; do\n\techo here\n\tsleep 0.1\ndone\n',
	'quiet.ini': script('quiet'),
	'programs/quiet.sh': 'echo here\nexec sleep 1000\n',
};

/** With the two of the tutorial these are five. */
const uwsgis = (busyPort: number) => ({
	'busy.ini': `[uwsgi]
plugins = http,python3
processes = 2
http-socket = 127.0.0.1:${busyPort}
wsgi-file = programs/busy.py
`,
	'programs/busy.py': `import time

def application(environ, start_response):
    print('busy for a minute', flush=True)
    time.sleep(60)
`,
	'lazy.ini': `[uwsgi]
plugins = python3
lazy-apps = true
mule = true
socket = lazy.sock
pythonpath = apps/
module = hello
`,
	'deaf.ini': `[uwsgi]
plugins = python3
master = false
socket = deaf.sock
pythonpath = apps/
module = hello
`,
});

const allAreUp = async (emperor: PipedEmperor): Promise<void> => {
	for (const name of ['uwsgi', 'busy', 'lazy', 'deaf']) {
		await emperor.prints(`vassal ${name}.ini is ready to accept requests`);
	}
	await emperor.prints('vassal http.ini has been spawned');
	for (const name of ['ignoring', 'straying', 'forking', 'chatty', 'quiet']) {
		await emperor.prints(new RegExp(`${name}\\.ini +\\| here`));
	}
};

/**
 * Looks as often as it can: in a tenth of a second all would be up. Answers how many there were; a second look might miss
 * one that is just becoming another program.
 */
const someAreUp = async (emperor: PipedEmperor, least: number): Promise<number> => {
	const deadline = performance.now() + 10_000;
	for (;;) {
		const {length} = await emperor.family();
		if (length >= least) {
			return length;
		}
		assert.ok(performance.now() < deadline, `there were never ${least} processes`);
	}
};

/** A worker that serves a request does not see that its emperor has died. */
const occupy = async (port: number, emperor: PipedEmperor): Promise<void> => {
	get({host: '127.0.0.1', port, agent: false}).on('error', () => {}); // Its worker will be killed.
	await emperor.prints('busy for a minute');
};

/** Its guard is no vassal, and does not bear their mark. */
const guardsOf = async (emperor: number): Promise<readonly number[]> => {
	const children = await readFile(`/proc/${emperor}/task/${emperor}/children`, 'utf8');
	const guards: number[] = [];
	for (const pid of children.split(' ').filter(Boolean)) {
		const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
		if (command.includes('emperor-guard')) {
			guards.push(Number(pid));
		}
	}
	return guards;
};
