import type {EmpireNews} from '../../client/wire.js';
import type {VassalId} from '../../core/event.js';
import type {EmpireSnapshot, VassalSnapshot} from '../../core/snapshot.js';

/** An empire as it was told: each part as JSON, to be compared with what it is later. */
export type Account = {
	readonly vassals: ReadonlyMap<VassalId, {readonly json: string; readonly vassal: VassalSnapshot}>;
	readonly order: string;
	readonly notices: string;
	readonly ragnarok: string;
};

/** The same snapshot is taken apart once, however many are told of it. */
export const accountOf = (snapshot: EmpireSnapshot): Account => {
	const known = accounts.get(snapshot);
	if (known !== undefined) {
		return known;
	}
	const {vassals, notices, ragnarok} = snapshot;
	const account = {
		vassals: new Map(vassals.map(vassal => [vassal.id, {json: JSON.stringify(vassal), vassal}])),
		order: JSON.stringify(vassals.map(({id}) => id)),
		notices: JSON.stringify(notices),
		ragnarok: JSON.stringify(ragnarok) ?? '',
	};
	accounts.set(snapshot, account);
	return account;
};

const accounts = new WeakMap<EmpireSnapshot, Account>();

/** What has changed since an account was given; undefined where nothing has. Without one, everything. */
export const newsSince = (told: Account | undefined, snapshot: EmpireSnapshot): EmpireNews | undefined => {
	const account = accountOf(snapshot);
	if (account === told) {
		return undefined;
	}
	const changed = [...account.vassals.values()].filter(
		({json, vassal}) => told?.vassals.get(vassal.id)?.json !== json,
	);
	const news: EmpireNews = {
		...(changed.length === 0 ? {} : {vassals: changed.map(({vassal}) => vassal)}),
		...(told?.order === account.order ? {} : {order: [...account.vassals.keys()]}),
		...(told?.notices === account.notices ? {} : {notices: snapshot.notices}),
		...(snapshot.ragnarok === undefined || told?.ragnarok === account.ragnarok
			? {}
			: {ragnarok: snapshot.ragnarok}),
	};
	return Object.keys(news).length === 0 ? undefined : news;
};
