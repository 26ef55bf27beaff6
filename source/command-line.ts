import {existsSync} from 'node:fs';
import leven from 'leven';
import meow from 'meow';
import {defaultTerms, type Terms} from './core/terms.js';
import {type Option, type OptionName, options} from './options.js';

/** What a person asked for. */
export type Plan =
	| {readonly kind: 'help'}
	| {readonly kind: 'version'}
	| {readonly kind: 'mistake'; readonly text: string}
	| ({readonly kind: 'rule' | 'demo'} & Ruling);

export type Ruling = {
	readonly patterns: readonly string[];
	readonly terms: Terms;
	/** Milliseconds between two looks that nothing has asked for. */
	readonly freq: number;
	readonly nofollow: boolean;
	readonly extraExtensions: readonly string[];
	readonly onDemand: {readonly extension?: string; readonly directory?: string; readonly exec?: string};
	readonly layout: 'grid' | 'list' | 'zoom' | undefined;
	readonly scrollback: {readonly maxLines?: number; readonly maxBytes?: number};
	readonly tui: boolean;
	readonly color: 'auto' | 'always' | 'never';
	readonly ascii: boolean;
};

/** Reads the arguments behind the program's name. A mistake is a sentence, never an exception. */
export const readCommandLine = (argv: readonly string[]): Plan => {
	const mistake = findMistyped(argv);
	if (mistake !== undefined) {
		return {kind: 'mistake', text: mistake};
	}
	const {flags, input} = meow({
		importMeta: import.meta,
		argv: [...argv],
		pkg: {name: 'emperor'},
		autoHelp: false,
		autoVersion: false,
		flags: meowFlags,
	});
	if (flags.help === true) {
		return {kind: 'help'};
	}
	if (flags.version === true) {
		return {kind: 'version'};
	}
	try {
		return planOf(new Values(flags), input);
	} catch (error) {
		if (error instanceof Mistake) {
			return {kind: 'mistake', text: error.message};
		}
		throw error;
	}
};

/** What is wrong with a value, as a sentence for the person who typed it. */
class Mistake extends Error {}

const commands = ['demo'];

const planOf = (values: Values, input: readonly string[]): Plan => {
	const [first] = input;
	const patterns = [...values.all('emperor'), ...input];
	const isDemo = first === 'demo' && !existsSync('demo');
	if (isDemo && patterns.length > 1) {
		throw new Mistake(`demo: takes no config files. Give either demo or the files.`);
	}
	if (first !== undefined && !isDemo && looksLikeCommand(first)) {
		throw new Mistake(`${first}: no such command, file or folder.${suggest(first, commands)}`);
	}
	if (patterns.length === 0) {
		throw new Mistake(
			"emperor: no config files given. Write, for example, emperor '*.ini', or try emperor demo.",
		);
	}
	return {
		kind: isDemo ? 'demo' : 'rule',
		patterns,
		terms: termsOf(values),
		freq: freqOf(values),
		nofollow: values.isSet('emperor-nofollow'),
		extraExtensions: values.all('emperor-extra-extension'),
		onDemand: onDemandOf(values),
		layout: values.oneOf('layout', ['grid', 'list', 'zoom']),
		scrollback: scrollbackOf(values.text('scrollback')),
		tui: !values.isSet('no-tui'),
		color: values.oneOf('color', ['auto', 'always', 'never']) ?? 'auto',
		ascii: values.isSet('ascii'),
	};
};

const freqOf = (values: Values): number => {
	const freq = values.seconds('emperor-freq') ?? 3000;
	if (freq < leastFreq) {
		throw new Mistake('--emperor-freq: less than a tenth of a second. Write, for example, --emperor-freq 3.');
	}
	return freq;
};

/** The look is only a net beneath the file events: more often would cost a core and find nothing. In milliseconds. */
const leastFreq = 100;

const onDemandOf = (values: Values): Ruling['onDemand'] => {
	const extension = values.text('emperor-on-demand-extension');
	const directory = values.text('emperor-on-demand-directory');
	const exec = values.text('emperor-on-demand-exec');
	return {
		...(extension === undefined ? {} : {extension}),
		...(directory === undefined ? {} : {directory}),
		...(exec === undefined ? {} : {exec}),
	};
};

const termsOf = (values: Values): Terms => {
	const wrapper = values.text('emperor-wrapper');
	return {
		binaryPath: values.text('binary-path') ?? defaultTerms.binaryPath,
		...(wrapper === undefined ? {} : {wrapper}),
		vassalsSet: values.all('vassal-set'),
		vassalsInherit: values.all('vassals-inherit'),
		vassalsInclude: values.all('vassals-include'),
		vassalsInheritBefore: values.all('vassals-inherit-before'),
		vassalsIncludeBefore: values.all('vassals-include-before'),
		throttle: values.number('emperor-throttle') ?? defaultTerms.throttle,
		maxThrottle: values.number('emperor-max-throttle') ?? defaultTerms.maxThrottle,
		noBlacklist: values.isSet('emperor-no-blacklist'),
		curseTolerance: values.seconds('emperor-curse-tolerance') ?? defaultTerms.curseTolerance,
		requiredHeartbeat: values.seconds('emperor-required-heartbeat') ?? defaultTerms.requiredHeartbeat,
		gracefulShutdown: values.isSet('emperor-graceful-shutdown'),
		mercy: values.seconds('reload-mercy') ?? defaultTerms.mercy,
	};
};

/** `20000` is lines, `16M` (or `16MB`, `512K`) is bytes. */
const scrollbackOf = (size: string | undefined): Ruling['scrollback'] => {
	if (size === undefined) {
		return {};
	}
	const [, count = '', unit = ''] = /^(\d+)\s*(?:([KMG])B?)?$/i.exec(size) ?? [];
	const number = Number(count);
	if (count === '' || number === 0) {
		throw new Mistake(
			`--scrollback: "${size}" is no size. Write lines, such as 20000, or bytes, such as 16M.`,
		);
	}
	return unit === ''
		? {maxLines: number, maxBytes: Number.MAX_SAFE_INTEGER}
		: {maxBytes: number * 1024 ** (1 + 'KMG'.indexOf(unit.toUpperCase())), maxLines: Number.MAX_SAFE_INTEGER};
};

/** The values of the options, asked for by the names in the table. */
class Values {
	readonly #flags: Readonly<Record<string, unknown>>;

	constructor(flags: Readonly<Record<string, unknown>>) {
		this.#flags = flags;
	}

	isSet(name: OptionName): boolean {
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
			throw new Mistake(`--${name}: "${value}" is not a number. Write, for example, --${name} 3.`);
		}
		return value === undefined ? undefined : Number(value);
	}

	/** In milliseconds. */
	seconds(name: OptionName): number | undefined {
		const value = this.number(name);
		return value === undefined ? undefined : value * 1000;
	}
}

const meowFlags = {
	help: {type: 'boolean', shortFlag: 'h', default: false},
	version: {type: 'boolean', default: false},
	...Object.fromEntries(
		options.map((option: Option) => [
			flagOf(option.name),
			option.value === undefined
				? {type: 'boolean' as const, default: option.name.startsWith('no-')}
				: {type: 'string' as const, isMultiple: true},
		]),
	),
} as const;

/** `emperor-freq` → `emperorFreq`; `no-tui` → `tui`, which it switches off. */
function flagOf(name: string): string {
	return name.replace(/^no-/, '').replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

const findMistyped = (argv: readonly string[]): string | undefined => {
	const end = argv.indexOf('--');
	const known = [...options.map(({name}) => `--${name}`), '--help', '--version', '-h'];
	const typed = argv.slice(0, end === -1 ? argv.length : end);
	const hungry: Option | undefined = options.find((option: Option) => {
		const at = typed.lastIndexOf(`--${option.name}`);
		const isLast = at !== -1 && (typed[at + 1] ?? '--').startsWith('--');
		return option.value !== undefined && (isLast || typed.includes(`--${option.name}=`));
	});
	if (hungry !== undefined) {
		return `--${hungry.name}: nothing given. Write --${hungry.name} and then its value.`;
	}
	const unknown = typed
		.map(argument => argument.split('=')[0] ?? argument)
		.find(argument => /^-./.test(argument) && !known.includes(argument));
	return unknown === undefined ? undefined : `${unknown}: no such option.${suggest(unknown, known)}`;
};

const suggest = (typed: string, known: readonly string[]): string => {
	const [nearest] = [...known].sort((a, b) => leven(typed, a) - leven(typed, b));
	return nearest !== undefined && leven(typed, nearest) <= Math.max(2, typed.length / 3)
		? ` Did you mean ${nearest}?`
		: ' See emperor --help.';
};

/** A bare word that is nothing on the disk cannot be meant as a place for config files. */
const looksLikeCommand = (word: string): boolean => /^[a-z]+$/.test(word) && !existsSync(word);
