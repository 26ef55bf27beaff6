import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import type {Scope} from './scratch.js';
import {until} from './wait.js';

/** The end of a service manager that listens: one that takes datagrams, as systemd does. */
export type ServiceManager = {
	/** What has been said so far, a message each. That somebody asks whether all was read is left out. */
	readonly heard: () => readonly string[];
	/** Waits for a message after the first `skip`; answers how many there were up to it. */
	readonly hears: (message: RegExp, skip?: number) => Promise<number>;
};

/** Listens at a path, or after `@` at an abstract name. */
export const listenAsManager = (t: Scope, socket: string): Promise<ServiceManager> =>
	listen(t, socket, ['perl', '-MSocket', '-e', receiver]);

/** One that never says when it has read a message: it keeps the descriptors that came with it (sd_notify_barrier(3)). */
export const listenAsHoarder = (t: Scope, socket: string): Promise<ServiceManager> =>
	listen(t, socket, ['python3', '-c', hoarder]);

const listen = async (
	t: Scope,
	socket: string,
	[program, ...args]: readonly [string, ...string[]],
): Promise<ServiceManager> => {
	const child = spawn(program, [...args, socket], {stdio: ['ignore', 'pipe', 'inherit']});
	const gone = once(child, 'exit');
	t.after(async () => {
		child.kill('SIGKILL');
		await gone;
	});
	let text = '';
	child.stdout.setEncoding('utf8').on('data', chunk => {
		text += chunk;
	});
	const heard = () =>
		text
			.split('\0')
			.slice(1, -1)
			.filter(message => message !== 'BARRIER=1');
	await until('the manager to listen', () => text.startsWith('listening\0'));
	return {
		heard,
		hears: (message, skip = 0) =>
			until(`the manager to hear ${message}`, () => {
				const at = heard().findIndex((candidate, index) => index >= skip && message.test(candidate));
				assert.ok(at >= 0, heard().join(' | '));
				return at + 1;
			}),
	};
};

const receiver = `
	my ($path, $in, $message) = shift;
	$path =~ s/^@/\\0/;
	socket($in, PF_UNIX, SOCK_DGRAM, 0) and bind($in, pack_sockaddr_un($path)) or die $!;
	$| = 1;
	print "listening\\0";
	print "$message\\0" while defined recv($in, $message, 8192, 0);
`;

const hoarder = `
import socket, sys
taken = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
taken.bind(sys.argv[1])
print(end="listening\\0", flush=True)
while True:
    message, descriptors, *_ = socket.recv_fds(taken, 8192, 8)
    print(end=message.decode() + "\\0", flush=True)
`;
