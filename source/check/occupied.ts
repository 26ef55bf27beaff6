import {placeOf} from '../config/option.js';
import {printable} from '../core/printable.js';
import type {Problem} from '../core/problem.js';
import type {Claim} from './addresses.js';

/** Who listens at a TCP port, if anybody; without a pid where that cannot be known. `host` is empty for all addresses. */
export type OccupantOf = (
	host: string,
	port: number,
) => Promise<{readonly pid?: number; readonly command?: string} | undefined>;

/** Ports that a vassal wants and another program has. A socket in a file is no such thing: uWSGI puts its own there. */
export const findOccupied = async (claims: readonly Claim[], occupantOf: OccupantOf): Promise<Problem[]> => {
	const problems: Problem[] = [];
	for (const {by, address} of claims) {
		const occupant = address.kind === 'tcp' ? await occupantOf(address.host, address.port) : undefined;
		if (occupant !== undefined) {
			const {pid, command = 'a process'} = occupant;
			const who = pid === undefined ? 'another process' : `${printable(command)} (pid ${pid})`;
			problems.push({
				what: `${by.key} = ${by.value}: ${who} listens there already`,
				where: placeOf(by),
				remedy: 'Stop it, or choose another port',
			});
		}
	}
	return problems;
};
