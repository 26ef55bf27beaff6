import type {Gathered} from '../config/gather-options.js';
import {type Option, placeOf} from '../config/option.js';
import type {Problem} from '../core/problem.js';
import type {VassalConfig} from '../core/vassal-config.js';

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

/**
 * What is worth knowing of a vassal's log before it runs, and shows by itself once it does: files that are followed. Of
 * `daemonize` it is a warning: nothing goes to the background under an Emperor (measured on uWSGI 2.0.21).
 */
export const findFollowedOutput = ({options}: Gathered, {diversions = []}: VassalConfig): Problem[] =>
	diversions.flatMap(({option, kind, target}): Problem[] => {
		const by = options.findLast(({key}) => key === option);
		if (by === undefined) {
			return [];
		}
		if (/^daemonize2?$/.test(option)) {
			return [
				{
					kind: 'warning',
					what: `${option} = ${by.value} puts nothing into the background under an Emperor: it only sends the log there`,
					where: placeOf(by),
					remedy: `Leave it out to have the log here, or write logto = ${by.value}`,
				},
			];
		}
		return kind === 'file'
			? [
					{
						what: `${option} = ${by.value} sends its log to a file`,
						where: placeOf(by),
						remedy: `The emperor follows ${target}`,
					},
				]
			: [];
	});

/** A file is followed; uWSGI takes what has a colon in it for a UDP address. */
const isDiverting = ({key, value}: Option): boolean =>
	/^(?:logto2?|daemonize2?)$/.test(key)
		? value.includes(':')
		: /^(?:req-logger|logger(?:-req)?)$/.test(key) &&
			!/^(?:[^\s:]+\s+)?(?:file:|stdio\b|fd:[12]$)/.test(value);
