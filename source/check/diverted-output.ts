import type {Gathered} from '../config/gather-options.js';
import {type Option, placeOf} from '../config/option.js';
import type {Problem} from '../core/problem.js';

/** Options that send a vassal's log where the emperor cannot follow it. */
export const findDivertedOutput = ({options}: Gathered): Problem[] => {
	const diverting = options.filter(isDiverting);
	const last = diverting.at(-1);
	return last === undefined
		? []
		: [
				{
					kind: 'warning',
					what: `${last.key} = ${last.value} sends its log where the emperor cannot follow it`,
					where: placeOf(last),
					remedy: `Leave ${last.key} out, or name a file, to see it here`,
				},
			];
};

/** A file is followed; uWSGI takes what has a colon in it for a UDP address. */
const isDiverting = ({key, value}: Option): boolean =>
	/^(?:logto2?|daemonize2?)$/.test(key)
		? value.includes(':')
		: /^(?:req-logger|logger(?:-req)?)$/.test(key) &&
			!/^(?:[^\s:]+\s+)?(?:file:|stdio\b|fd:[12]$)/.test(value);
