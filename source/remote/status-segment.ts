import type {VassalReport} from '../control/report.js';
import {printable} from '../core/printable.js';

/** All vassals in a few words, for tmux's status line: `5 ok`, `4 ok, shop.ini throttled`. */
export const statusSegment = (
	vassals: readonly Pick<VassalReport, 'name' | 'state' | 'trouble'>[],
): string => {
	const [worst, ...others] = vassals.filter(({trouble}) => trouble);
	const ok = `${vassals.length - others.length - (worst === undefined ? 0 : 1)} ok`;
	if (worst === undefined) {
		return ok;
	}
	const rest = others.length === 0 ? '' : ` +${others.length}`;
	// tmux takes #[…] in what a command prints for a style: no file name shall paint there.
	return `${ok}, ${printable(worst.name).replaceAll('#', '##')} ${worst.state}${rest}`;
};
