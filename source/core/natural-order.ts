/** Compares two texts as people count: `v2` comes before `v10`. Only a text and itself are equal. */
export const naturalOrder = (a: string, b: string): number => {
	if (a === b) {
		return 0;
	}
	let difference = 0;
	while (a[difference] === b[difference]) {
		difference++;
	}
	let start = difference;
	while (isDigit(a.charCodeAt(start - 1))) {
		start--;
	}
	const [one, other] = [digitsAt(a, start), digitsAt(b, start)];
	const byValue = one === '' || other === '' ? 0 : compareNumbers(one, other);
	return byValue === 0 ? (a < b ? -1 : 1) : byValue;
};

/** Of any length, more than a number holds. */
const compareNumbers = (a: string, b: string): number => {
	const [one, other] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
	return one.length === other.length ? (one < other ? -1 : one > other ? 1 : 0) : one.length - other.length;
};

const digitsAt = (text: string, start: number): string => {
	let end = start;
	while (isDigit(text.charCodeAt(end))) {
		end++;
	}
	return text.slice(start, end);
};

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
