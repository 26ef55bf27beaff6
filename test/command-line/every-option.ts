import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readCommandLine} from '../../source/command-line/command-line.js';
import {type Option, options} from '../../source/command-line/options.js';
import {refusalOf} from '../../source/command-line/refused-options.js';
import {optionNamesIn} from '../../source/uwsgi/option-names.js';
import {needs, runTool} from '../helpers/needs.js';

/** A row of the options that uWSGI 2.0 has for its Emperor: those that few need may be refused. */
type Row = {
	readonly names: readonly string[];
	readonly value?: string;
	/** What it means nothing without. */
	readonly beside?: readonly string[];
	readonly isRare?: true;
};

const rows: readonly Row[] = [
	{names: ['emperor'], value: 'dir://v'},
	{names: ['emperor-freq'], value: '7'},
	{names: ['emperor-stats', 'emperor-stats-server'], value: ':9191'},
	{names: ['emperor-pidfile'], value: 'e.pid'},
	{names: ['emperor-procname'], value: 'palace', isRare: true},
	{names: ['emperor-nofollow']},
	{names: ['emperor-extra-extension', 'emperor-extra-ext'], value: '.conf'},
	{names: ['emperor-no-blacklist']},
	{names: ['emperor-throttle'], value: '7'},
	{names: ['emperor-max-throttle'], value: '7000'},
	{names: ['emperor-curse-tolerance'], value: '7'},
	{names: ['emperor-required-heartbeat'], value: '7'},
	{names: ['emperor-graceful-shutdown']},
	{names: ['reload-mercy'], value: '7'},
	{names: ['binary-path'], value: '/opt/uwsgi'},
	{names: ['emperor-wrapper'], value: '/opt/wrap'},
	{names: ['emperor-wrapper-override', 'emperor-wrapper-fallback'], value: '/opt/wrap', isRare: true},
	{names: ['emperor-magic-exec'], isRare: true},
	{names: ['emperor-on-demand-extension', 'emperor-on-demand-ext'], value: '.socket'},
	{names: ['emperor-on-demand-directory', 'emperor-on-demand-dir'], value: '/run/v'},
	{names: ['emperor-on-demand-exec'], value: 'where'},
	{names: ['emperor-tyrant']},
	{names: ['emperor-tyrant-nofollow'], beside: ['--emperor-tyrant'], isRare: true},
	{names: ['emperor-cap', 'vassals-cap', 'vassal-cap'], value: 'chown', isRare: true},
	{names: ['emperor-use-clone'], value: 'net,ipc', isRare: true},
	{names: ['emperor-broodlord'], value: '3', isRare: true},
	{names: ['emperor-proxy-socket'], value: 'p.sock', isRare: true},
	{names: ['early-emperor'], isRare: true},
	{names: ['vassals-inherit', 'vassals-include'], value: 't.ini'},
	{names: ['vassals-inherit-before', 'vassals-include-before'], value: 't.ini'},
	{names: ['vassals-set', 'vassal-set'], value: 'a=b'},
	{names: ['vassals-start-hook', 'vassals-stop-hook'], value: 'hook'},
	{names: ['hook-emperor-start', 'hook-as-vassal', 'hook-as-emperor'], value: 'exec:x', isRare: true},
	{names: ['exec-as-vassal', 'exec-as-emperor'], value: 'x', isRare: true},
	{names: ['mount-as-vassal', 'umount-as-vassal'], value: 'x', isRare: true},
	{names: ['mount-as-emperor', 'umount-as-emperor'], value: 'x', isRare: true},
	{names: ['call-as-vassal', 'call-as-vassal1', 'call-as-vassal3'], value: 'x', isRare: true},
	{names: ['call-as-emperor', 'call-as-emperor1', 'call-as-emperor2'], value: 'x', isRare: true},
	{names: ['call-as-emperor4'], value: 'x', isRare: true},
	{names: ['stats-http'], isRare: true},
	{names: ['listen'], value: '7', isRare: true},
	{names: ['uid', 'gid'], value: 'nobody'},
	// Of the process, and left to systemd, tmux and the shell.
	{names: ['chroot', 'cgroup', 'daemonize', 'logto'], value: 'x', isRare: true},
	{names: ['master'], isRare: true},
	{names: ['procname', 'procname-prefix', 'procname-append'], value: 'x', isRare: true},
];

for (const {names, value, beside = [], isRare = false} of rows) {
	for (const name of names) {
		test(`--${name} ${isRare ? 'changes the reign, or is refused with the reason' : 'changes the reign'}`, () => {
			const reign = readCommandLine([...beside, '--', '*.ini']);
			const option = value === undefined ? `--${name}` : `--${name}=${value}`;
			const plan = readCommandLine([...beside, option, '--', '*.ini']);
			if (plan.kind === 'mistake') {
				assert.ok(isRare, plan.text);
				assert.match(plan.text, new RegExp(`^--${name}: .*\\. [A-Z].*\\.?$`));
			} else {
				assert.equal(plan.kind, 'rule');
				assert.notDeepEqual(plan, reign);
			}
		});
	}
}

/** Options of a vassal, which has them in its own config. */
const ofVassals = [
	'vassal-sos',
	'vassal-sos-backlog',
	'hook-emperor-stop',
	'hook-emperor-reload',
	'hook-emperor-lost',
];

test(
	'every option that this machine’s uWSGI has for its Emperor is taken, or refused with the reason',
	await needs('uwsgi'),
	async () => {
		const {output} = await runTool('uwsgi', ['--help']);
		const theirs = [...output.matchAll(/--([a-z0-9-]*(?:emperor|vassal)[a-z0-9-]*)/g)].map(
			([, name = '']) => name,
		);
		assert.ok(theirs.length > 60, output);
		const walked = rows.flatMap(({names}) => names);
		const taken = options.flatMap(({name, aliases = []}: Option) => [name, ...aliases]);
		const forgotten = theirs.filter(
			name => !taken.includes(name) && refusalOf(name) === undefined && !ofVassals.includes(name),
		);
		assert.deepEqual(forgotten, []);
		assert.deepEqual(
			theirs.filter(name => !walked.includes(name) && !ofVassals.includes(name)),
			[],
			'each has a row above',
		);
	},
);

test('every option that this machine’s uWSGI has is known to be one', await needs('uwsgi'), async () => {
	const {output} = await runTool('uwsgi', ['--help']);
	const theirs = [...optionNamesIn(output)];
	assert.ok(theirs.length > 700);
	for (const name of theirs) {
		const plan = readCommandLine([`--${name}=1`, '--', '*.ini']);
		assert.ok(plan.kind !== 'mistake' || !plan.text.includes('no such option'), JSON.stringify(plan));
	}
});
