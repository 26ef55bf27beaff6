import type {Namespace} from '../core/confinement.js';
import {defaultTerms, type Terms} from '../core/terms.js';
import {Mistake, type Values} from './values.js';

/** How vassals are started and kept. Throws a {@link Mistake} where a value cannot be. */
export const termsOf = (values: Values): Terms => {
	const wrapper = values.text('emperor-wrapper');
	const startHook = values.text('vassals-start-hook');
	const stopHook = values.text('vassals-stop-hook');
	return {
		binaryPath: values.text('binary-path') ?? defaultTerms.binaryPath,
		...(wrapper === undefined ? {} : {wrapper}),
		...(startHook === undefined ? {} : {startHook}),
		...(stopHook === undefined ? {} : {stopHook}),
		wrapperOverrides: values.all('emperor-wrapper-override'),
		wrapperFallbacks: values.all('emperor-wrapper-fallback'),
		tyrant: values.isSet('emperor-tyrant'),
		capabilities: capabilitiesIn(values),
		namespaces: namespacesIn(values),
		vassalsSet: values.all('vassal-set'),
		vassalsInherit: values.all('vassals-inherit'),
		vassalsInclude: values.all('vassals-include'),
		vassalsInheritBefore: values.all('vassals-inherit-before'),
		vassalsIncludeBefore: values.all('vassals-include-before'),
		broodlord: values.number('emperor-broodlord') ?? defaultTerms.broodlord,
		throttle: values.number('emperor-throttle') ?? defaultTerms.throttle,
		maxThrottle: values.number('emperor-max-throttle') ?? defaultTerms.maxThrottle,
		noBlacklist: values.isSet('emperor-no-blacklist'),
		curseTolerance: values.seconds('emperor-curse-tolerance') ?? defaultTerms.curseTolerance,
		requiredHeartbeat: values.seconds('emperor-required-heartbeat') ?? defaultTerms.requiredHeartbeat,
		gracefulShutdown: values.isSet('emperor-graceful-shutdown'),
		mercy: values.seconds('reload-mercy') ?? defaultTerms.mercy,
	};
};

const listIn = (values: Values, name: 'emperor-cap' | 'emperor-use-clone'): readonly string[] =>
	(values.text(name) ?? '')
		.split(',')
		.map(item => item.trim())
		.filter(item => item !== '');

const capabilitiesIn = (values: Values): readonly string[] =>
	listIn(values, 'emperor-cap').map(item => {
		const name = item.toLowerCase().replace(/^cap_/, '');
		if (!/^[a-z_]+$/.test(name)) {
			throw new Mistake(
				`--emperor-cap: "${item}" is no capability. Write names of capabilities(7), for example net_bind_service,chown.`,
			);
		}
		return name;
	});

/** uWSGI's names, and as which namespace `unshare` knows each. */
const namespaces: ReadonlyMap<string, Namespace> = new Map([
	['ipc', 'ipc'],
	['mount', 'mount'],
	['ns', 'mount'],
	['net', 'net'],
	['pid', 'pid'],
	['user', 'user'],
	['uts', 'uts'],
]);

const namespacesIn = (values: Values): readonly Namespace[] => {
	const asked = listIn(values, 'emperor-use-clone').map(item => {
		const namespace = namespaces.get(item);
		if (namespace === undefined) {
			throw new Mistake(
				`--emperor-use-clone: "${item}" is no namespace to be had here. Write some of ${[...namespaces.keys()].join(', ')}.`,
			);
		}
		return namespace;
	});
	return [...new Set(asked)];
};
