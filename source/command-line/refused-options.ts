/** Options of uWSGI's Emperor that mean nothing here. `why` is a sentence that ends with what to do instead. */
export type RefusedOption = {
	readonly names: readonly string[];
	readonly why: string;
	/** In a file, whether all is as it should be without it, or the vassals would miss something. */
	readonly without: 'goes on' | 'stops';
};

const suffixed = (name: string, ...suffixes: readonly string[]): readonly string[] =>
	suffixes.map(suffix => name + suffix);

export const refusedOptions: readonly RefusedOption[] = [
	{
		names: ['hook-as-vassal', 'hook-as-emperor', 'hook-emperor-start', 'exec-as-vassal', 'exec-as-emperor'],
		why: "hooks in uWSGI's own syntax run inside uWSGI. Write --vassals-start-hook PROGRAM",
		without: 'stops',
	},
	{
		names: ['mount-as-vassal', 'umount-as-vassal', 'mount-as-emperor', 'umount-as-emperor'],
		why: 'mounting needs system calls that are not to be had here. Write --emperor-use-clone mount, and let --emperor-wrapper mount and then exec uwsgi',
		without: 'stops',
	},
	{
		names: [...suffixed('call-as-vassal', '', '1', '3'), ...suffixed('call-as-emperor', '', '1', '2', '4')],
		why: "it calls a function in uWSGI's own memory, and this emperor is not uWSGI. Write --vassals-start-hook PROGRAM",
		without: 'stops',
	},
	{
		names: ['chroot'],
		why: 'a running Node cannot change its root. Write chroot DIR emperor …, or RootDirectory= for systemd',
		without: 'stops',
	},
	{
		names: ['cgroup', 'cgroup-opt'],
		why: 'control groups are left to systemd. Write systemd-run --scope emperor …',
		without: 'stops',
	},
	{
		names: ['emperor-proxy-socket'],
		why: 'it is an option of a vassal. Write it into the config of that vassal',
		without: 'stops',
	},
	{
		names: ['early-emperor'],
		why: 'this emperor opens no sockets that it could come before. Leave it out',
		without: 'goes on',
	},
	{
		names: ['daemonize', 'daemonize2'],
		why: 'the emperor stays where it can be watched. Let systemd start it, or tmux: tmux new -d emperor …',
		without: 'goes on',
	},
	{
		names: ['logto', 'logto2', 'log-syslog', 'logger'],
		why: 'vassals have a pane each. Write --log-dir DIR to keep what they print, or --no-tui and > FILE',
		without: 'goes on',
	},
	{
		names: ['listen'],
		why: 'a socket on demand always lets 100 callers wait. Leave it out',
		without: 'goes on',
	},
	{
		names: suffixed('procname', '', '-master', '-prefix', '-prefix-spaced', '-append'),
		why: 'the emperor is one process. Write --emperor-procname NAME',
		without: 'goes on',
	},
	{
		names: ['die-on-term'],
		why: 'SIGTERM stops the emperor and its vassals already. Leave it out',
		without: 'goes on',
	},
	{
		names: ['xml', 'xmlconfig', 'yaml', 'yml', 'config'],
		why: "the emperor's own options are read from .ini only. Write them into one, and give it by --ini",
		without: 'stops',
	},
	{
		names: ['master'],
		why: 'the emperor needs none above it. Leave it out, and let systemd start the emperor again should it die',
		without: 'goes on',
	},
];

/** What to say of such an option: `place` is `--early-emperor`, or a line of a file. */
export const refusalOf = (name: string): RefusedOption | undefined =>
	refusedOptions.find(({names}) => names.includes(name));

export const servesNothing = 'the emperor serves and runs nothing itself here';

/** Whether it makes a process serve or run something. */
export const isServing = (name: string): boolean => serving.test(name);

const serving =
	/^(?:https?2?|(?:[a-z0-9]+-)?socket|(?:fast|raw|ssl|forkpty)router|(?:http|fastrouter|rawrouter|sslrouter)-subscription-server|module|wsgi(?:-file)?|psgi|rack|mount|mule|spooler|(?:smart-)?attach-daemon2?|(?:unique-|legion-)?cron2?)$/;
