import type {BinaryPatch} from '../core/vassal-config.js';
import {lastOf, type Option} from './option.js';

/**
 * The program that takes uWSGI's place, if the options name one.
 *
 * Privileged comes before unprivileged, a bare program before `-arg`; of a repeated one the last counts. uWSGI itself ignores
 * the unprivileged kind unless it runs as root; we do not. Measured on uWSGI 2.0.21.
 */
export const binaryPatchIn = (options: readonly Option[]): BinaryPatch | undefined => {
	for (const {key, how, dropsPrivileges} of kinds) {
		const option = lastOf(options, key);
		if (option !== undefined) {
			const [uid, gid] = dropsPrivileges ? [lastOf(options, 'uid'), lastOf(options, 'gid')] : [];
			return {
				how,
				command: option.value,
				env: environmentIn(options),
				...(uid === undefined ? {} : {uid: uid.value}),
				...(gid === undefined ? {} : {gid: gid.value}),
			};
		}
	}
	return undefined;
};

const kinds = [
	{key: 'privileged-binary-patch', how: 'program', dropsPrivileges: false},
	{key: 'privileged-binary-patch-arg', how: 'shell', dropsPrivileges: false},
	{key: 'unprivileged-binary-patch', how: 'program', dropsPrivileges: true},
	{key: 'unprivileged-binary-patch-arg', how: 'shell', dropsPrivileges: true},
] as const;

/** `env = NAME` without an equals sign takes the name out again, as putenv(3) does. */
const environmentIn = (options: readonly Option[]): Record<string, string> => {
	const variables = new Map<string, string>();
	for (const {key, value} of options) {
		const equals = value.indexOf('=');
		if (key === 'env' && equals > 0) {
			variables.set(value.slice(0, equals), value.slice(equals + 1));
		} else if (key === 'env') {
			variables.delete(value);
		}
	}
	return Object.fromEntries(variables);
};
