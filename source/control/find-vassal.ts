import type {VassalSnapshot} from '../core/snapshot.js';
import type {Rejection} from './route.js';

/** The vassal that a name means: its full path, the short name that its panel shows, or what uWSGI calls it. */
export const findVassal = (vassals: readonly VassalSnapshot[], name: string): VassalSnapshot | Rejection => {
	const exact = vassals.find(({id, shortName}) => id === name || shortName === name);
	if (exact !== undefined) {
		return exact;
	}
	const [namesake, ...others] = vassals.filter(vassal => vassal.name === name);
	if (namesake === undefined) {
		return {status: 404, error: `${name}: no such vassal. GET /vassals lists them.`};
	}
	if (others.length > 0) {
		const names = [namesake, ...others].map(({shortName}) => shortName).join(', ');
		return {status: 409, error: `${name}: could be each of ${names}. Write one of these.`};
	}
	return namesake;
};
