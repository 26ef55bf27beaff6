import assert from 'node:assert/strict';
import test from 'node:test';
import {orderSpawn} from '../../source/core/spawn-order.js';
import {defaultTerms, type Terms} from '../../source/core/terms.js';
import type {VassalConfig} from '../../source/core/vassal-config.js';
import {ordinaryConfig} from '../helpers/story.js';

const order = (name: string, terms: Partial<Terms> = {}, config: Partial<VassalConfig> = {}) =>
	orderSpawn(
		{
			id: `/v/${name}`,
			name,
			cwd: '/v',
			owner: {uid: 1000, gid: 1001},
			config: {...ordinaryConfig, ...config},
		},
		{...defaultTerms, ...terms},
	);

test('a vassal is uwsgi with its file, in its folder', () => {
	assert.deepEqual(order('app.ini'), {command: 'uwsgi', args: ['--ini', 'app.ini'], env: {}, cwd: '/v'});
});

test('each ending has its option, and any other is for --config', () => {
	const option = (name: string) => order(name).args[0];
	assert.deepEqual(
		['a.ini', 'a.xml', 'a.yml', 'a.yaml', 'a.js', 'a.json', 'a.conf', 'a.ini:zerg'].map(option),
		['--ini', '--xml', '--yaml', '--yaml', '--json', '--json', '--config', '--ini'],
	);
});

test('what every vassal is given stands around its file in uWSGI’s order', () => {
	const {args} = order('-a b.ini', {
		vassalsInherit: ['i1', 'i2'],
		vassalsInclude: ['c'],
		vassalsInheritBefore: ['ib'],
		vassalsIncludeBefore: ['cb'],
		vassalsSet: ['a=b=c', 'd'],
	});
	assert.deepEqual(args, [
		...['--inherit', 'ib', '--include', 'cb', '--set', 'a=b=c', '--set', 'd'],
		...['--ini', '-a b.ini'],
		...['--inherit', 'i1', '--inherit', 'i2', '--include', 'c'],
	]);
});

test('overrides come before the wrapper, fallbacks after it', () => {
	const programs = (terms: Partial<Terms>) => {
		const {command, alternatives} = order('a.ini', terms);
		return [command, ...(alternatives ?? [])];
	};
	const both = {wrapperOverrides: ['o1', 'o2'], wrapperFallbacks: ['f1', 'f2']};
	assert.deepEqual(programs(both), ['o1', 'o2', 'uwsgi', 'f1', 'f2']);
	assert.deepEqual(programs({...both, wrapper: 'w'}), ['o1', 'o2', 'w', 'f1', 'f2']);
	assert.deepEqual(programs({wrapperFallbacks: ['f']}), ['uwsgi', 'f']);
});

test('a config that is a program is handed to uWSGI as one, with no name for the shell to misread', () => {
	const config = (name: string) => order(name, {}, {isProgram: true}).args[1];
	assert.equal(config('app.ini'), 'exec://./app.ini');
	assert.equal(config('/etc/v/app.ini'), 'exec:///etc/v/app.ini');
	assert.equal(config('a b.ini'), "exec://'./a b.ini'");
	assert.equal(config("$(touch x);'.ini"), "exec://'./$(touch x);'\\''.ini'");
});

test('a tyrant runs a vassal as the owner of its file, whatever that says', () => {
	const patch = {how: 'program', command: '/bin/p', env: {}, uid: 'root', gid: 'root'} as const;
	for (const config of [{}, {patch}]) {
		const {uid, gid, under} = order('a.ini', {tyrant: true}, config);
		assert.deepEqual([uid, gid, under], ['1000', '1001', undefined]);
	}
	assert.equal(order('a.ini', {}, {patch}).uid, 'root');
	assert.equal(order('a.ini').uid, undefined);
});

test('namespaces are left first, then rights are given up, then root', () => {
	const confined = order('a.ini', {
		tyrant: true,
		namespaces: ['mount', 'pid'],
		capabilities: ['chown', 'net_raw'],
	});
	assert.deepEqual(confined, {
		command: 'uwsgi',
		under: [
			...['unshare', '--mount', '--pid', '--fork', '--kill-child', '--'],
			...[
				'setpriv',
				'--bounding-set=-all,+chown,+net_raw',
				'--reuid=1000',
				'--regid=1001',
				'--clear-groups',
				'--',
			],
		],
		args: ['--ini', 'a.ini'],
		env: {},
		cwd: '/v',
	});
	assert.deepEqual(order('a.ini', {namespaces: ['net']}).under, ['unshare', '--net', '--']);
	assert.deepEqual(order('a.ini', {capabilities: ['kill']}).under, [
		'setpriv',
		'--bounding-set=-all,+kill',
		'--',
	]);
});

test('a vassal that serves its stats nowhere is told where, in front of all that could say otherwise', () => {
	const free = {stats: {kind: 'none'}} as const;
	const terms = {statsSockets: '/run/emperor/7-', vassalsInheritBefore: ['ib']};
	const [option, socket = '', ...others] = order('app.ini', terms, free).args;
	assert.equal(option, '--stats');
	assert.match(socket, /^\/run\/emperor\/7-\w{11,}\.stats$/);
	assert.deepEqual(others, ['--inherit', 'ib', '--ini', 'app.ini']);
	assert.equal(order('app.ini', terms, free).args[1], socket);
	assert.notEqual(order('apq.ini', terms, free).args[1], socket);
});

test('nothing is told to who might not understand it, or has no need', () => {
	const free = {stats: {kind: 'none'}} as const;
	const told = (terms: Partial<Terms>, config: Partial<VassalConfig>) =>
		order('app.ini', terms, config).args.includes('--stats');
	const terms = {statsSockets: '/run/emperor/7-'};
	assert.ok(told(terms, free));
	assert.ok(!told({}, free));
	assert.ok(!told(terms, {}));
	assert.ok(!told(terms, {stats: {kind: 'own', address: '/run/own'}}));
	assert.ok(!told(terms, {stats: {kind: 'barred'}}));
	assert.ok(!told({...terms, wrapper: '/bin/wrap'}, free));
	assert.ok(!told({...terms, wrapperFallbacks: ['/bin/wrap']}, free));
	assert.ok(!told({...terms, tyrant: true}, free));
	assert.ok(!told({...terms, capabilities: ['chown']}, free));
	assert.ok(!told({...terms, namespaces: ['pid']}, free));
});
