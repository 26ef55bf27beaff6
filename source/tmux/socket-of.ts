/** Where the tmux listens that a `$TMUX` tells of: its path comes before two numbers. */
export const socketOf = (tmux: string): string => tmux.replace(/,\d+,\d+$/, '');
