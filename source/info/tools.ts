/** A program that some part of the emperor makes use of. */
export type Tool = {
	readonly name: string;
	/** What has it say its version. */
	readonly ask?: string;
	/** What is lost without it. */
	readonly lost: string;
	/** Debian's package. */
	readonly packages: string;
};

export const tools: readonly Tool[] = [
	{
		name: 'uwsgi',
		ask: '--version',
		lost: 'no vassal can be started but patched binaries',
		packages: 'uwsgi-core uwsgi-plugin-python3',
	},
	{name: 'mkfifo', lost: 'no vassal can be started', packages: 'coreutils'},
	{name: 'tmux', ask: '-V', lost: 'T opens no pane', packages: 'tmux'},
	{name: 'ssh', ask: '-V', lost: 'attach ssh:// cannot be used', packages: 'openssh-client'},
	{
		name: 'perl',
		lost: 'each socket on demand is held by Node, which takes 40 MB instead of 5',
		packages: 'perl-base',
	},
	{name: 'setpriv', lost: '--emperor-cap cannot be used', packages: 'util-linux'},
	{name: 'unshare', lost: '--emperor-use-clone cannot be used', packages: 'util-linux'},
];

/** Debian's packages of what gives text to the clipboard of a desktop. */
export const clipboardPackages: Readonly<Record<string, string>> = {
	'wl-copy': 'wl-clipboard',
	xclip: 'xclip',
	xsel: 'xsel',
};
