import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Checked, countUp, reportJson, reportText} from '../../source/check/report.js';
import type {Problem} from '../../source/core/problem.js';

const problem = (what: string, file: string, line?: number, kind?: Problem['kind']): Problem => ({
	what,
	where: {file, ...(line === undefined ? {} : {line})},
	remedy: 'Mend it',
	...(kind === undefined ? {} : {kind}),
});

const shared = problem('is taken twice', '/v/base/x.ini', 2);
const checked: Checked = {
	vassals: [
		{path: '/v/a.ini', name: 'a.ini', problems: [problem('is odd', '/v/a.ini', 3, 'warning'), shared]},
		{path: '/v/b.ini', name: 'b.ini', problems: [shared, problem('is \x1b[31mwrong', '/etc/b.ini')]},
		{
			path: '/v/tox.ini',
			name: 'tox.ini',
			problems: [problem('no [uwsgi] section', '/v/tox.ini', undefined, 'not-a-vassal')],
		},
	],
	remarks: ['*.json: the folder is not there.'],
};

test('errors come before warnings, a problem of a shared file once, and nothing reaches the terminal raw', () => {
	assert.equal(
		reportText(checked, '/v'),
		[
			'base/x.ini:2: is taken twice. Mend it.',
			'/etc/b.ini: is ␛[31mwrong. Mend it.',
			'',
			'Warnings:',
			'a.ini:3: is odd. Mend it.',
			'',
			'*.json: the folder is not there.',
			'',
			'2 vassals: 2 errors, 1 warning. Not a vassal: tox.ini.',
			'',
		].join('\n'),
	);
});

test('a clean folder is one calm line', () => {
	const clean = {vassals: [{path: '/v/a.ini', name: 'a.ini', problems: []}], remarks: []};
	assert.equal(reportText(clean, '/v'), '1 vassal: nothing to complain of.\n');
	assert.equal(reportText({vassals: [], remarks: []}, '/v'), 'no vassals found.\n');
});

test('the same as JSON, on one line, with full paths', () => {
	const text = reportJson(checked);
	assert.equal(text.split('\n').length, 2);
	assert.deepEqual(JSON.parse(text), {
		v: 1,
		vassals: 2,
		errors: 2,
		warnings: 1,
		problems: [
			{severity: 'warning', file: '/v/a.ini', line: 3, what: 'is odd', remedy: 'Mend it'},
			{severity: 'error', file: '/v/base/x.ini', line: 2, what: 'is taken twice', remedy: 'Mend it'},
			{severity: 'error', file: '/etc/b.ini', what: 'is \x1b[31mwrong', remedy: 'Mend it'},
		],
		strangers: ['/v/tox.ini'],
		remarks: ['*.json: the folder is not there.'],
	});
});

test('somebody else’s file is neither vassal nor error', () => {
	assert.deepEqual(countUp(checked), {vassals: 2, errors: 2, warnings: 1});
});
