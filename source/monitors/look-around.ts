import {codeOf, type ImperialMonitor, isDenial, type Listed} from './listing.js';

/** A listed file, and which monitor saw it, counted from 0 in command line order. */
export type Seen = Listed & {readonly monitor: number};

export type View = {
	/** Each file once: where several monitors reach it, the first has it. */
	readonly seen: readonly Seen[];
	readonly folders: readonly string[];
	/** Sentences for the whole screen. */
	readonly notices: readonly string[];
};

/**
 * What all monitors see at once. A monitor whose folder has vanished, or that cannot look, still sees what it saw:
 * its vassals are to keep running (product.md 4, row 6).
 */
export const lookAround = async (
	monitors: readonly ImperialMonitor[],
	before: readonly Seen[],
): Promise<View> => {
	const seen = new Map<string, Seen>();
	const folders = new Set<string>();
	const notices: string[] = [];
	for (const [index, monitor] of monitors.entries()) {
		const listing = await monitor.list().catch((error: unknown) => cannotLook(monitor, error));
		const isKnown = 'configs' in listing && !listing.vanished;
		const files = isKnown
			? listing.configs.map(config => ({...config, monitor: index}))
			: before.filter(file => file.monitor === index);
		for (const file of files.filter(({id}) => !seen.has(id))) {
			seen.set(file.id, file);
		}
		for (const folder of 'folders' in listing ? listing.folders : []) {
			folders.add(folder);
		}
		notices.push(
			...('vanished' in listing && listing.vanished
				? [missingFolder(monitor, files.length)]
				: listing.remarks),
		);
	}
	return {seen: [...seen.values()], folders: [...folders], notices};
};

const cannotLook = ({argument}: ImperialMonitor, error: unknown) => ({
	remarks: [
		isDenial(error)
			? `${argument}: this user may not look there. Let it read and enter the folders, for example with chmod a+rx.`
			: `${argument}: cannot look there (${codeOf(error) || String(error)}). Its vassals keep running, and none are started, until that ends.`,
	],
});

const missingFolder = ({argument}: ImperialMonitor, vassals: number): string =>
	vassals === 0
		? `${argument}: the folder is not there. Create it, and vassals start as configs appear.`
		: `${argument}: the folder is gone. Its vassals keep running; bring it back, or stop them.`;
