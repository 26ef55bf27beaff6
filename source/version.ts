import {readFileSync} from 'node:fs';

/** Put in by `scripts/build.js`: the bundle has no package.json beside it. */
declare const EMPEROR_VERSION: string;

const readVersion = (): string => {
	const packageFile = new URL('../../package.json', import.meta.url);
	const {version}: {version?: unknown} = JSON.parse(readFileSync(packageFile, 'utf8'));
	return typeof version === 'string' ? version : 'unreleased';
};

/** The version in package.json, from which compiled but unbundled files (`build/source/`) read it. */
export const version: string = typeof EMPEROR_VERSION === 'string' ? EMPEROR_VERSION : readVersion();
