import {runTool} from '../processes/run-tool.js';

export type Messenger = {
	/** One message of `NAME=value`; it waits for those before it. */
	readonly send: (...words: readonly string[]) => void;
	/** Resolves when all has been sent, or could not be. */
	readonly close: () => Promise<void>;
};

/**
 * Sends datagrams, which Node cannot. systemd-notify, which is wherever systemd is, also waits until they were read, and
 * as root speaks in the name of its parent, the emperor, so that `NotifyAccess=main` suffices; perl is for other managers.
 * A process for each message (5 ms of CPU, and there are few) rather than one that stays for all.
 *
 * `onTrouble` is called the first time that a message could not be sent.
 */
export const startMessenger = (socket: string, onTrouble: (why: string) => void): Messenger => {
	let last = Promise.resolve();
	let hasComplained = false;
	const deliver = async (words: readonly string[]): Promise<void> => {
		const {exitCode, output} = await runTool('/bin/sh', ['-c', script, perl, socket, ...words], {timeout});
		if (exitCode !== 0 && !hasComplained) {
			hasComplained = true;
			onTrouble(output.trim().split('\n')[0] || `exit code ${exitCode}`);
		}
	};
	return {
		send: (...words) => {
			last = last.then(() => deliver(words));
		},
		close: () => last,
	};
};

/** Milliseconds; systemd-notify itself waits 5 s for an answer. */
const timeout = 6000;

/** $0 is the other way, $1 the socket, the rest the message. */
const script = `
socket=$1
shift
if command -v systemd-notify > /dev/null; then
	NOTIFY_SOCKET=$socket exec systemd-notify "$@"
fi
exec perl -MSocket -e "$0" -- "$socket" "$@"
`;

const perl = `
my ($path, $out) = shift;
$path =~ s/^@/\\0/;
socket($out, PF_UNIX, SOCK_DGRAM, 0)
	and defined send($out, join("\\n", @ARGV), 0, pack_sockaddr_un($path))
	or die "$!\\n";
`;
