import assert from 'node:assert/strict';
import {test} from 'node:test';
import {vassalEnvironment} from '../../source/processes/vassal-environment.js';

const given = {UWSGI_EMPEROR_FD: '3', EMPEROR_VASSAL: 'mark'};

test('what is not about the emperor is inherited unchanged', () => {
	const inherited = {PATH: '/bin', EMPTY: '', UWSGI_VASSALS_DIR: '/vassals', UWSGI_PROCESSES: '2'};
	assert.deepEqual(vassalEnvironment(inherited, {}, 'mark'), {...inherited, ...given});
});

test('what is about the emperor itself is withheld', () => {
	assert.deepEqual(vassalEnvironment({UWSGI_RELOADS: '4', NOTIFY_SOCKET: '/run/x'}, {}, 'mark'), given);
});

test('UWSGI_VASSAL_X becomes UWSGI_X, and wins over it', () => {
	assert.deepEqual(
		vassalEnvironment({UWSGI_VASSAL_STATS: 'a', UWSGI_STATS: 'b', UWSGI_VASSAL_: 'c'}, {}, 'mark'),
		{
			UWSGI_STATS: 'a',
			UWSGI_VASSAL_: 'c',
			...given,
		},
	);
});

test('what the config file adds wins, but not over the emperor pipe and the mark', () => {
	assert.deepEqual(
		vassalEnvironment(
			{A: 'inherited', UWSGI_VASSAL_B: 'promised', EMPEROR_VASSAL: 'of a greater emperor'},
			{A: 'added', UWSGI_B: 'added', NOTIFY_SOCKET: 'meant', UWSGI_EMPEROR_FD: '9', EMPEROR_VASSAL: 'x'},
			'mark',
		),
		{A: 'added', UWSGI_B: 'added', NOTIFY_SOCKET: 'meant', ...given},
	);
});
