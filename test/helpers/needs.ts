import {execFile} from 'node:child_process';
import {existsSync} from 'node:fs';
import {findUwsgi, type RunTool} from '../../source/demo/find-uwsgi.js';

/** What some tests cannot do without, and how to get it. */
const tools = {
	uwsgi: {
		isHere: async () => (await findUwsgi('uwsgi', runTool)) !== undefined,
		remedy: 'apt install uwsgi-core uwsgi-plugin-python3',
	},
	curl: {
		isHere: async () => (await runTool('curl', ['--version'])).exitCode === 0,
		remedy: 'apt install curl',
	},
	wrk: {
		// It has no way to be asked for its version but one that counts as a failure.
		isHere: async () => (await runTool('wrk', ['-v'])).output.startsWith('wrk '),
		remedy: 'apt install wrk',
	},
	tmux: {
		isHere: async () => (await runTool('tmux', ['-V'])).exitCode === 0,
		remedy: 'apt install tmux',
	},
	python: {
		isHere: async () => (await runTool('python3', ['--version'])).exitCode === 0,
		remedy: 'apt install python3',
	},
	perl: {
		isHere: async () => (await runTool('perl', ['-v'])).exitCode === 0,
		remedy: 'apt install perl-base',
	},
	'systemd-notify': {
		isHere: async () => (await runTool('systemd-notify', ['--version'])).exitCode === 0,
		remedy: 'apt install systemd',
	},
	man: {
		isHere: async () => (await runTool('man', ['--version'])).exitCode === 0,
		remedy: 'apt install man-db',
	},
	bash: {
		isHere: async () => (await runTool('bash', ['--version'])).exitCode === 0,
		remedy: 'apt install bash',
	},
	zsh: {
		isHere: async () => (await runTool('zsh', ['--version'])).exitCode === 0,
		remedy: 'apt install zsh',
	},
	fish: {
		isHere: async () => (await runTool('fish', ['--version'])).exitCode === 0,
		remedy: 'apt install fish',
	},
	namespaces: {
		isHere: async () => (await runTool('unshare', ['-rm', 'true'])).exitCode === 0,
		remedy: 'apt install util-linux, and allow user namespaces',
	},
	setpriv: {
		isHere: async () => (await runTool('setpriv', ['--dump'])).exitCode === 0,
		remedy: 'apt install util-linux',
	},
	sshd: {
		isHere: async () => existsSync('/usr/sbin/sshd') && (await runTool('ssh', ['-V'])).exitCode === 0,
		remedy: 'apt install openssh-server openssh-client',
	},
	less: {
		isHere: async () => (await runTool('less', ['-V'])).exitCode === 0,
		remedy: 'apt install less',
	},
};

/**
 * Options for a test that needs tools: it is skipped, with the way to get them, where one is missing.
 * In CI it is an error, lest nobody notices that the test never runs.
 *
 *     test('…', await needs('tmux', 'uwsgi'), async t => {
 */
export const needs = async (...names: (keyof typeof tools)[]): Promise<{skip: string | false}> => {
	for (const name of names) {
		const {isHere, remedy} = tools[name];
		if (await isHere()) {
			continue;
		}
		const reason = `${name} is missing: ${remedy}`;
		if (process.env.CI) {
			throw new Error(reason);
		}
		return {skip: reason};
	}
	return {skip: false};
};

/** A small one of the tests' own: theirs must not depend on the room they test. */
export const runTool: RunTool = (command, args) =>
	new Promise(resolve => {
		execFile(command, args, (error, stdout, stderr) => {
			const code = error === null ? 0 : error.code;
			resolve({exitCode: typeof code === 'number' ? code : null, output: stdout + stderr});
		}).stdin?.end();
	});
