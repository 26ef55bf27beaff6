import assert from 'node:assert/strict';
import {mkdir} from 'node:fs/promises';
import {after, before, test} from 'node:test';
import {type Plan, readCommandLine} from '../../source/command-line/command-line.js';
import {commands} from '../../source/command-line/commands.js';
import {helpText} from '../../source/command-line/help.js';
import {type Option, type OptionName, options, ruling as takers} from '../../source/command-line/options.js';
import {refusedOptions} from '../../source/command-line/refused-options.js';
import type {Ruling} from '../../source/command-line/ruling.js';
import {defaultTerms} from '../../source/core/terms.js';
import {scratch} from '../helpers/scratch.js';

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
const accepting = (changes: Partial<Ruling['acceptance']>): Partial<Ruling> => ({
	acceptance: {...plain.acceptance, ...changes},
});
const terms = (changes: Partial<Ruling['terms']>): Partial<Ruling> => ({terms: {...plain.terms, ...changes}});

/** The options of commands only: the command, what is typed behind the option, and what that plans. */
const meaningsToCommands = {
	follow: [['logs'], [], {follow: true}],
	lines: [['logs'], ['50'], {lines: 50}],
	since: [
		['logs'],
		['2026-11-24T12:00Z'],
		{since: Date.UTC(2026, 10, 24, 12), lines: Number.POSITIVE_INFINITY},
	],
	level: [['logs'], ['warning'], {level: 'warning', lines: Number.POSITIVE_INFINITY}],
	grep: [['logs', '-n', '3'], ['Bo+m'], {grep: 'Bo+m'}],
	all: [['stop'], [], {kind: 'tell', command: 'stop', names: [], pace: 'hasty', timeout: 60_000}],
	wait: [['reload', 'a.ini'], [], {pace: 'waiting'}],
	rolling: [['reload', 'a.ini'], [], {pace: 'rolling'}],
	probe: [['reload', 'a.ini', '--wait'], ['http://[::1]:%n/'], {probe: 'http://[::1]:%n/'}],
	watch: [['status'], [], {watch: true}],
	format: [['status'], ['tmux'], {format: 'tmux'}],
	for: [['wait', 'a.ini'], ['loyal'], {goal: 'loyal'}],
	into: [['untangle', 'mixed.log'], ['apart'], {file: 'mixed.log', form: 'files', dir: 'apart'}],
	timeout: [['wait', 'a.ini'], ['2.5'], {timeout: 2500}],
} as const satisfies Partial<
	Record<OptionName, readonly [argv: readonly string[], typed: readonly string[], plan: object]>
>;

/** Of no meaning alone. */
const companions = ['ini', 'emperor-tyrant-nofollow', 'keymap'] as const;

type RulingOption = Exclude<OptionName, keyof typeof meaningsToCommands | (typeof companions)[number]>;

/** For each option of an emperor that rules: what is typed, and what that changes in the plan. An option that is missing does not compile. */
const meanings: Readonly<Record<RulingOption, readonly [typed: readonly string[], Partial<Ruling>]>> = {
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
	'emperor-broodlord': [['4'], terms({broodlord: 4})],
	'emperor-nofollow': [[], accepting({nofollow: true})],
	'emperor-on-demand-extension': [['.socket'], {onDemand: {extension: '.socket'}}],
	'emperor-on-demand-directory': [['/run'], {onDemand: {directory: '/run'}}],
	'emperor-on-demand-exec': [['where'], {onDemand: {exec: 'where'}}],
	'emperor-stats': [['/run/s'], {stats: {place: {kind: 'unix', path: '/run/s'}, isHttp: false}}],
	socket: [['/run/control'], {socket: '/run/control'}],
	metrics: [['127.0.0.1:9117'], {metrics: {kind: 'tcp', host: '127.0.0.1', port: 9117}}],
	'stats-http': [[], {stats: {isHttp: true}}],
	'emperor-pidfile': [['/run/pid'], {pidFile: '/run/pid'}],
	'emperor-extra-extension': [['.conf', '.cfg'], accepting({extraExtensions: ['.conf', '.cfg']})],
	'emperor-magic-exec': [[], accepting({magicExec: true})],
	'emperor-wrapper': [['/bin/wrap'], terms({wrapper: '/bin/wrap'})],
	'emperor-wrapper-override': [['/bin/a', 'b'], terms({wrapperOverrides: ['/bin/a', 'b']})],
	'emperor-wrapper-fallback': [['/bin/a', 'b'], terms({wrapperFallbacks: ['/bin/a', 'b']})],
	'emperor-tyrant': [[], {...accepting({tyrant: 'of target'}), ...terms({tyrant: true})}],
	'emperor-cap': [['CAP_CHOWN, net_raw'], terms({capabilities: ['chown', 'net_raw']})],
	'emperor-use-clone': [['ns,pid,mount'], terms({namespaces: ['mount', 'pid']})],
	'emperor-procname': [['rome'], {procname: 'rome'}],
	uid: [['www-data'], {identity: {uid: 'www-data'}}],
	gid: [['33'], {identity: {gid: '33'}}],
	'vassal-set': [['processes=2', 'a=b=c, d'], terms({vassalsSet: ['processes=2', 'a=b=c, d']})],
	'vassals-include': [['a', 'b'], terms({vassalsInclude: ['a', 'b']})],
	'vassals-include-before': [['a', 'b'], terms({vassalsIncludeBefore: ['a', 'b']})],
	'vassals-inherit': [['a', 'b'], terms({vassalsInherit: ['a', 'b']})],
	'vassals-inherit-before': [['a', 'b'], terms({vassalsInheritBefore: ['a', 'b']})],
	'vassals-start-hook': [['/bin/up'], terms({startHook: '/bin/up'})],
	'vassals-stop-hook': [['/bin/down'], terms({stopHook: '/bin/down'})],
	layout: [['list'], {layout: 'list'}],
	scrollback: [['20000'], {scrollback: {maxLines: 20_000, maxBytes: Number.MAX_SAFE_INTEGER}}],
	'log-dir': [['/var/log/e'], {logDir: {dir: '/var/log/e', maxBytes: 10 * 1024 ** 2, maxFiles: 10}}],
	'log-maxsize': [['64K'], {logDir: {maxBytes: 65_536, maxFiles: 10}}],
	'log-maxfiles': [['3'], {logDir: {maxBytes: 10 * 1024 ** 2, maxFiles: 3}}],
	'no-tui': [[], {tui: false}],
	color: [['never'], {color: 'never'}],
	ascii: [[], {ascii: true}],
	'exit-on-failure': [[], {exitOnFailure: true}],
	json: [[], {isJson: true}],
	'no-mouse': [[], {mouse: false}],
	'no-telemetry': [[], {telemetry: false}],
	plain: [['--plain'], {tui: false}],
	theme: [['--theme', 'light'], {theme: 'light'}],
	'no-bell': [[], {bell: false}],
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

for (const option of options.filter(({name}) => name in meanings)) {
	test(`--${option.name} is understood, changes what it says and nothing else`, () => {
		const [typed, expected] = meanings[option.name as RulingOption];
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

test('a place that only a plugin of uWSGI can read is refused at once, with the reason', () => {
	for (const place of ['pg://host/db', 'mongodb://h', 'amqp://h', 'zmq://tcp://*:1', 'ldap://h']) {
		const [scheme] = place.split(':');
		const sentence = `${place}: ${scheme}:// is read by a plugin inside uWSGI's own Emperor, which this emperor is not. Write the configs to files, and give their folder.`;
		assert.equal(mistake(place), sentence);
		assert.equal(mistake('--emperor', place, '*.ini'), sentence);
		assert.equal(mistake('check', place), sentence);
	}
	assert.match(mistake('xyz://a'), /^xyz:\/\/a: xyz:\/\/ is no place for configs\. Give a folder, /);
	assert.deepEqual(ruling('dir:///a', 'glob://*.ini').patterns, ['dir:///a', 'glob://*.ini']);
});

for (const [name, [argv, typed, expected]] of Object.entries(meaningsToCommands)) {
	test(`--${name} is understood by its command, and means nothing to an emperor that rules`, () => {
		const without = readCommandLine(argv);
		const plan = readCommandLine([...argv, `--${name}`, ...typed]);
		assert.deepEqual(plan, without.kind === 'mistake' ? expected : {...without, ...expected});
		assert.notDeepEqual(plan, without);
		assert.match(mistake('*.ini', `--${name}`, ...typed), /: means nothing to an emperor that rules\. /);
	});
}

test('check takes what decides which configs there are and how they read, and no more', () => {
	const plan = readCommandLine(['check', 'a.ini', '--emperor=b', '--emperor-nofollow', '--vassal-set=x=1']);
	assert.ok(plan.kind === 'check' && plan.acceptance.nofollow && !plan.isJson);
	assert.deepEqual(plan.patterns, ['b', 'a.ini']);
	assert.deepEqual(plan.terms.vassalsSet, ['x=1']);
	assert.equal(
		mistake('check', 'a.ini', '--layout=list'),
		'--layout: means nothing to check. Leave it out, or see emperor --help.',
	);
	assert.match(mistake('check'), /^check: no config files given\. /);
});

test('an option may have a short name, which is understood and misplaced alike', () => {
	assert.deepEqual(readCommandLine(['logs', '-f', '-n', '5', 'a']), {
		kind: 'logs',
		isJson: false,
		names: ['a'],
		lines: 5,
		follow: true,
	});
	assert.match(mistake('-f', '*.ini'), /^--follow: means nothing to an emperor that rules\./);
	assert.match(mistake('logs', '-n'), /^--lines: nothing given\./);
	assert.match(mistake('logs', '-n', '2.5'), /^--lines: "2\.5" is not a number of lines\./);
	assert.match(
		mistake('logs', '--since', 'noon'),
		/^--since: "noon" is no time\. Write how long ago, such as 10m,/,
	);
	assert.match(
		mistake('logs', '--level', 'fatal'),
		/^--level: "fatal" is not among error, warning, notice, info\./,
	);
	assert.match(
		mistake('logs', '--grep', 'a['),
		/^--grep: .*\. Put \\ before a character to take it as it is\.$/,
	);
});

test('a command to vassals says which, and nothing else than one of both', () => {
	assert.equal(mistake('stop'), 'stop: no vassals given. Write their names, or --all.');
	assert.equal(mistake('wait', 'a', '--all'), 'wait: names and --all. Give either.');
	assert.equal(
		mistake('stop', 'a', '--timeout=3'),
		'--timeout: there is nothing to wait for. Give --wait too.',
	);
	const plan = readCommandLine(['status', '--socket', '/run/c', 'a']);
	assert.deepEqual(plan, {kind: 'status', names: ['a'], format: 'table', watch: false, socket: '/run/c'});
});

test('a default that means nothing to a command is no mistake', () => {
	assert.equal(readCommandLine(['check', 'a.ini'], ['--layout=list']).kind, 'check');
	const plan = readCommandLine(['*.ini'], ['--layout=list']);
	assert.ok(plan.kind === 'rule' && plan.layout === 'list');
});

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
	assert.deepEqual(readCommandLine(['logs', '-h']), {kind: 'help', of: 'logs'});
	assert.deepEqual(readCommandLine(['--help', '*.ini']), {kind: 'help'});
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
	assert.match(mistake('-Z', '*.ini'), /^-Z: no such option\./);
	assert.match(mistake('--no-ascii', '*.ini'), /^--no-ascii: no such option\./);
	assert.match(
		mistake('--emperorFreq=3', '*.ini'),
		/^--emperorFreq: no such option\. Did you mean --emperor-freq\?$/,
	);
});

test('an option of uWSGI’s that belongs to a vassal says so, by its letter too', () => {
	const ofVassals = (name: string) =>
		`is an option of a vassal, not of the emperor. Write it into the vassals' configs, or give --vassal-set ${name}=VALUE.`;
	for (const name of ['no-orphans', 'need-app', 'heartbeat', 'log-date', 'workers', 'enable-threads']) {
		assert.equal(mistake(`--${name}`, '*.ini'), `--${name}: ${ofVassals(name)}`);
	}
	assert.equal(mistake('-p4', '*.ini'), `-p4: ${ofVassals('processes')}`);
	assert.equal(mistake('-p', '4', '*.ini'), `-p: ${ofVassals('processes')}`);
	for (const [letter, name] of [
		['-M', '--master'],
		['-l', '--listen'],
		['-d', '--daemonize'],
	] as const) {
		assert.equal(mistake(letter, '5', '*.ini').slice(2), mistake(name, '5', '*.ini').slice(name.length));
	}
	assert.equal(
		mistake('--http', ':80', '*.ini'),
		'--http: the emperor serves and runs nothing itself here. Write it into the config of a vassal of its own.',
	);
});

test('a number below zero is a wrong value, not an option', () => {
	for (const typed of [['--emperor-throttle', '-1'], ['--emperor-throttle=-1']]) {
		assert.equal(
			mistake(...typed, '*.ini'),
			'--emperor-throttle: "-1" is less than nothing. Write, for example, --emperor-throttle 3.',
		);
	}
	assert.match(mistake('-1', '*.ini'), /^-1: no such option\./);
});

test('each option of uWSGI’s Emperor that is not to be had is refused with the reason and another way', () => {
	assert.ok(refusedOptions.length > 10);
	for (const {names} of refusedOptions) {
		for (const name of names) {
			assert.match(mistake(`--${name}=x`, '*.ini'), new RegExp(`^--${name}: .*[\\w…]\\. [A-Z].*[^.]\\.$`));
			assert.ok(!options.some(option => option.name === name), name);
		}
	}
});

test('a value that cannot be is quoted, with one that can', () => {
	for (const [argv, text] of [
		[
			['--layout', 'merry'],
			'--layout: "merry" is not among grid, list, table, merged, zoom. Write one of these.',
		],
		[['--color=yes'], '--color: "yes" is not among auto, always, never. Write one of these.'],
		[
			['--emperor-freq', 'often'],
			'--emperor-freq: "often" is not a number. Write, for example, --emperor-freq 3.',
		],
		[
			['--reload-mercy=-1'],
			'--reload-mercy: "-1" is less than nothing. Write, for example, --reload-mercy 3.',
		],
		[
			['--emperor-throttle', '1s'],
			'--emperor-throttle: "1s" is not a number. Write, for example, --emperor-throttle 3.',
		],
	] as const) {
		assert.equal(mistake(...argv, '*.ini'), text);
	}
});

test('uWSGI’s other spellings mean the same', () => {
	const spelled = options.flatMap(({name, aliases = []}: Option) =>
		aliases.map(alias => [name, alias] as const),
	);
	assert.equal(spelled.length, 11);
	for (const [name, alias] of spelled) {
		const [[value]] = meanings[name as RulingOption] as unknown as readonly [readonly string[]];
		for (const words of [[`--${alias}`, String(value)], [`--${alias}=${value}`]]) {
			assert.deepEqual(ruling(...words, '*.ini'), ruling(`--${name}=${value}`, '*.ini'));
		}
	}
});

test('a tyrant may look at the owner of a link, and cannot be one that gives up root', () => {
	assert.equal(ruling('--emperor-tyrant', '--emperor-tyrant-nofollow', 'a.ini').acceptance.tyrant, 'of link');
	assert.equal(ruling('--emperor-tyrant-nofollow', 'a.ini').acceptance.tyrant, 'off');
	for (const root of ['--uid=1', '--gid=1']) {
		assert.match(mistake('--emperor-tyrant', root, 'a.ini'), /^--emperor-tyrant: needs root, which --uid/);
	}
});

test('a namespace or a capability that cannot be is named, with those that can', () => {
	assert.match(
		mistake('--emperor-use-clone=pid,fs', 'a.ini'),
		/^--emperor-use-clone: "fs" is no namespace .* ipc, mount,/,
	);
	assert.match(
		mistake('--emperor-cap=chown;id', 'a.ini'),
		/^--emperor-cap: "chown;id" is no capability\. Write .*\.$/,
	);
});

test('stats that other machines could read are a mistake', () => {
	assert.equal(
		mistake('--emperor-stats', '0.0.0.0:9191', '*.ini'),
		'--emperor-stats: "0.0.0.0:9191" could be reached from other machines. Write 127.0.0.1:9191, or the path of a unix socket.',
	);
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

test('log files too small to be of use, or none of them, are a mistake', () => {
	assert.equal(ruling('--log-maxsize=8192', '*.ini').logDir.maxBytes, 8192);
	for (const size of ['4095', '3K', '0', 'much']) {
		assert.match(
			mistake(`--log-maxsize=${size}`, '*.ini'),
			/^--log-maxsize: ".*" is no size of 4K or more\. /,
		);
	}
	for (const count of ['0', '1.5', 'all']) {
		assert.match(mistake(`--log-maxfiles=${count}`, '*.ini'), /^--log-maxfiles: .*\. Write, for example, /);
	}
});

test('nothing to look for is a mistake that says what to write', () => {
	assert.match(mistake(), /^emperor: no config files given\. Write, for example, emperor '\*\.ini'/);
	assert.match(mistake('--ascii'), /^emperor: no config files given\./);
});

test('demo is a command with the same options', () => {
	const plan = readCommandLine(['demo', '--ascii']);
	assert.equal(plan.kind, 'demo');
	assert.equal(plan.kind === 'demo' && plan.ascii, true);
	assert.match(mistake('demo', '*.ini'), /^demo: takes no config files\./);
});

test('a command stays one beside a folder of its name, which is meant by ./', async () => {
	for (const name of ['logs', 'demo', 'info']) {
		await mkdir(name);
		assert.equal(readCommandLine([name]).kind, name);
		assert.deepEqual(ruling(`./${name}`).patterns, [`./${name}`]);
		assert.deepEqual(ruling(`--emperor=${name}`).patterns, [name]);
	}
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

test('help opens with three examples, names every command and option, and fits 110 columns', () => {
	const lines = helpText().split('\n');
	assert.ok(lines.slice(0, 3).every(line => line.startsWith('emperor ')));
	for (const spelled of [...commands.map(({name}) => name), ...options.map(({name}) => `--${name}`)]) {
		assert.ok(
			lines.some(line => line.replace(/^ {2}-\w, /, '  ').startsWith(`  ${spelled}`)),
			spelled,
		);
	}
	assert.ok(lines.every(line => line.length <= 110));
});

test('the help of a command has its options and no others', () => {
	for (const {name} of commands) {
		const help = helpText(name);
		assert.ok(help.startsWith(`emperor ${name}`));
		assert.ok(help.split('\n').every(line => line.length <= 110));
		const listed = [...help.matchAll(/^ {2}(?:-\w, )?--([\w-]+)/gm)].map(([, option]) => option);
		const own = options.filter(({takenBy = takers}: Option) => takenBy.some(taker => taker === name));
		assert.deepEqual([...listed].sort(), own.map(option => option.name).sort());
	}
});

test('completion is for one of the shells that there are', () => {
	assert.deepEqual(readCommandLine(['completion', 'zsh']), {kind: 'completion', shell: 'zsh'});
	for (const argv of [['completion'], ['completion', 'ksh'], ['completion', 'zsh', 'fish']]) {
		assert.equal(mistake(...argv), 'completion: for which shell? Write one of bash, zsh, fish.');
	}
});
