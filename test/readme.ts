import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {dated, manFile} from '../scripts/man-page.js';
import {readmeFile, withTables} from '../scripts/readme-tables.js';

const readme = readFileSync(readmeFile, 'utf8');

test('the README has the commands, options and keys of their tables', () => {
	assert(readme.includes('| command | does |'));
	assert(readme.includes('| keys | do | in |'));
	assert.equal(readme, withTables(readme), 'run npm run keys');
});

test('the manual has the commands, options and keys of their tables', () => {
	const page = readFileSync(manFile, 'utf8');
	assert.equal(page, dated(page), 'run npm run keys');
});

test('what the README points to exists', () => {
	const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, link = '']) => link);
	assert(links.length >= 3);
	const missing = links
		.filter(link => !link.startsWith('https://'))
		.filter(link => !existsSync(path.join(path.dirname(readmeFile), link)));
	assert.deepEqual(missing, []);
});
