/**
 * What a person wrote to find text by, as a regular expression: without regard to case unless there is a capital in it,
 * with all of Unicode where it can be read so. What only old expressions may say is taken as they mean it.
 *
 * @returns why it is none, as a sentence, or the expression.
 */
export const readExpression = (source: string): RegExp | string => {
	const flags = /\p{Lu}/u.test(source.replace(/\\./gu, '')) ? '' : 'i';
	try {
		return new RegExp(source, `${flags}u`);
	} catch {
		try {
			return new RegExp(source, flags);
		} catch (error) {
			const reason = String(error).replace(/^.*: /, '').toLowerCase();
			return `${reason}. Put \\ before a character to take it as it is`;
		}
	}
};
