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
		if (rivals.length === 0) {
			return [];
		}
		return [
			{
				what: `${by.key} = ${by.value}: ${listed(rivals.map(({file}) => file.name))} will listen there too`,
				where: placeOf(by),
				remedy: `Give each vassal ${address.kind === 'tcp' ? 'a port' : 'a socket'} of its own`,
			},
		];
	});

/** `a`, `a and b`, `a, b and c`; of very many, the first and how many more. */
const listed = (names: readonly string[]): string => {
	const shown =
		names.length > mostNamed ? [...names.slice(0, mostNamed), `${names.length - mostNamed} more`] : names;
	const last = shown.at(-1) ?? '';
	return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
};

/** As many as a line of a terminal takes. */
const mostNamed = 8;

const baseFile = ({file}: Examination, all: readonly Examination[]): Problem[] => {
	const readers = all.filter(
		other => other.file.path !== file.path && other.includes.some(({path}) => path === file.path),
	);
	if (readers.length === 0) {
		return [];
	}
	return [
		{
			kind: 'warning',
			what: `runs as a vassal, though ${listed(readers.map(({file: {name}}) => name))} ${readers.length === 1 ? 'includes' : 'include'} it`,
			where: {file: file.path},
			remedy: "If it is only a base for others, move it out of the emperor's pattern",
		},
	];
};
