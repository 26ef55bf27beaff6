/** Config text of a vassal that is a program for `/bin/sh`, without uWSGI. Neither `%` nor `$(` may be in it: they are uWSGI's. */
export const shellVassal = (script: string): string => `[uwsgi]\nunprivileged-binary-patch-arg = ${script}\n`;

/** One that says a word and stays. */
export const quietVassal = (word = 'here'): string => shellVassal(`echo ${word}; exec sleep 1000`);

/** One that ignores being asked to stop, says that it does, and stays. */
export const deafVassal = (word = 'deaf'): string =>
	shellVassal(`trap '' TERM; echo ${word}; while :; do sleep 0.1; done`);
