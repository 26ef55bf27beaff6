import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fitMessage} from '../../source/ui/fit-message.js';

const sentence =
	'/home/ann/.config/emperor/config.ini:3: "r" is the key of reload already, in line 2. Give one of them another.';

test('a sentence that is too long loses the folders of its place first, then its end, for the key that shows all', () => {
	const fitted = (width: number, key: string | undefined = '"') => fitMessage(sentence, width, key, '…');
	assert.equal(fitted(118), sentence);
	assert.equal(
		fitted(100),
		'config.ini:3: "r" is the key of reload already, in line 2. Give one of them another.',
	);
	assert.equal(fitted(78), 'config.ini:3: "r" is the key of reload already, in line 2. Give…  " shows all');
	assert.equal(fitted(38), 'config.ini:3: "r" is the key of rel… "');
	assert.equal(fitted(18), 'conf…i:3: "r" i… "');
	assert.equal(fitMessage(sentence, 38, undefined, '…'), 'config.ini:3: "r" is the key of reloa…');
	for (let width = 4; width < 120; width++) {
		assert.ok(fitted(width).length <= width);
	}
});

test('of a long name both ends are kept, and what is said of it', () => {
	const text = `${'a'.repeat(99)}b.ini: longer than 254 bytes. Shorten the name.`;
	assert.equal(
		fitMessage(text, 60, '"', '…'),
		'aaaaaaaaa…aaab.ini: longer than 254 bytes. Shorten the name.',
	);
	assert.equal(fitMessage(text, 40, '"', '…'), 'aaaaaa…ab.ini: longer than 254 bytes… "');
});

test('what only looks like a place stays', () => {
	assert.equal(fitMessage('copied /srv/a: b and more', 12, undefined, '…'), 'copied /srv…');
});
