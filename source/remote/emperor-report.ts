import type {VassalReport} from '../control/report.js';
import {Failure, failed} from './failure.js';
import type {Line} from './line.js';

/** What an emperor says of itself and its vassals. */
export type EmperorReport = {
	readonly pid: number;
	readonly cwd: string;
	readonly emperor: readonly string[];
	readonly notices: readonly string[];
	readonly vassals: readonly VassalReport[];
};

export const askForReport = async (line: Line): Promise<EmperorReport> => {
	const answer = await line.ask('GET', '/vassals');
	if (!isReport(answer)) {
		throw new Failure(failed, 'emperor: what answers there is no emperor. Give another --socket.');
	}
	return answer;
};

/** One vassal by the path of its file, if it is there. */
export const askForVassal = async (line: Line, path: string): Promise<VassalReport | undefined> =>
	(await askForReport(line)).vassals.find(vassal => vassal.path === path);

/** An emperor of another version has these keys too: keys are only ever added. */
const isReport = (answer: unknown): answer is EmperorReport =>
	typeof answer === 'object' &&
	answer !== null &&
	'vassals' in answer &&
	Array.isArray(answer.vassals) &&
	'notices' in answer &&
	Array.isArray(answer.notices);
