import {isPlain} from '../../screen/characters.js';
import {isHarmless, sanitise} from '../../screen/sanitise.js';
import {resetStyle, sgrPattern} from '../../screen/sgr.js';

/** A line as it is shown: harmless, its tabs made spaces. Whoever counts characters of a line counts those of `plain`. */
export type LineText = {
	/** Without colours. */
	readonly plain: string;
	/** Which style begins where, in order: everything that has been switched on and not reset until then. */
	readonly styles: readonly {readonly at: number; readonly style: string}[];
};

/** A stretch of a line that has to stand out, by the style it gets on top of its own. */
export type Tint = {readonly from: number; readonly to: number; readonly style: string};

/** @param enough the character behind which nobody looks: styles that begin there are left out. */
export const readLine = (raw: string, enough = Number.POSITIVE_INFINITY): LineText => {
	const clean = isPlain(raw) ? raw : sanitise(raw);
	if (!clean.includes('\x1b')) {
		return {plain: clean, styles: []};
	}

	let style = '';
	const styles: {at: number; style: string}[] = [];
	let unshown = 0;
	for (const {0: found, index} of clean.matchAll(anyStyle)) {
		const at = index - unshown;
		if (at > enough) {
			break;
		}
		unshown += found.length;
		style = resets.test(found) ? found : style + found;
		// No honest line has so many styles on at once.
		style = style.length > 256 ? found : style;
		if (styles.at(-1)?.at === at) {
			styles.pop();
		}
		styles.push({at, style});
	}
	return {plain: clean.replace(anyStyle, ''), styles};
};

/** The words of a line as they are shown, without its colours. */
export const plainText = (raw: string): string => {
	if (isPlain(raw)) {
		return raw;
	}
	const uncoloured = raw.replace(anyStyle, '');
	return isHarmless(uncoloured) ? uncoloured : readLine(raw).plain;
};

/** Part of a line with its styles and tints, closed at the end. */
export const drawPart = (
	{plain, styles}: LineText,
	from: number,
	to: number,
	tints: readonly Tint[],
): string => {
	if (styles.length === 0 && tints.length === 0) {
		return plain.slice(from, to);
	}

	const edges = [...styles.map(({at}) => at), ...tints.flatMap(tint => [tint.from, tint.to])]
		.filter(edge => edge > from && edge < to)
		.sort((one, other) => one - other);
	let drawn = '';
	let start = from;
	for (const end of [...edges, to]) {
		if (end > start) {
			const own = styles.findLast(({at}) => at <= start)?.style ?? '';
			const added = tints.filter(tint => tint.from <= start && start < tint.to).map(({style}) => style);
			const style = own + added.join('');
			drawn += style === '' ? plain.slice(start, end) : style + plain.slice(start, end) + resetStyle;
			start = end;
		}
	}
	return drawn;
};

const anyStyle = new RegExp(sgrPattern, 'g');

/** A sequence that takes back all that came before it. */
const resets = /^\x1b\[0*[;m]/;
