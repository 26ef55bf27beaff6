import assert from 'node:assert/strict';
import {chmodSync, existsSync, lutimesSync, mkdirSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {test} from 'node:test';
import {choosePrivate, findSockets, makePrivate, socketFolders} from '../../source/control/socket-folder.js';
import {isAnswered} from '../../source/sockets/is-answered.js';
import {runTool} from '../helpers/needs.js';
import {scratch} from '../helpers/scratch.js';

const uid = process.getuid?.() ?? 0;

test('sockets are in the runtime folder, or in one of this user’s own', () => {
	assert.deepEqual(socketFolders({XDG_RUNTIME_DIR: '/run/user/5'}, '/tmp', 5), [
		'/run/user/5/emperor',
		'/tmp/emperor-5',
	]);
	for (const env of [{}, {XDG_RUNTIME_DIR: ''}, {XDG_RUNTIME_DIR: 'relative'}]) {
		assert.deepEqual(socketFolders(env, '/tmp', 5), ['/tmp/emperor-5']);
	}
});

test('a folder that is not there is made for this user alone', async t => {
	const folder = join(await scratch(t), 'run/emperor');
	makePrivate(folder, uid);
	makePrivate(folder, uid);
	assert.equal((statSync(folder).mode & 0o777).toString(8), '700');
});

test('a folder that others can enter, that is theirs, or that is none is refused', async t => {
	const place = await scratch(t);
	const open = join(place, 'open');
	mkdirSync(open);
	chmodSync(open, 0o755);
	assert.throws(
		() => makePrivate(open, uid),
		/open: not a folder of this user alone\. Remove it, or give .* --socket\.$/,
	);
	const own = join(place, 'own');
	makePrivate(own, uid);
	assert.throws(() => makePrivate(own, uid + 1), /not a folder of this user alone/);
	symlinkSync(own, join(place, 'link'));
	assert.throws(() => makePrivate(join(place, 'link'), uid), /not a folder of this user alone/);
});

test('where the first folder cannot be had, the next one is', async t => {
	const place = await scratch(t);
	const [barred, own] = [join(place, 'file/emperor'), join(place, 'own')];
	writeFileSync(join(place, 'file'), '');
	assert.equal(choosePrivate([barred, own], uid), own);
	assert.equal(choosePrivate([own, barred], uid), own);
	assert.equal(choosePrivate([barred, barred], uid), barred);
	assert.deepEqual(await findSockets(barred, uid), []);
});

test('in the runtime folder of somebody else there are no sockets, and no mistake of ours', {
	skip: uid === 0 ? false : 'only root can become somebody else',
}, async t => {
	const place = await scratch(t);
	const barred = join(place, 'run');
	mkdirSync(barred, {mode: 0o700});
	const [theirs, own] = [join(barred, 'emperor'), join(place, 'nobodys')];
	chmodSync(place, 0o777);
	const nobody = 65_534;
	process.seteuid?.(nobody);
	try {
		assert.deepEqual(await findSockets(theirs, nobody), []);
		assert.equal(choosePrivate([theirs, own], nobody), own);
	} finally {
		process.seteuid?.(0);
	}
});

/** A socket whose program was killed. */
const leaveBehind = async (path: string): Promise<void> => {
	const program = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
	await runTool(process.execPath, ['-e', program]);
	assert.ok(statSync(path).isSocket());
};

test('sockets that are answered are found, and those of the dead removed', async t => {
	const folder = join(await scratch(t), 'own');
	makePrivate(folder, uid);
	const living = join(folder, '2.sock');
	const server = createServer().listen(living);
	t.after(() => void server.close());
	const [dead, young] = [join(folder, '1.sock'), join(folder, '3.sock')];
	await leaveBehind(dead);
	lutimesSync(dead, 1, 1);
	await leaveBehind(young);
	assert.deepEqual(await findSockets(folder, uid), [living]);
	assert.deepEqual([existsSync(dead), existsSync(young)], [false, true]);
	assert.deepEqual(await findSockets(join(folder, 'no'), uid), []);
	chmodSync(folder, 0o777);
	assert.deepEqual(await findSockets(folder, uid), [], 'anybody could have put it there');
});

test('nobody answers where there is no socket', async t => {
	assert.equal(await isAnswered(join(await scratch(t), 'gone.sock')), false);
});
