import {resolve} from 'node:path';
import type {Disk, Gathered} from '../config/gather-options.js';
import {placeOf} from '../config/option.js';
import {namesIn} from '../config/placeholders.js';
import type {Problem} from '../core/problem.js';

/** Files that are to become part of a value, `@(file)`, and are not there: uWSGI ends before anything else. */
export const findMissingTexts = async ({options}: Gathered, cwd: string, disk: Disk): Promise<Problem[]> => {
	const problems: Problem[] = [];
	for (const option of options) {
		for (const name of namesIn(option.value, '@')) {
			if (/^[\w./-]+$/.test(name) && (await disk.whatIsAt(name, cwd)) === 'nothing') {
				problems.push({
					what: `${option.key} asks for @(${name}): there is no file ${resolve(cwd, name)}, at which uWSGI ends`,
					where: placeOf(option),
					remedy: 'Create it, or mend the path',
				});
			}
		}
	}
	return problems;
};
