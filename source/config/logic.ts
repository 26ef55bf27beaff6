import type {Surroundings} from './gather-options.js';
import {numberOf, type Option} from './option.js';

/** What decides about a block besides its own line. */
export type LogicWorld = Pick<Surroundings, 'env' | 'machine' | 'disk' | 'readText'> & {
	readonly cwd: string;
	/** The value of the first option of that name so far, as it stands in the text. */
	readonly valueSoFar: (key: string) => string | undefined;
};

/** Options that begin a block: `for…`, `if-…`. A block goes on, through includes too, until an option ends it. */
export const beginsBlock = ({key}: Option): boolean => kindOf(key) !== undefined;

export const endsBlock = ({key}: Option): boolean => /^(?:end|endif|end-if|endfor|end-for)$/.test(key);

/**
 * What stands for `%(_)` in an option within a block, once for each time it counts; `unknown` where only uWSGI can tell.
 *
 * An item of `undefined` leaves the placeholder as it is. Source: core/config.c of uWSGI 2.0; checked on 2.0.21.
 */
export const itemsOf = async (
	{key, value}: Option,
	world: LogicWorld,
): Promise<readonly (string | undefined)[] | 'unknown'> => {
	const kind = kindOf(key);
	switch (kind?.word) {
		case 'for':
			return value.split(' ').filter(item => item !== '');
		case 'for-times':
			return times(numberOf({key, value, file: ''}));
		case 'for-glob':
			return world.disk.glob(value, world.cwd);
		case 'for-readline':
			return linesOf(value, world);
		default: {
			const answer = kind === undefined ? 'unknown' : await ask(kind.word, value, world);
			if (answer === 'unknown') {
				return answer;
			}
			return answer.holds === (kind?.isNegated !== true) ? [answer.item] : [];
		}
	}
};

/** More would be a mistake, and take the emperor's time. */
const mostTimes = 10_000;

const times = (count: number): string[] | 'unknown' =>
	count > mostTimes ? 'unknown' : Array.from({length: Math.max(0, count)}, (_, index) => String(index + 1));

type Answer = {readonly holds: boolean; readonly item: string | undefined} | 'unknown';

const ask = async (word: string, value: string, world: LogicWorld): Promise<Answer> => {
	switch (word) {
		case 'env':
			return compare(value, name => world.env[name]);
		case 'opt':
			return compare(value, world.valueSoFar);
		case 'reload':
			return {holds: false, item: undefined};
		case 'hostname':
			return world.machine?.['h'] === undefined
				? 'unknown'
				: {holds: world.machine['h'] === value, item: value};
		case 'exists':
		case 'file':
		case 'dir': {
			const found = await world.disk.whatIsAt(value, world.cwd);
			const wanted = word === 'dir' ? ['folder'] : word === 'file' ? ['file'] : ['file', 'folder', 'other'];
			return found === 'unknown' ? found : {holds: wanted.includes(found), item: value};
		}
		default:
			return 'unknown';
	}
};

/** `NAME`, which is to be there, or `NAME=value`, which is to be just that. */
const compare = (asked: string, lookup: (name: string) => string | undefined): Answer => {
	const equals = asked.indexOf('=');
	const found = lookup(equals === -1 ? asked : asked.slice(0, equals));
	return {
		holds: equals === -1 ? found !== undefined : found === asked.slice(equals + 1),
		item: found,
	};
};

const linesOf = async (path: string, {cwd, disk, readText}: LogicWorld): Promise<string[] | 'unknown'> => {
	switch (await disk.whatIsAt(path, cwd)) {
		case 'file': {
			const text = await readText(path.startsWith('/') ? path : `${cwd}/${path}`).catch(() => undefined);
			return text?.replace(/\n$/, '').split(/\r*\n/) ?? 'unknown';
		}
		case 'nothing':
			return [];
		default:
			return 'unknown';
	}
};

type Kind = {readonly word: string; readonly isNegated: boolean};

const kindOf = (key: string): Kind | undefined => {
	if (/^for(?:-glob|-times|-readline)?$/.test(key)) {
		return {word: key, isNegated: false};
	}
	const word =
		aliases[key] ??
		/^if-(?:not-)?(env|opt|exists|file|dir|plugin|hostname|hostname-match|reload)$/.exec(key)?.[1];
	return word === undefined ? undefined : {word, isNegated: key.startsWith('if-not-')};
};

const aliases: Readonly<Record<string, string>> = {
	ifenv: 'env',
	ifexists: 'exists',
	ifplugin: 'plugin',
	ifdir: 'dir',
	'if-directory': 'dir',
};
