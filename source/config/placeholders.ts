/** `undefined` leaves the placeholder in the text, as uWSGI does: `log-format = %(addr)` needs that. */
type Lookup = (name: string) => string | undefined;

/**
 * Replaces `$(NAME)`, `@(file)` or `%(name)` in a value, from left to right, and looks again at what was put in.
 *
 * After a replacement uWSGI goes on from the *second* character, so a placeholder that a replacement puts at the very start
 * stays as text. Bounded, where uWSGI hangs: `a = x%(a)`. Source: uwsgi_apply_config_pass() in core/utils.c, checked on 2.0.21.
 */
export const expandPlaceholders = (value: string, symbol: '$' | '@' | '%', lookup: Lookup): string => {
	let text = value;
	let from = 0;
	for (let replacements = 0; replacements < mostReplacements; replacements++) {
		const found = findKnown(text, symbol, from, lookup);
		if (found === undefined || found.text.length > longestValue) {
			return text;
		}
		text = found.text;
		from = 1;
	}
	return text;
};

/**
 * What stands between the brackets of `%(…)`: a key, or a calculation on keys and whole numbers, left to right.
 *
 * `%(a b)` joins, `%(a + 2 * 3)` is `(a + 2) * 3`, dividing by zero gives 0, an unknown key counts as nothing.
 */
export const evaluatePlaceholder = (expression: string, lookup: Lookup): string | undefined => {
	if (!expression.includes(' ')) {
		return lookup(expression);
	}
	let result: string | undefined;
	let operator = 'join';
	for (const token of expression.split(' ').filter(part => part !== '')) {
		if (token === '++' || token === '--') {
			result = result === undefined ? undefined : calculate(token, result, '1');
			operator = 'join';
		} else if (operators.has(token)) {
			operator = token;
		} else {
			const operand = /^\d+$/.test(token) ? token : (lookup(token) ?? '');
			result = operator === 'join' ? (result ?? '') + operand : calculate(operator, result ?? '', operand);
			operator = 'join';
		}
	}
	return result;
};

/** What stands between the brackets of each `%(…)`, or `@(…)`, known or not. */
export const namesIn = (value: string, symbol: '%' | '@'): string[] =>
	[...value.matchAll(symbol === '%' ? /%\(([^)]*)/g : /@\(([^)]*)/g)].map(([, name = '']) => name);

/** The names that a value asks for by `%(…)`, those in a calculation included. */
export const namesAskedFor = (value: string): string[] =>
	namesIn(value, '%').flatMap(expression => expression.split(' '));

const mostReplacements = 100;
const longestValue = 65_536;
const operators: ReadonlySet<string> = new Set(['+', '-', '*', '/']);

const findKnown = (
	text: string,
	symbol: string,
	from: number,
	lookup: Lookup,
): {text: string} | undefined => {
	let start = text.indexOf(`${symbol}(`, from);
	while (start !== -1) {
		const end = closingBracket(text, start + 2);
		if (end === -1) {
			return undefined;
		}
		const name = text.slice(start + 2, end);
		const replacement = name === '' ? undefined : lookup(name);
		if (replacement !== undefined) {
			return {text: text.slice(0, start) + replacement + text.slice(end + 1)};
		}
		start = text.indexOf(`${symbol}(`, end + 1);
	}
	return undefined;
};

const closingBracket = (text: string, from: number): number => {
	let depth = 1;
	for (let index = from; index < text.length; index++) {
		depth += text[index] === '(' ? 1 : text[index] === ')' ? -1 : 0;
		if (depth === 0) {
			return index;
		}
	}
	return -1;
};

const calculate = (operator: string, left: string, right: string): string => {
	const [a, b] = [wholeNumber(left), wholeNumber(right)];
	switch (operator[0]) {
		case '+': {
			return String(a + b);
		}
		case '-': {
			return String(a - b);
		}
		case '*': {
			return String(a * b);
		}
		default: {
			return b === 0n ? '0' : String(a / b);
		}
	}
};

/** As C reads a number: what stands at the start counts, and no digits mean 0. */
const wholeNumber = (text: string): bigint => BigInt(/^\s*\+?(-?\d+)/.exec(text)?.[1] ?? '0');
