import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {chmod, copyFile, mkdir, writeFile} from 'node:fs/promises';
import {connect} from 'node:net';
import {userInfo} from 'node:os';
import {join} from 'node:path';
import {runTool} from './needs.js';
import {freePort, type Scope, scratch} from './scratch.js';
import {until} from './wait.js';

/** A real sshd on the loopback, for this user alone, and an `ssh` that knows its way there. */
export type SshServer = {
	readonly port: number;
	/** A folder to stand first in `PATH`: its `ssh` is the machine's own with keys of the test, and one more `SSH_OPTION`. */
	readonly path: string;
	/** Lets nobody in any more; who is in stays. */
	readonly stop: () => Promise<void>;
	readonly start: () => Promise<void>;
};

/** @param env what programs find in their environment that are started through it. */
export const startSshServer = async (t: Scope, env: Readonly<Record<string, string>>): Promise<SshServer> => {
	const folder = await scratch(t);
	const port = await freePort();
	const file = (name: string): string => join(folder, name);
	for (const name of ['host', 'key']) {
		const {exitCode, output} = await runTool('ssh-keygen', [
			'-q',
			'-t',
			'ed25519',
			'-N',
			'',
			'-f',
			file(name),
		]);
		assert.equal(exitCode, 0, output);
	}
	await copyFile(file('key.pub'), file('authorized'));
	if (userInfo().uid === 0) {
		// Where root's sshd locks up the part that speaks with strangers.
		await mkdir('/run/sshd', {recursive: true});
	}
	await writeFile(
		file('sshd_config'),
		`Port ${port}
ListenAddress 127.0.0.1
HostKey ${file('host')}
AuthorizedKeysFile ${file('authorized')}
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin yes
SetEnv ${Object.entries(env)
			.map(([name, value]) => `${name}=${value}`)
			.join(' ')}
`,
	);
	await writeFile(
		file('ssh_config'),
		`IdentityFile ${file('key')}
IdentitiesOnly yes
UserKnownHostsFile ${file('known')}
GlobalKnownHostsFile /dev/null
StrictHostKeyChecking accept-new
`,
	);
	await mkdir(file('bin'));
	await writeFile(
		file('bin/ssh'),
		`#!/bin/sh\nexec /usr/bin/ssh \${SSH_OPTION:+-o "$SSH_OPTION"} -F '${file('ssh_config')}' "$@"\n`,
	);
	await chmod(file('bin/ssh'), 0o755);

	let stop = async (): Promise<void> => undefined;
	const start = async (): Promise<void> => {
		const sshd = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', file('sshd_config')], {
			stdio: ['ignore', 'ignore', 'pipe'],
		});
		let said = '';
		sshd.stderr.setEncoding('utf8').on('data', text => {
			said += text;
		});
		const ended = once(sshd, 'exit');
		stop = async () => {
			sshd.kill('SIGTERM');
			await ended;
		};
		await until('sshd to listen', async () => {
			assert.equal(sshd.exitCode, null, said);
			const caller = connect({port, host: '127.0.0.1'});
			const [isThere] = await Promise.race([
				once(caller, 'connect').then(() => [true]),
				once(caller, 'error').then(() => [false]),
			]);
			caller.destroy();
			return isThere;
		});
	};
	await start();
	t.after(() => stop());
	return {port, path: file('bin'), start, stop: () => stop()};
};
