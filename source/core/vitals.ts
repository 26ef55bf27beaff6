import type {VassalId} from './event.js';

/** What everything costs, as sampled a moment ago. */
export type Vitals = {
	/** Of the emperor itself, over the last sample: fraction of one core, and resident bytes. */
	readonly emperor: {readonly cpu: number; readonly resident: number};
	/** Resident bytes of each running vassal with all its descendants; shared pages are counted in each. */
	readonly resident: Readonly<Record<VassalId, number>>;
};
