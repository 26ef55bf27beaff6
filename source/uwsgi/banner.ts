import type {Follower} from './follower.js';

/** The first thing that an instance says when it starts or reloads. */
export const opensBanner = (text: string): boolean =>
	opening.test(text) || text.startsWith('[uWSGI] getting ') || text.startsWith('*** Starting uWSGI ');

/** Collects what every start says, until the instance has begun its work. What is worth reading stays outside. */
export const bannerFollower: Follower = {
	ask: (text, {kind, level}) => {
		if (
			opening.test(text) ||
			kind === 'request' ||
			kind === 'reload' ||
			text.startsWith('announcing my loyalty')
		) {
			return 'over';
		}
		return kind === 'banner' && level !== 'error' ? 'own' : 'foreign';
	},
};

const opening = /^\*\*\* has_emperor mode detected /;
