/** Texts by their path in the demo's folder. What is a vassal ends in `.ini`; what it runs is in `programs/`. */
export type Files = Readonly<Record<string, string>>;

/** This very Node, as a word for `/bin/sh`: the person may have started it by a path of its own. */
export const node: string = `'${process.execPath.replaceAll("'", "'\\''")}'`;
