import type {SpawnOrder} from './spawn-order.js';
import type {Terms} from './terms.js';

/** Who the program of a vassal is to be, by name or number. */
type Identity = Pick<SpawnOrder, 'uid' | 'gid'>;

/**
 * What `--emperor-use-clone` and `--emperor-cap` ask for, as the programs of util-linux that do it: `unshare`, and behind it
 * `setpriv`. Where one of them stands in front the identity is left to `setpriv`, for both need the emperor's rights.
 *
 * Order as in uWSGI: namespaces, capabilities, user (emperor.md 2).
 */
export const confine = (
	identity: Identity,
	{namespaces, capabilities}: Pick<Terms, 'namespaces' | 'capabilities'>,
): Identity & Pick<SpawnOrder, 'under'> => {
	if (namespaces.length === 0 && capabilities.length === 0) {
		return identity;
	}
	const rights = [...keep(capabilities), ...become(identity)];
	return {
		under: [
			...(namespaces.length === 0 ? [] : ['unshare', ...namespaces.flatMap(leave), '--']),
			...(rights.length === 0 ? [] : ['setpriv', ...rights, '--']),
		],
	};
};

/** A process cannot leave its own pid namespace, only bear a child outside: that dies with `unshare`, and passes on how it ended. */
const leave = (namespace: Namespace): readonly string[] =>
	namespace === 'pid' ? ['--pid', '--fork', '--kill-child'] : [`--${namespace}`];

const keep = (capabilities: readonly string[]): readonly string[] =>
	capabilities.length === 0 ? [] : [`--bounding-set=-all,${capabilities.map(name => `+${name}`).join(',')}`];

const become = ({uid, gid}: Identity): readonly string[] => [
	...(uid === undefined ? [] : [`--reuid=${uid}`]),
	...(gid === undefined ? [] : [`--regid=${gid}`]),
	...(uid === undefined && gid === undefined ? [] : ['--clear-groups']),
];

/** As `unshare` spells them. */
export type Namespace = 'ipc' | 'mount' | 'net' | 'pid' | 'user' | 'uts';
