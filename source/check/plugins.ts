import type {Option} from '../config/option.js';

export type Plugin = {readonly name: string; readonly by: Option};

/** Plain names, without the modifier in front (`0:python3`); `undefined` where the file has uWSGI look elsewhere for them. */
export const pluginsIn = (options: readonly Option[]): readonly Plugin[] | undefined =>
	options.some(({key}) => /^(?:plugins?-dir|plugins?-list|autoload)$/.test(key))
		? undefined
		: options
				.filter(({key}) => /^(?:need-)?plugins?$/.test(key))
				.flatMap(by =>
					by.value
						.split(',')
						.map(plugin => plugin.trim().replace(/^\d+:/, ''))
						.filter(name => name !== '')
						.map(name => ({name, by})),
				);
