import type {Inspection} from '../../client/inspection.js';
import {printable} from '../../core/printable.js';
import {describeProblem, isTrouble, type Problem, seenFrom} from '../../core/problem.js';
import type {VassalSnapshot} from '../../core/snapshot.js';
import {plural} from '../format.js';
import type {Look} from '../theme.js';
import {foreign, indented, type Row, wrapped} from './inspector-rows.js';

/** A config as it is, each line with its number, and under it what is wrong with it; first what is wrong elsewhere. */
export const configRows = (
	config: Inspection['config'],
	vassal: VassalSnapshot,
	width: number,
	look: Look,
): Row[] => {
	const file = vassal.zerg?.of ?? vassal.id;
	const problems = problemsOf(vassal);
	const isInPlace = ({where}: Problem): boolean =>
		'text' in config && where.file === file && where.line !== undefined;
	const elsewhere = problems
		.filter(problem => !isInPlace(problem))
		.flatMap(problem =>
			wrapped(printable(describeProblem(seenFrom(vassal.cwd, problem))), width, toneOf(problem, look)),
		);
	if ('trouble' in config) {
		return elsewhere.length > 0 ? elsewhere : wrapped(config.trouble, width, {color: look.colours.bad});
	}
	const lines = config.text
		.replace(/^\ufeff/, '')
		.replace(/\r?\n$/, '')
		.split('\n');
	const digits = String(Math.min(lines.length, mostLines)).length;
	const shown = lines.slice(0, mostLines).flatMap((line, index) => {
		const here = problems.filter(problem => isInPlace(problem) && problem.where.line === index + 1);
		const front = `${String(index + 1).padStart(digits)} ${look.vertical} `;
		const [gravest] = here;
		const row = indented(
			{text: front, dim: true},
			foreign(line.replace(/\r$/, ''), width - front.length, gravest ? toneOf(gravest, look) : {}),
		);
		const arrow = `${' '.repeat(digits)} ${look.isAscii ? '^' : '└'} `;
		return [
			...row,
			...here.flatMap(problem =>
				indented(
					{text: arrow, ...toneOf(problem, look)},
					wrapped(printable(textOf(problem)), width - arrow.length, toneOf(problem, look)),
				),
			),
		];
	});
	const left = lines.length - mostLines;
	const rest =
		left > 0
			? [`${plural(left, 'more line')}${config.isCut ? ', and it goes on' : ''}`]
			: config.isCut
				? ['it goes on']
				: [];
	return [...elsewhere, ...shown, ...rest.flatMap(text => wrapped(text, width, {dim: true}))];
};

/** Lines of a config that are shown; a person edits a longer one rather than scrolls through it here. */
const mostLines = 1000;

/** Once each: what keeps it from running may be among what the check found as well. */
const problemsOf = (vassal: VassalSnapshot): readonly Problem[] => {
	const refusal = vassal.state === 'refused' ? vassal.problem : vassal.config.refusal;
	const all = [...(refusal === undefined ? [] : [refusal]), ...vassal.problems];
	const texts = all.map(describeProblem);
	return all.filter((_, index) => texts.indexOf(texts[index] ?? '') === index);
};

const textOf = ({what, remedy}: Problem): string => `${what}. ${remedy}${remedy.endsWith('?') ? '' : '.'}`;

const toneOf = (problem: Problem, look: Look) => ({
	color: isTrouble(problem) ? look.colours.bad : look.colours.moving,
});

/** What the latest change of its file changed. */
export const changeRows = (change: Inspection['change'], width: number, look: Look): Row[] => {
	if (change === undefined) {
		return [];
	}
	const {time, lines} = change;
	const when = new Date(time).toTimeString().slice(0, 8);
	if (lines === undefined || lines.length === 0) {
		const what =
			lines === undefined
				? 'what it changed is not known: too long to compare'
				: 'touched; its text is the same';
		return wrapped(`${when}  ${what}`, width);
	}
	return [[{text: when, dim: true}], ...lines.flatMap(line => lineRows(line, width, look))];
};

type ChangeLine = NonNullable<NonNullable<Inspection['change']>['lines']>[number];

const lineRows = (line: ChangeLine, width: number, look: Look): Row[] => {
	switch (line.kind) {
		case 'gap':
			return foreign(`  ${plural(line.count, 'line')} as before`, width, {dim: true});
		case 'same':
			return foreign(`  ${line.text}`, width);
		case 'gone':
			return foreign(`- ${line.text}`, width, {color: look.colours.bad});
		case 'new':
			return foreign(`+ ${line.text}`, width, {color: look.colours.good});
	}
};
