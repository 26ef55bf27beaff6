import type {VassalReport} from '../control/report.js';
import {printable} from '../core/printable.js';

/** All vassals in a few words, for tmux's status line: `5 ok`, `4 ok, 1 stopped`, `4 ok, shop.ini throttled`. */
export const statusSegment = (
	vassals: readonly Pick<VassalReport, 'name' | 'state' | 'trouble'>[],
): string => {
	const [worst, ...others] = vassals.filter(({trouble}) => trouble);
	const untroubled = vassals.filter(({trouble}) => !trouble);
	// Nobody's worry, but nobody is served by them either.
	const off = ['stopped', 'not a vassal']
		.map(state => ({state, count: untroubled.filter(vassal => vassal.state === state).length}))
		.filter(({count}) => count > 0);
	const well = untroubled.length - off.reduce((sum, {count}) => sum + count, 0);
	const ok = [`${well} ok`, ...off.map(({state, count}) => `${count} ${state}`)].join(', ');
	if (worst === undefined) {
		return ok;
	}
	const rest = others.length === 0 ? '' : ` +${others.length}`;
	// tmux takes #[…] in what a command prints for a style: no file name shall paint there.
	return `${ok}, ${printable(worst.name).replaceAll('#', '##')} ${worst.state}${rest}`;
};
