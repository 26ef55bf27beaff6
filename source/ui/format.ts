/** `42 s`, `3m02`, `5h07`, `2d04h`: one style everywhere, whole seconds, so that nothing jitters. */
export const duration = (milliseconds: number): string => {
	const seconds = Math.max(0, Math.floor(milliseconds / 1000));
	if (seconds < 60) {
		return `${seconds} s`;
	}
	if (seconds < 3600) {
		return `${Math.floor(seconds / 60)}m${twoDigits(seconds % 60)}`;
	}
	if (seconds < 86_400) {
		return `${Math.floor(seconds / 3600)}h${twoDigits(Math.floor(seconds / 60) % 60)}`;
	}
	return `${Math.floor(seconds / 86_400)}d${twoDigits(Math.floor(seconds / 3600) % 24)}h`;
};

/** Seconds that are left, never `0 s` while there is something to wait for. */
export const countdown = (milliseconds: number): string =>
	duration(Math.max(1000, Math.ceil(milliseconds / 1000) * 1000));

/** `38 MB`, `1.2 GB`. */
export const memory = (bytes: number): string =>
	Math.round(bytes / 1e6) < 1000 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;

/** `38 req/s`, `0.4 req/s`, `12k req/s`. */
export const rate = (perSecond: number): string => `${count(perSecond)} req/s`;

const count = (value: number): string => {
	if (value >= 9950) {
		return `${Math.round(value / 1000)}k`;
	}
	return value === 0 || value >= 9.95 ? String(Math.round(value)) : value.toFixed(1);
};

/** `1.2 ms`, `38 ms`, `2.5 s`, `3m02`; `<1 ms` for what uWSGI, which counts whole ones, calls 0. */
export const responseTime = (milliseconds: number): string => {
	if (milliseconds < 0.05) {
		return '<1 ms';
	}
	if (milliseconds < 999.5) {
		return `${milliseconds < 9.95 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`;
	}
	return milliseconds < 9950 ? `${(milliseconds / 1000).toFixed(1)} s` : duration(milliseconds);
};

/** `3 %`, of one core. */
export const percent = (fraction: number): string => `${Math.round(fraction * 100)} %`;

/** `1 restart`, `2 restarts`. */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const twoDigits = (value: number): string => String(value).padStart(2, '0');
