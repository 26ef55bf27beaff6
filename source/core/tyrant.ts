import type {Owner, Sighting} from './event.js';
import type {Problem} from './problem.js';
import type {Terms} from './terms.js';

/** The file as a tyrant sees it: one that belongs to root, or to its group, is nobody's to run (emperor.md 10). */
export const judgeOwner = (sighting: Sighting, {tyrant}: Pick<Terms, 'tyrant'>): Sighting => {
	const refusal = tyrant ? refuseOwner(sighting) : undefined;
	return refusal === undefined ? sighting : {...sighting, config: {...sighting.config, refusal}};
};

const refuseOwner = ({id, owner: {uid, gid}, config}: Sighting): Problem | undefined =>
	config.refusal !== undefined || (uid !== 0 && gid !== 0)
		? undefined
		: {
				what: `invalid permissions for a vassal: ${describeRoot({uid, gid})}, and --emperor-tyrant runs nobody as root`,
				where: {file: id},
				remedy: 'Give it to the user and the group it is to run as: chown USER:GROUP',
			};

const describeRoot = ({uid, gid}: Owner): string =>
	uid === 0 ? (gid === 0 ? 'it belongs to root' : 'its owner is root') : 'its group is root’s';

/** Whether a process runs as somebody whose file this is no more. */
export const hasNewMaster = (before: Owner, after: Owner, {tyrant}: Pick<Terms, 'tyrant'>): boolean =>
	tyrant && (before.uid !== after.uid || before.gid !== after.gid);

/** Whom a tyrant runs a vassal as. */
export const identityOf = (
	{uid, gid}: Owner,
	{tyrant}: Pick<Terms, 'tyrant'>,
): {readonly uid: string; readonly gid: string} | undefined =>
	tyrant ? {uid: String(uid), gid: String(gid)} : undefined;
