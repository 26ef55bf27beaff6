/** What is known of the emperor when a screen leaves it: `unknown` while the line is broken. */
export type Outlook = 'ruling' | 'ending' | 'ended' | 'unknown';

/** The last line of an attached screen. */
export const parting = (place: string, outlook: Outlook): string => {
	switch (outlook) {
		case 'ruling':
			return `emperor: detached from ${place}, where it rules on`;
		case 'ending':
			return `emperor: detached from ${place}, where it is ending`;
		case 'ended':
			return `emperor: the emperor at ${place} has ended.`;
		case 'unknown':
			return `emperor: detached from ${place}. The line was broken: whether it rules on is not known.`;
	}
};
