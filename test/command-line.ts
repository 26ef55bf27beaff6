import assert from 'node:assert/strict';
import {mkdir} from 'node:fs/promises';
import {after, before, test} from 'node:test';
import {type Plan, type Ruling, readCommandLine} from '../source/command-line.js';
import {defaultTerms} from '../source/core/terms.js';
import {helpText} from '../source/help.js';
import {type Option, type OptionName, options} from '../source/options.js';
import {scratch} from './helpers/scratch.js';

/** A folder with nothing in it: what a bare word means depends on what is on the disk. */
const home = process.cwd();
const cleanups: (() => Promise<void>)[] = [];
before(async () => process.chdir(await scratch({after: cleanup => cleanups.push(cleanup)})));
after(async () => {
	process.chdir(home);
	await Promise.all(cleanups.map(cleanup => cleanup()));
});

const ruling = (...argv: readonly string[]): Ruling => {
	const plan = readCommandLine(argv);
	assert.ok(plan.kind === 'rule' || plan.kind === 'demo', JSON.stringify(plan));
	const {kind: _, ...rest} = plan;
	return rest;
};

const mistake = (...argv: readonly string[]): string => {
	const plan = readCommandLine(argv);
	assert.equal(plan.kind, 'mistake', JSON.stringify(plan));
	return plan.kind === 'mistake' ? plan.text : '';
};

const plain: Ruling = ruling('*.ini');
const terms = (changes: Partial<Ruling['terms']>): Partial<Ruling> => ({terms: {...plain.terms, ...changes}});

/** For each option: what is typed, and what that changes in the plan. An option that is missing does not compile. */
const meanings: Readonly<Record<OptionName, readonly [typed: readonly string[], Partial<Ruling>]>> = {
	emperor: [['b/*.ini', 'c'], {patterns: ['b/*.ini', 'c', '*.ini']}],
	'binary-path': [['/opt/uwsgi'], terms({binaryPath: '/opt/uwsgi'})],
	'emperor-freq': [['1.5'], {freq: 1500}],
	'emperor-throttle': [['250'], terms({throttle: 250})],
	'emperor-max-throttle': [['60000'], terms({maxThrottle: 60_000})],
	'emperor-no-blacklist': [[], terms({noBlacklist: true})],
	'emperor-curse-tolerance': [['5'], terms({curseTolerance: 5000})],
	'emperor-required-heartbeat': [['7'], terms({requiredHeartbeat: 7000})],
	'emperor-graceful-shutdown': [[], terms({gracefulShutdown: true})],
	'reload-mercy': [['9'], terms({mercy: 9000})],
	'emperor-nofollow': [[], {nofollow: true}],
	'emperor-on-demand-extension': [['.socket'], {onDemand: {extension: '.socket'}}],
	'emperor-on-demand-directory': [['/run'], {onDemand: {directory: '/run'}}],
	'emperor-on-demand-exec': [['where'], {onDemand: {exec: 'where'}}],
	'emperor-extra-extension': [['.conf', '.cfg'], {extraExtensions: ['.conf', '.cfg']}],
	'emperor-wrapper': [['/bin/wrap'], terms({wrapper: '/bin/wrap'})],
	'vassal-set': [['processes=2', 'a=b=c, d'], terms({vassalsSet: ['processes=2', 'a=b=c, d']})],
	'vassals-include': [['a', 'b'], terms({vassalsInclude: ['a', 'b']})],
	'vassals-include-before': [['a', 'b'], terms({vassalsIncludeBefore: ['a', 'b']})],
	'vassals-inherit': [['a', 'b'], terms({vassalsInherit: ['a', 'b']})],
	'vassals-inherit-before': [['a', 'b'], terms({vassalsInheritBefore: ['a', 'b']})],
	layout: [['list'], {layout: 'list'}],
	scrollback: [['20000'], {scrollback: {maxLines: 20_000, maxBytes: Number.MAX_SAFE_INTEGER}}],
	'no-tui': [[], {tui: false}],
	color: [['never'], {color: 'never'}],
	ascii: [[], {ascii: true}],
};

const isSwitch = ({value}: Option): boolean => value === undefined;

test('files alone mean uWSGI’s defaults', () => {
	assert.deepEqual(ruling('*.ini', 'more'), {
		...plain,
		patterns: ['*.ini', 'more'],
	});
	assert.deepEqual(plain.terms, defaultTerms);
	assert.equal(plain.freq, 3000);
	assert.equal(plain.tui, true);
	assert.equal(plain.color, 'auto');
	assert.equal(plain.layout, undefined);
	assert.deepEqual(plain.scrollback, {});
});

for (const option of options) {
	test(`--${option.name} is understood, changes what it says and nothing else`, () => {
		const [typed, expected] = meanings[option.name];
		const inTwo = isSwitch(option)
			? [`--${option.name}`]
			: typed.flatMap(value => [`--${option.name}`, value]);
		const inOne = isSwitch(option) ? [`--${option.name}`] : typed.map(value => `--${option.name}=${value}`);
		for (const words of [inTwo, inOne]) {
			assert.deepEqual(ruling(...words, '*.ini'), {...plain, ...expected});
			assert.deepEqual(ruling('*.ini', ...words), {...plain, ...expected});
		}
		assert.notDeepEqual({...plain, ...expected}, plain);
	});
}

test('each option that wants a value says so where there is none', () => {
	const wanting = options.filter(option => !isSwitch(option));
	assert.ok(wanting.length > 10);
	for (const {name} of wanting) {
		for (const argv of [
			['*.ini', `--${name}`],
			['*.ini', `--${name}=`],
			[`--${name}`, '--ascii', '*.ini'],
		]) {
			assert.match(mistake(...argv), new RegExp(`^--${name}: .*\\. .*\\.$`), argv.join(' '));
		}
	}
});

test('of an option that is given twice the last counts', () => {
	assert.equal(ruling('--layout', 'grid', '--layout', 'list', '*.ini').layout, 'list');
	assert.equal(ruling('--emperor-freq=1', '*.ini', '--emperor-freq=2').freq, 2000);
	assert.equal(ruling('--ascii', '--ascii', '*.ini').ascii, true);
});

test('words that look like numbers or switches stay what they are', () => {
	assert.deepEqual(ruling('2024', '1e3', 'true').patterns, ['2024', '1e3', 'true']);
	assert.deepEqual(ruling('--vassal-set', 'x=001', 'a.ini').terms.vassalsSet, ['x=001']);
	assert.deepEqual(ruling('--vassal-set=--x', 'a.ini').terms.vassalsSet, ['--x']);
});

test('behind -- everything is a pattern', () => {
	assert.deepEqual(ruling('--ascii', '--', '--odd.ini', '-h').patterns, ['--odd.ini', '-h']);
	assert.equal(ruling('--', 'a.ini', '--ascii').ascii, false);
});

test('--emperor may stand for the pattern', () => {
	assert.deepEqual(ruling('--emperor', '*.ini').patterns, ['*.ini']);
});

test('help and version are asked for by any of their names, wherever they stand', () => {
	const kind = (...argv: readonly string[]): Plan['kind'] => readCommandLine(argv).kind;
	assert.deepEqual(
		[kind('-h'), kind('--help'), kind('*.ini', '-h'), kind('--version')],
		['help', 'help', 'help', 'version'],
	);
});

test('an unknown option names the nearest one, and only where it is near', () => {
	assert.equal(mistake('--layuot', 'grid', '*.ini'), '--layuot: no such option. Did you mean --layout?');
	assert.equal(
		mistake('*.ini', '--emperor-freqq=3'),
		'--emperor-freqq: no such option. Did you mean --emperor-freq?',
	);
	assert.equal(mistake('--hlep'), '--hlep: no such option. Did you mean --help?');
	assert.match(
		mistake('--quite-something-else', '*.ini'),
		/^--quite-something-else: no such option\. See emperor --help\.$/,
	);
	assert.match(mistake('-x', '*.ini'), /^-x: no such option\./);
	assert.match(mistake('--no-ascii', '*.ini'), /^--no-ascii: no such option\./);
	assert.match(
		mistake('--emperorFreq=3', '*.ini'),
		/^--emperorFreq: no such option\. Did you mean --emperor-freq\?$/,
	);
});

test('a value that cannot be is quoted, with one that can', () => {
	for (const [argv, text] of [
		[['--layout', 'merry'], '--layout: "merry" is not among grid, list, zoom. Write one of these.'],
		[['--color=yes'], '--color: "yes" is not among auto, always, never. Write one of these.'],
		[
			['--emperor-freq', 'often'],
			'--emperor-freq: "often" is not a number. Write, for example, --emperor-freq 3.',
		],
		[['--reload-mercy=-1'], '--reload-mercy: "-1" is not a number. Write, for example, --reload-mercy 3.'],
		[
			['--emperor-throttle', '1s'],
			'--emperor-throttle: "1s" is not a number. Write, for example, --emperor-throttle 3.',
		],
	] as const) {
		assert.equal(mistake(...argv, '*.ini'), text);
	}
});

test('a scrollback is lines, or bytes with their unit', () => {
	const scrollback = (size: string) => ruling(`--scrollback=${size}`, '*.ini').scrollback;
	const bytes = (maxBytes: number) => ({maxBytes, maxLines: Number.MAX_SAFE_INTEGER});
	assert.deepEqual(scrollback('500'), {maxLines: 500, maxBytes: Number.MAX_SAFE_INTEGER});
	assert.deepEqual(scrollback('512K'), bytes(512 * 1024));
	assert.deepEqual(scrollback('16M'), bytes(16 * 1024 ** 2));
	assert.deepEqual(scrollback('16mb'), bytes(16 * 1024 ** 2));
	assert.deepEqual(scrollback('1 GB'), bytes(1024 ** 3));
	for (const size of ['0', '0M', '-5', '1.5M', 'many', '5 apples', '12T']) {
		assert.match(
			mistake(`--scrollback=${size}`, '*.ini'),
			/^--scrollback: ".*" is no size\. Write .*\.$/,
			size,
		);
	}
});

test('nothing to look for is a mistake that says what to write', () => {
	assert.match(mistake(), /^emperor: no config files given\. Write, for example, emperor '\*\.ini'/);
	assert.match(mistake('--ascii'), /^emperor: no config files given\./);
});

test('demo is a command with the same options, unless there is something of that name', async () => {
	const plan = readCommandLine(['demo', '--ascii']);
	assert.equal(plan.kind, 'demo');
	assert.equal(plan.kind === 'demo' && plan.ascii, true);
	assert.match(mistake('demo', '*.ini'), /^demo: takes no config files\./);

	await mkdir('demo');
	assert.deepEqual(readCommandLine(['demo']), {kind: 'rule', ...plain, patterns: ['demo']});
});

test('a bare word that is neither command nor on the disk names the nearest command', async () => {
	assert.equal(mistake('dmeo'), 'dmeo: no such command, file or folder. Did you mean demo?');
	assert.equal(mistake('vassals'), 'vassals: no such command, file or folder. See emperor --help.');
	await mkdir('vassals');
	assert.deepEqual(ruling('vassals').patterns, ['vassals']);
});

test('every mistake is one line that begins with its place', () => {
	for (const argv of [
		['--nope'],
		[],
		['nope'],
		['--layout'],
		['--layout=x', 'a.ini'],
		['--scrollback=x', 'a.ini'],
	]) {
		assert.match(mistake(...argv), /^[^\n:]+: [^\n]+[.?]$/);
	}
});

test('help opens with three examples, names every option, and fits 110 columns', () => {
	const lines = helpText().split('\n');
	assert.ok(lines.slice(0, 3).every(line => line.startsWith('emperor ')));
	for (const {name} of options) {
		assert.ok(
			lines.some(line => line.startsWith(`  --${name}`)),
			name,
		);
	}
	assert.ok(lines.every(line => line.length <= 110));
});
