type Schema = Readonly<Record<string, unknown>>;

/**
 * What of a value a JSON schema does not allow, by the place where it is. A key that the schema does not name is one
 * too, so that nothing is said that is not described. Throws at a word it does not know.
 */
export const misfits = (value: unknown, schema: Schema, root: object, place = '$'): string[] => {
	const {$ref, oneOf, ...rest} = schema;
	if (typeof $ref === 'string') {
		return misfits(value, resolve(root, $ref), root, place);
	}
	if (Array.isArray(oneOf)) {
		const tries = oneOf.map(choice => misfits(value, choice, root, place));
		const fitting = tries.filter(found => found.length === 0).length;
		return fitting === 1 ? [] : [`${place}: fits ${fitting} of ${oneOf.length}: ${tries.flat().join('; ')}`];
	}
	return Object.entries(rest).flatMap(([word, wanted]) => {
		const say = (isFitting: boolean) =>
			isFitting ? [] : [`${place}: ${word} ${JSON.stringify(wanted)}, not ${JSON.stringify(value)}`];
		switch (word) {
			case 'description':
			case 'default':
				return [];
			case 'type':
				return say([wanted].flat().some(type => isOf(value, String(type))));
			case 'enum':
				return say((wanted as unknown[]).includes(value));
			case 'const':
				return say(value === wanted);
			case 'minimum':
				return say(Number(value) >= Number(wanted));
			case 'items':
				return [value]
					.flat()
					.flatMap((item, index) => misfits(item, wanted as Schema, root, `${place}[${index}]`));
			case 'required':
				return (wanted as string[]).filter(key => !(key in Object(value))).map(key => `${place}: no ${key}`);
			case 'properties':
				return Object.entries(Object(value)).flatMap(([key, item]) => {
					const known = (wanted as Readonly<Record<string, Schema>>)[key];
					return known === undefined
						? [`${place}.${key}: is not described`]
						: misfits(item, known, root, `${place}.${key}`);
				});
			default:
				throw new Error(`misfits: does not know "${word}"`);
		}
	});
};

const resolve = (root: object, reference: string): Schema =>
	reference
		.split('/')
		.slice(1)
		.reduce((found: unknown, key) => Reflect.get(Object(found), key), root) as Schema;

const isOf = (value: unknown, type: string): boolean => {
	switch (type) {
		case 'null':
			return value === null;
		case 'array':
			return Array.isArray(value);
		case 'integer':
			return Number.isInteger(value);
		case 'object':
			return typeof value === 'object' && value !== null && !Array.isArray(value);
		default:
			return typeof value === type;
	}
};
