import type {Running} from './vassal.js';

/** Whether it has made the announcement that can be expected of it, and is not on its way to a new one. */
export const isReady = (vassal: Running): boolean => vassal.reloading === undefined && isUp(vassal);

/** Whether this process image has announced itself. */
export const isUp = ({accepting, spawned, settled, config}: Running): boolean =>
	accepting || settled || (spawned && config.readiness === 'spawned');
