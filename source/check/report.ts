import {printable} from '../core/printable.js';
import {describeProblem, isTrouble, type Problem, seenFrom} from '../core/problem.js';

/** Everything that one look at the configs found. */
export type Checked = {
	readonly vassals: readonly CheckedVassal[];
	/** Sentences about places where a person would expect configs. */
	readonly remarks: readonly string[];
};

export type CheckedVassal = {
	/** Full path of its config. */
	readonly path: string;
	readonly name: string;
	readonly problems: readonly Problem[];
};

/** Files that are vassals, and what is wrong with them. A problem of an included file counts once. */
export const countUp = (
	checked: Checked,
): {readonly vassals: number; readonly errors: number; readonly warnings: number} => {
	const problems = problemsIn(checked);
	return {
		vassals: checked.vassals.length - strangersIn(checked).length,
		errors: problems.filter(isTrouble).length,
		warnings: problems.filter(({kind}) => kind === 'warning').length,
	};
};

/** A line for each problem, errors before warnings, and what it comes to. Paths as seen from the folder. */
export const reportText = (checked: Checked, folder: string): string => {
	const lines = (problems: readonly Problem[]) =>
		problems.map(problem => `${printable(describeProblem(seenFrom(folder, problem)))}\n`).join('');
	const problems = problemsIn(checked);
	const blocks = [
		lines(problems.filter(isTrouble)),
		lines(problems.filter(({kind}) => kind === 'warning')).replace(/^(?=.)/, 'Warnings:\n'),
		checked.remarks.map(remark => `${printable(remark)}\n`).join(''),
		summary(checked),
	];
	return blocks.filter(block => block !== '').join('\n');
};

/** One object on one line; docs/check.md says what is in it. `v` changes when a key goes or means something else. */
export const reportJson = (checked: Checked): string => {
	const {vassals, errors, warnings} = countUp(checked);
	const problems = problemsIn(checked).map(problem => ({
		severity: isTrouble(problem) ? 'error' : 'warning',
		file: problem.where.file,
		...(problem.where.line === undefined ? {} : {line: problem.where.line}),
		what: problem.what,
		remedy: problem.remedy,
	}));
	const strangers = strangersIn(checked).map(({path}) => path);
	return `${JSON.stringify({v: 1, vassals, errors, warnings, problems, strangers, remarks: checked.remarks})}\n`;
};

const problemsIn = ({vassals}: Checked): Problem[] => {
	const problems = vassals.flatMap(vassal => vassal.problems).filter(({kind}) => kind !== 'not-a-vassal');
	return [...new Map(problems.map(problem => [describeProblem(problem), problem])).values()];
};

const strangersIn = ({vassals}: Checked): CheckedVassal[] =>
	vassals.filter(({problems}) => problems.some(({kind}) => kind === 'not-a-vassal'));

const summary = (checked: Checked): string => {
	const {vassals, errors, warnings} = countUp(checked);
	const strangers = strangersIn(checked).map(({name}) => printable(name));
	const rest =
		strangers.length === 0
			? ''
			: ` Not ${strangers.length === 1 ? 'a vassal' : 'vassals'}: ${strangers.join(', ')}.`;
	const result =
		errors + warnings === 0
			? 'nothing to complain of'
			: `${count(errors, 'error')}, ${count(warnings, 'warning')}`;
	return `${vassals === 0 ? 'no vassals found' : `${count(vassals, 'vassal')}: ${result}`}.${rest}\n`;
};

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
