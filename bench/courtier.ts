import {execFileSync} from 'node:child_process';
import {constants, openSync} from 'node:fs';
import {Socket} from 'node:net';
import path from 'node:path';
import type {Scope} from '../test/helpers/scratch.js';
import {until} from '../test/helpers/wait.js';

/** Vassals that say when things reach them. Shells, because they are up in two milliseconds. */
export const courtierPrograms = {
	/** Ready, and reports every byte; reloads by doing nothing, and obeys byte 0. */
	'programs/obedient.sh': `echo "born $1 $$" >reports
printf '\\001\\005' >&$UWSGI_EMPEROR_FD
while byte=$(head -c 1 <&$UWSGI_EMPEROR_FD | od -An -tu1 | tr -d ' ') && [ -n "$byte" ]; do
	echo "heard $1 $byte" >reports
	case $byte in
		0) exit ;;
		1) printf '\\005' >&$UWSGI_EMPEROR_FD ;;
	esac
done
`,
	/**
	 * Loyal, and asleep, with a worker that holds the emperor pipe and dies with its master, as uWSGI's do. Without one
	 * the pipe closes a moment before the death can be known, and uWSGI's Emperor comes back 3 s later (emperor.md 4).
	 */
	'programs/loyal.sh': `echo "born $1 $$" >reports
printf '\\001\\005\\021' >&$UWSGI_EMPEROR_FD
setpriv --pdeathsig KILL sleep 1000 &
exec sleep 1000
`,
};

/** A config that real uWSGI understands as well, whoever it runs as. */
export const courtier = (program: 'obedient' | 'loyal', name: string): string =>
	`[uwsgi]\nprivileged-binary-patch-arg = exec sh programs/${program}.sh ${name}\n`;

export type Reports = {
	/** Waits for the next report that begins so; the rest of it, and when it came on the clock of `performance.now`. */
	readonly next: (beginning: string) => Promise<{readonly rest: string; readonly at: number}>;
};

/** Opens the FIFO that courtiers of this folder report to. */
export const readReports = (scope: Scope, folder: string): Reports => {
	const fifo = path.join(folder, 'reports');
	execFileSync('mkfifo', [fifo]);
	// Opened for writing too, so that it does not end between two reporters.
	const fd = openSync(fifo, constants.O_RDWR | constants.O_NONBLOCK);
	const socket = new Socket({fd, readable: true, writable: false});
	scope.after(async () => void socket.destroy());

	let reports: {readonly text: string; readonly at: number}[] = [];
	socket.setEncoding('utf8').on('data', (text: string) => {
		const at = performance.now();
		// A short write to a pipe is whole, so lines are never cut.
		reports.push(
			...text
				.trimEnd()
				.split('\n')
				.map(line => ({text: line, at})),
		);
	});
	return {
		next: async beginning => {
			const report = await until(`a report of "${beginning}"`, () =>
				reports.find(({text}) => text.startsWith(beginning)),
			);
			reports = reports.filter(other => other !== report);
			return {rest: report.text.slice(beginning.length).trim(), at: report.at};
		},
	};
};
