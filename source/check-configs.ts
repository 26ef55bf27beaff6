import {compareVassals} from './check/between-vassals.js';
import {type Examination, examine} from './check/examine.js';
import {type Checked, countUp, reportJson, reportText} from './check/report.js';
import type {Ruling} from './command-line/ruling.js';
import {describeProblem, seenFrom} from './core/problem.js';
import {lookAround} from './monitors/look-around.js';
import {chooseMonitor} from './monitors/scheme.js';
import {worldOf} from './world-of.js';

/** `emperor check`: reads what an emperor would rule over, prints what is wrong, starts nothing. Answers the exit code. */
export const checkConfigs = async (
	ruling: Pick<Ruling, 'patterns' | 'acceptance' | 'terms' | 'onDemand' | 'identity' | 'isJson'>,
	cwd: string,
): Promise<number> => {
	const monitors = await Promise.all(
		ruling.patterns.map(async pattern => (await chooseMonitor(pattern, cwd, ruling.acceptance)).monitor),
	);
	const {seen, notices} = await lookAround(monitors, []);
	const world = worldOf(ruling);
	const examinations: Examination[] = [];
	for (const {id, name, cwd, isProgram} of seen) {
		examinations.push(await examine({path: id, name, cwd, isProgram}, world));
	}
	const between = compareVassals(examinations);
	const checked: Checked = {
		vassals: examinations.map(({file, config, findings, asides}) => ({
			path: file.path,
			name: file.name,
			problems: [
				...(config.refusal === undefined ? [] : [config.refusal]),
				...config.problems,
				...findings,
				...(between.get(file.path) ?? []),
				...asides.filter(({kind}) => kind === 'warning'),
			],
		})),
		remarks: [
			...notices,
			...examinations
				.flatMap(({asides}) => asides.filter(({kind}) => kind === undefined))
				.map(aside => describeProblem(seenFrom(cwd, aside))),
		],
	};
	process.stdout.write(ruling.isJson ? reportJson(checked) : reportText(checked, cwd));
	const {vassals, errors} = countUp(checked);
	return vassals > 0 && errors === 0 ? 0 : troubleFound;
};

const troubleFound = 3;
