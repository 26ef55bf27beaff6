import assert from 'node:assert/strict';
import {test} from 'node:test';
import {magicVariables, substituteMagic} from '../../source/config/magic-variables.js';

const vassal = {path: '/srv/v/shop.ini', given: 'shop.ini', section: ''};
const included = {path: '/etc/u/base.x.ini', given: '../u/base.x.ini', section: 'py'};
const magic = magicVariables(included, vassal, {h: 'host'}, '/srv/v');
const substitute = (text: string) =>
	substituteMagic(text, () => magic)
		.map(line => line.text)
		.join('\n');

test('lower case tells of the file, upper case of the vassal that includes it', () => {
	assert.equal(
		substitute('%p %s %n %e %d %c %x %o'),
		'/etc/u/base.x.ini base.x.ini base.x ini /etc/u/ u py ../u/base.x.ini',
	);
	assert.equal(
		substitute('%P %S %N %E %D %C %X %O'),
		'/srv/v/shop.ini shop.ini shop ini /srv/v/ v  shop.ini',
	);
});

test('digits are the folders from the left', () => {
	assert.equal(substitute('%0|%1|%2'), 'etc|u|');
});

test('the working directory and what the machine has are known', () => {
	assert.equal(substitute('%v %h'), '/srv/v host');
});

test('a doubled percent sign is one, a placeholder is left, and any other letter vanishes', () => {
	assert.equal(substitute('100%% %(x) %q%z! 50% x'), '100% %(x) ! 50x');
});

test('a percent sign at the end of a line swallows the newline, and later lines keep their numbers', () => {
	assert.deepEqual(
		substituteMagic('a = 50%\nb\nc = 50%%\nd', () => magic),
		[
			{text: 'a = 50b', number: 1},
			{text: 'c = 50%', number: 3},
			{text: 'd', number: 4},
		],
	);
});

test('comments and keys are substituted too', () => {
	assert.equal(substitute('; %s\n%n = 1'), '; base.x.ini\nbase.x = 1');
});
