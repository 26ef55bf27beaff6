import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readCommandLine} from '../../source/command-line/command-line.js';
import {type Option, options} from '../../source/command-line/options.js';
import {refusalOf} from '../../source/command-line/refused-options.js';
import {optionNamesIn} from '../../source/uwsgi/option-names.js';
import {needs, runTool} from '../helpers/needs.js';

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
		const taken = options.flatMap(({name, aliases = []}: Option) => [name, ...aliases]);
		const forgotten = theirs.filter(
			name => !taken.includes(name) && refusalOf(name) === undefined && !ofVassals.includes(name),
		);
		assert.deepEqual(forgotten, []);
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
