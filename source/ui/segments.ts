import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';

/** A run of text in one style. */
export type Segment = {
	readonly text: string;
	readonly color?: string | undefined;
	readonly dim?: boolean;
	readonly bold?: boolean;
	readonly inverse?: boolean;
};

export const widthOf = (segments: readonly Segment[]): number =>
	segments.reduce((sum, {text}) => sum + stringWidth(text), 0);

/** Shortened in the middle: both ends of a name tell it apart, its middle seldom does. */
export const shorten = (text: string, width: number): string =>
	width <= 0 ? '' : cliTruncate(text, width, {position: 'middle'});

/** As many whole parts as fit beside each other, the first ones first. */
export const fitWhole = (
	parts: readonly (readonly Segment[])[],
	separator: Segment,
	width: number,
): Segment[] => {
	const fitted: Segment[] = [];
	for (const part of parts) {
		const next = [...(fitted.length === 0 ? [] : [separator]), ...part];
		if (widthOf(fitted) + widthOf(next) > width) {
			break;
		}
		fitted.push(...next);
	}
	return fitted;
};

/** Left and right, with `filler` (one column wide) between, exactly `width` columns where they fit. */
export const justify = (
	left: readonly Segment[],
	right: readonly Segment[],
	width: number,
	filler: Segment,
): Segment[] => {
	const gap = Math.max(0, width - widthOf(left) - widthOf(right));
	return [...left, {...filler, text: filler.text.repeat(gap)}, ...right];
};
