import {setTimeout as delay} from 'node:timers/promises';
import {runTool} from '../processes/run-tool.js';

export type Messenger = {
	/** One message of `NAME=value`; it follows those before it, and waits for each of them a second at most. */
	readonly send: (...words: readonly string[]) => void;
	/** One that waits for no other. */
	readonly sendNow: (...words: readonly string[]) => void;
	/** Resolves when all has been sent, or could not be; after a second in any case. */
	readonly close: () => Promise<void>;
};

/**
 * Sends datagrams, which Node cannot. systemd-notify, which is wherever systemd is, also waits until they were read, since
 * systemd cannot tell which service somebody belonged to who has gone, and as root speaks in the name of its parent, the
 * emperor, so that `NotifyAccess=main` suffices; perl is for other managers. A process for each message (5 ms of CPU, and
 * there are few) rather than one that stays for all.
 *
 * `onTrouble` is called the first time that a message could not be sent.
 */
export const startMessenger = (socket: string, onTrouble: (why: string) => void): Messenger => {
	let last: Promise<unknown> = Promise.resolve();
	let hasComplained = false;
	let saysWhenRead = true;
	const underway = new Map<Promise<void>, AbortController>();
	const hurry = new AbortController();

	const run = async (words: readonly string[], signal: AbortSignal): Promise<void> => {
		const how = saysWhenRead ? '' : '--no-block';
		const {exitCode, output} = await runTool('/bin/sh', ['-c', script, perl, socket, how, ...words], {
			timeout,
			signal,
		});
		if (exitCode === 0 || signal.aborted) {
			return;
		}
		if (/barrier/.test(output)) {
			// It was told all the same; but it is no systemd, and need not be waited for again.
			saysWhenRead = false;
		} else if (!hasComplained) {
			hasComplained = true;
			onTrouble(output.trim().split('\n')[0] || `exit code ${exitCode}`);
		}
	};
	const deliver = async (words: readonly string[]): Promise<void> => {
		const abandon = new AbortController();
		const running = run(words, abandon.signal);
		underway.set(running, abandon);
		await running;
		underway.delete(running);
	};
	const patienceOver = (): Promise<void> =>
		delay(patience, undefined, {ref: false, signal: hurry.signal}).catch(() => undefined);

	return {
		send: (...words) => {
			last = last.then(() => Promise.race([deliver(words), patienceOver()]));
		},
		sendNow: (...words) => void deliver(words),
		close: async () => {
			const hurrying = setTimeout(() => hurry.abort(), lastWords / 2);
			const allSent = last.then(() => Promise.all(underway.keys()));
			await Promise.race([allSent, delay(lastWords, undefined, {ref: false})]);
			clearTimeout(hurrying);
			for (const abandon of underway.values()) {
				abandon.abort();
			}
		},
	};
};

/** Milliseconds; systemd-notify itself waits 5 s for word that the message was read. */
const timeout = 6000;

/** Milliseconds: how long a message waits for the one before, and how long the last ones may take together. */
const patience = 1000;
const lastWords = 1000;

/** $0 is the other way, $1 the socket, $2 an option or nothing, the rest the message. */
const script = `
socket=$1 how=$2
shift 2
if command -v systemd-notify > /dev/null; then
	NOTIFY_SOCKET=$socket exec systemd-notify $how "$@"
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
