import assert from 'node:assert/strict';
import {test} from 'node:test';
import {toldControl} from '../helpers/told-control.js';

const traceback = (what: string, calls = '  File "/srv/a.py", line 24, in f\n'): string =>
	`Traceback (most recent call last):\n${calls}${what}\n`;

test('the errors of a vassal are told by what is the same in them, with how often and when', async t => {
	const {story, tell, print, ask} = await toldControl(t);
	story.brings('a.ini');
	story.brings('b.ini');
	tell();
	print('a.ini', `fine\n${traceback('ValueError: no parcel 17')}${traceback('KeyboardInterrupt', '')}`);
	print('a.ini', `${traceback('ValueError: no parcel 18')}fine\n`);
	print('b.ini', 'ERROR:root:disk full\n');
	const {status, body} = await ask('GET', '/vassals/a.ini/errors');
	assert.equal(status, 200);
	const [first, second] = body['errors'] as Record<string, unknown>[];
	const {time} = JSON.parse((await ask('GET', '/vassals/a.ini/log?lines=1')).text);
	assert.match(String(first?.['fingerprint']), /^[0-9a-f]{8}$/);
	assert.deepEqual(body, {
		path: '/v/a.ini',
		read: 10,
		unread: 0,
		errors: [
			{
				fingerprint: first?.['fingerprint'],
				report: 'traceback',
				count: 2,
				first: time,
				last: time,
				entry: 7,
				what: 'ValueError: no parcel 18',
				where: 'a.py:24',
			},
			{
				fingerprint: second?.['fingerprint'],
				report: 'traceback',
				count: 1,
				first: time,
				last: time,
				entry: 5,
				what: 'KeyboardInterrupt',
				where: null,
			},
		],
	});
	assert.deepEqual((await ask('GET', '/vassals/b.ini/errors')).body['errors'], []);
	assert.equal((await ask('GET', '/vassals/c.ini/errors')).status, 404);
	assert.equal((await ask('POST', '/vassals/a.ini/errors')).status, 405);
});
