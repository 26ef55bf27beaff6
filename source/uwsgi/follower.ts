import type {LineFacts} from './line-facts.js';

/** What a line is to a report that is open: its own, its own last one, its own unless another one claims it, none of it, or a sign that it is over. */
export type Belonging = 'own' | 'last' | 'perhaps' | 'foreign' | 'over';

/** Follows a report that is open, line by line. */
export type Follower = {
	/** What a line is to it, if it takes it. */
	readonly ask: (text: string, facts: LineFacts) => Belonging;
	/** The line was its own. Absent where that changes nothing. */
	readonly take?: (text: string) => void;
};
