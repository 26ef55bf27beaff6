import type {Empire} from './empire.js';
import type {Notice} from './event.js';
import {naturalOrder} from './natural-order.js';
import type {Problem} from './problem.js';
import type {Roll} from './roll.js';
import {shortNames} from './short-names.js';
import type {Vassal} from './vassal/vassal.js';

/** What every face is shown: plain data that survives JSON. Instants are milliseconds on the emperor's own clock. */
export type EmpireSnapshot = {
	/** In the order of the monitors, then by path, numbers in it by their value. */
	readonly vassals: readonly VassalSnapshot[];
	readonly notices: readonly Notice[];
	readonly ragnarok?: NonNullable<Empire['ragnarok']>;
};

export type VassalSnapshot = Vassal & {
	/** The shortest name that tells it apart from the others. */
	readonly shortName: string;
	/** Everything that is wrong with its config, trouble before warnings. */
	readonly problems: readonly Problem[];
};

const byGravity = (a: Problem, b: Problem): number =>
	Number(a.kind === 'warning') - Number(b.kind === 'warning');

export const takeSnapshot = (empire: Empire): EmpireSnapshot => {
	const vassals = inOrder(empire.vassals);
	const names = shortNames(vassals.map(({id}) => id));
	return {
		vassals: vassals.map((vassal, index) =>
			portray(vassal, names[index] ?? vassal.name, empire.findings[vassal.id] ?? vassal.config.problems),
		),
		notices: empire.notices,
		...(empire.ragnarok === undefined ? {} : {ragnarok: empire.ragnarok}),
	};
};

const inOrder = ({all, places}: Roll): readonly Vassal[] =>
	orderByPath(places)
		.flatMap(place => all[place] ?? [])
		.sort((a, b) => a.monitor - b.monitor);

/** The places of vassals by their paths: worked out when one comes or goes, not with every event. */
const orderByPath = (places: Roll['places']): readonly number[] => {
	let order = orders.get(places);
	if (order === undefined) {
		order = Object.entries(places)
			.sort(([one], [other]) => naturalOrder(one, other))
			.map(([, place]) => place);
		orders.set(places, order);
	}
	return order;
};

const orders = new WeakMap<Roll['places'], readonly number[]>();

/** The same object for a vassal that is the same: few of many change with an event. */
const portray = (vassal: Vassal, shortName: string, found: readonly Problem[]): VassalSnapshot => {
	const known = portraits.get(vassal);
	if (known !== undefined && known.found === found && known.portrait.shortName === shortName) {
		return known.portrait;
	}
	const portrait = {...vassal, shortName, problems: [...found].sort(byGravity)};
	portraits.set(vassal, {found, portrait});
	return portrait;
};

const portraits = new WeakMap<
	Vassal,
	{readonly found: readonly Problem[]; readonly portrait: VassalSnapshot}
>();
