/**
 * How soon the emperor acts (product.md 9): medians of ten.
 *
 *     node build/bench/life.js [--against-uwsgi]
 *
 * With the option uWSGI's own Emperor is measured with the same files in the same run, which takes three minutes more.
 * Exits with 1 when a goal is missed.
 */
import {rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {needs} from '../test/helpers/needs.js';
import {until} from '../test/helpers/wait.js';
import {courtier, courtierPrograms, readReports} from './courtier.js';
import {emperor, type Ruler, uwsgi} from './rulers.js';
import {scoped} from './scoped.js';
import {judge} from './verdicts.js';

const count = 10;
const samples = Array.from({length: count}, (_, index) => index + 1);

/** All in milliseconds. */
type Times = {
	readonly spawned: number[];
	readonly reloaded: number[];
	readonly removed: number[];
	readonly returned: number[];
	readonly stopped: number[];
};

const measure = async (ruler: Ruler): Promise<Times> => {
	const times: Times = {spawned: [], reloaded: [], removed: [], returned: [], stopped: []};
	await scoped(async scope => {
		const {folder} = await ruler.start(scope, courtierPrograms);
		const reports = readReports(scope, folder);
		for (const sample of samples) {
			const name = `new-${sample}`;
			const file = path.join(folder, `${name}.ini`);
			const time = async (act: () => void, report: string): Promise<number> => {
				await pause(ruler.pauseBefore(sample));
				const since = performance.now();
				act();
				return (await reports.next(report)).at - since;
			};
			const text = courtier('obedient', name);
			times.spawned.push(await time(() => writeFileSync(file, text), `born ${name} `));
			times.reloaded.push(await time(() => writeFileSync(file, `${text}; saved\n`), `heard ${name} 1`));
			times.removed.push(await time(() => rmSync(file), `heard ${name} 0`));
		}
	});

	await scoped(async scope => {
		const {folder} = await ruler.start(scope, courtierPrograms);
		const reports = readReports(scope, folder);
		const file = path.join(folder, 'loyal.ini');
		writeFileSync(file, courtier('loyal', 'loyal'));
		let pid = Number((await reports.next('born loyal ')).rest);
		for (const _ of samples) {
			await pause(300);
			const since = performance.now();
			process.kill(pid, 'SIGKILL');
			const {rest, at} = await reports.next('born loyal ');
			times.returned.push(at - since);
			pid = Number(rest);
		}
		// It hears nobody; nor would it come back by itself.
		rmSync(file);
		await pause(ruler.pauseBefore(count) + 3000);
		process.kill(pid, 'SIGKILL');
	});

	for (const _ of samples) {
		times.stopped.push(await timeOfEnd(ruler));
	}
	return times;
};

const vassals = 10;
const app = `def application(environ, start_response):
    start_response('200 OK', [])
    return []
`;

/** From SIGINT to the end of the emperor and of the last process of ten idle uWSGI vassals. */
const timeOfEnd = (ruler: Ruler): Promise<number> =>
	scoped(async scope => {
		const names = Array.from({length: vassals}, (_, index) => `idle-${index + 1}`);
		const configs = names.map(name => [
			`${name}.ini`,
			`[uwsgi]\nplugins = python3\nmaster = true\nsocket = ${name}.sock\nwsgi-file = programs/app.py\n`,
		]);
		const {prints, signal, exited, family} = await ruler.start(scope, {
			'programs/app.py': app,
			...Object.fromEntries(configs),
		});
		for (const name of names) {
			await prints(`vassal ${name}.ini is ready to accept requests`);
		}
		await pause(500);
		const since = performance.now();
		signal('SIGINT');
		await exited();
		await until('the last of the vassals to end', async () => (await family()).length === 0);
		return performance.now() - since;
	});

const {skip} = await needs('uwsgi');
if (skip !== false) {
	console.error(skip);
	process.exit(2);
}
const isAgainstUwsgi = process.argv.includes('--against-uwsgi');
const own = await measure(emperor);
const peer = isAgainstUwsgi ? await measure(uwsgi) : undefined;

const figure = (what: string, goal: number, quantity: keyof Times) => ({
	what,
	unit: 'ms',
	goal,
	samples: own[quantity],
	...(peer === undefined ? {} : {peer: peer[quantity]}),
});
const areMet = judge(
	[
		figure('new file → spawned', 150, 'spawned'),
		figure('file saved → reload byte', 150, 'reloaded'),
		figure('file removed → byte 0', 150, 'removed'),
		figure('loyal vassal killed → new process', 30, 'returned'),
		figure(`SIGINT, ${vassals} idle vassals → all gone`, 1500, 'stopped'),
	],
	peer && uwsgi.name,
);
process.exit(areMet ? 0 : 1);
