/** Whether a part of a pattern, between two slashes, stands for more than itself. */
export const isMagic = (segment: string): boolean => /[*?[]/.test(segment.replace(/\\./gs, ''));

/** The name that a part without magic stands for. */
export const literalOf = (segment: string): string => segment.replace(/\\(.)/gs, '$1');

/**
 * A test for names, as in glob(3): `*`, `?`, `[a-z]`, `[!a]`, `[[:alpha:]]`, `\` before a character to be taken as it is.
 * A leading dot has to be written. No braces, no `**`, no brackets around alternatives: uWSGI has none either.
 */
export const matcherOf = (segment: string): ((name: string) => boolean) => {
	const pattern = compile(segment);
	const wantsDot = /^\\?\./.test(segment);
	return name => (wantsDot || !name.startsWith('.')) && (pattern?.test(name) ?? name === segment);
};

const tokens =
	/\\(?<escaped>.)|(?<wild>[*?])|\[(?<negated>[!^]?)(?<set>\]?(?:\[:[a-z]+:\]|\\.|[^\]\\])*)\]|(?<plain>.)/gsu;

const compile = (segment: string): RegExp | undefined => {
	const source = segment.replace(tokens, (...match) => {
		const {escaped, wild, negated, set, plain}: Record<string, string | undefined> = match.at(-1);
		if (wild !== undefined) {
			return wild === '*' ? '.*' : '.';
		}
		return set === undefined
			? quote(escaped ?? plain ?? '')
			: `[${negated === '' ? '' : '^'}${setMembers(set)}]`;
	});
	try {
		return new RegExp(`^${source}$`, 'su');
	} catch {
		// An impossible set, such as [z-a]: it matches nothing but a file of that very name.
		return undefined;
	}
};

const setMembers = (set: string): string =>
	set.replace(/\[:(?<name>[a-z]+):\]|\\(?<escaped>.)|(?<plain>[^-])/gsu, (...match) => {
		const {name, escaped, plain}: Record<string, string | undefined> = match.at(-1);
		return name === undefined ? quoteMember(escaped ?? plain ?? '') : (classes[name] ?? '');
	});

const quote = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&');

/** Only between brackets a dash means anything, and only there may it be escaped. */
const quoteMember = (character: string): string => (character === '-' ? '\\-' : quote(character));

const classes: Readonly<Record<string, string>> = {
	alnum: '\\p{L}\\p{N}',
	alpha: '\\p{L}',
	blank: ' \\t',
	cntrl: '\\p{Cc}',
	digit: '0-9',
	graph: '!-~',
	lower: '\\p{Ll}',
	print: ' -~',
	punct: '\\p{P}\\p{S}',
	space: '\\s',
	upper: '\\p{Lu}',
	xdigit: '0-9A-Fa-f',
};
