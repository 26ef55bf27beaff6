import {placeOf} from '../config/option.js';
import type {VassalId} from '../core/event.js';
import type {Problem} from '../core/problem.js';
import {clash} from './addresses.js';
import type {Examination} from './examine.js';

/** What is wrong between configs that are right by themselves, for each that is concerned. */
export const compareVassals = (
	examinations: readonly Examination[],
): ReadonlyMap<VassalId, readonly Problem[]> =>
	new Map(
		examinations.map(one => [
			one.file.path,
			[...sharedAddresses(one, examinations), ...baseFile(one, examinations)],
		]),
	);

const sharedAddresses = (one: Examination, all: readonly Examination[]): Problem[] =>
	one.addresses.flatMap(({by, address}) => {
		const rivals = all
			.filter(other => other !== one)
			.flatMap(other =>
				other.addresses
					.filter(claim => clash(address, claim.address))
					.slice(0, 1)
					.map(() => other),
			);
		const [first] = rivals;
		if (first === undefined) {
			return [];
		}
		const more = rivals.length === 1 ? '' : ` and ${rivals.length - 1} more`;
		return [
			{
				what: `${by.key} = ${by.value}: ${first.file.name}${more} will listen there too`,
				where: placeOf(by),
				remedy: `Give each vassal ${address.kind === 'tcp' ? 'a port' : 'a socket'} of its own`,
			},
		];
	});

const baseFile = ({file}: Examination, all: readonly Examination[]): Problem[] => {
	const readers = all.filter(
		other => other.file.path !== file.path && other.includes.some(({path}) => path === file.path),
	);
	const [first] = readers;
	if (first === undefined) {
		return [];
	}
	const more = readers.length === 1 ? 'includes it' : `and ${readers.length - 1} more include it`;
	return [
		{
			kind: 'warning',
			what: `runs as a vassal, though ${first.file.name} ${more}`,
			where: {file: file.path},
			remedy: "If it is only a base for others, move it out of the emperor's pattern",
		},
	];
};
