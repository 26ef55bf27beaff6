import meow from 'meow';
import {type Option, type OptionName, options} from './options.js';

/** The values of the options, asked for by the names in the table. */
export class Values {
	/** What is no option, in order. */
	readonly words: readonly string[];
	readonly #flags: Readonly<Record<string, unknown>>;

	constructor(argv: readonly string[]) {
		const {flags, input} = meow({
			importMeta: import.meta,
			argv: [...argv],
			pkg: {name: 'emperor'},
			autoHelp: false,
			autoVersion: false,
			flags: flagsFor(argv),
		});
		this.#flags = flags;
		this.words = input;
	}

	isSet(name: OptionName | 'help' | 'version'): boolean {
		return this.#flags[flagOf(name)] === !name.startsWith('no-');
	}

	all(name: OptionName): readonly string[] {
		const value = this.#flags[flagOf(name)];
		const values = Array.isArray(value) ? value.map(String) : [];
		if (values.includes('')) {
			throw new Mistake(`--${name}: nothing given. Write --${name} and then its value.`);
		}
		return values;
	}

	/** Given twice, the last counts, as in uWSGI. */
	text(name: OptionName): string | undefined {
		return this.all(name).at(-1);
	}

	oneOf<const T extends string>(name: OptionName, choices: readonly T[]): T | undefined {
		const value = this.text(name);
		const choice = choices.find(candidate => candidate === value);
		if (value !== undefined && choice === undefined) {
			throw new Mistake(`--${name}: "${value}" is not among ${choices.join(', ')}. Write one of these.`);
		}
		return choice;
	}

	number(name: OptionName): number | undefined {
		const value = this.text(name);
		if (value !== undefined && !/^\d+(\.\d+)?$/.test(value)) {
			const what = /^-\d/.test(value) ? 'is less than nothing' : 'is not a number';
			throw new Mistake(`--${name}: "${value}" ${what}. Write, for example, --${name} 3.`);
		}
		return value === undefined ? undefined : Number(value);
	}

	/** In milliseconds. */
	seconds(name: OptionName): number | undefined {
		const value = this.number(name);
		return value === undefined ? undefined : value * 1000;
	}
}

/** What is wrong with the arguments, as a sentence for the person who typed them. */
export class Mistake extends Error {}

/** Meow takes its time with each, so it hears of those alone that may be among the arguments. */
const flagsFor = (argv: readonly string[]) =>
	({
		help: {type: 'boolean', shortFlag: 'h', default: false},
		version: {type: 'boolean', default: false},
		...Object.fromEntries(
			options
				.filter((option: Option) => mayBeAmong(argv, option))
				.map((option: Option) => [
					flagOf(option.name),
					{
						...(option.value === undefined
							? {type: 'boolean' as const, default: option.name.startsWith('no-')}
							: {type: 'string' as const, isMultiple: true as const}),
						...(option.short === undefined ? {} : {shortFlag: option.short}),
					},
				]),
		),
	}) as const;

const mayBeAmong = (argv: readonly string[], {name, short}: Option): boolean =>
	argv.some(word => word.startsWith(`--${name}`) || (short !== undefined && /^-[^-]/.test(word)));

/** `emperor-freq` → `emperorFreq`; `no-tui` → `tui`, which it switches off. */
function flagOf(name: string): string {
	return name.replace(/^no-/, '').replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
