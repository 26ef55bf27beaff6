/** Why a command to an emperor that runs has come to nothing: a sentence, and the exit code that goes with it. */
export class Failure extends Error {
	constructor(
		readonly exitCode: number,
		message: string,
	) {
		super(message);
	}
}

/** Exit codes (product.md 2). */
export const failed = 1;
export const wrongUsage = 2;
export const nothingMatched = 3;
