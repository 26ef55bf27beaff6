/** The options of a JSON config in order, or what is wrong with it, in the words of a Problem. */
export type ParsedJson =
	| {readonly entries: readonly {readonly key: string; readonly value: string}[]}
	| {readonly kind?: 'not-a-vassal'; readonly what: string; readonly remedy: string};

/**
 * Reads the object that uWSGI takes its options from: `{"uwsgi": {…}}`, or the one named after the file's colon.
 *
 * Lists repeat their key, objects are left out; true is 1, false and null are 0 (measured on uWSGI 2.0.21).
 */
export const parseJson = (text: string, section = 'uwsgi'): ParsedJson => {
	const root = decode(text);
	if (root instanceof SyntaxError) {
		return {
			what: `this is not JSON: ${root.message.replaceAll('\n', ' ')}`,
			remedy: 'Mend the syntax, or rename the file if it is of another kind',
		};
	}
	const options = isRecord(root) ? root[section] : undefined;
	if (!isRecord(options)) {
		return {
			kind: 'not-a-vassal',
			what: `no "${section}" object, so this is not a vassal`,
			remedy: `Write {"${section}": {…}}, or keep the file out of the emperor's pattern`,
		};
	}
	return {entries: Object.entries(options).flatMap(([key, value]) => entriesOf(key, value))};
};

const decode = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch (error) {
		return error instanceof SyntaxError ? error : new SyntaxError(String(error));
	}
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const entriesOf = (key: string, value: unknown): {key: string; value: string}[] => {
	if (Array.isArray(value)) {
		return value.filter(item => !Array.isArray(item)).flatMap(item => entriesOf(key, item));
	}
	return isRecord(value) ? [] : [{key, value: scalar(value)}];
};

const scalar = (value: unknown): string => {
	if (typeof value === 'boolean' || value === null) {
		return value ? '1' : '0';
	}
	return String(value);
};
