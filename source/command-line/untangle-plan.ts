import {isatty} from 'node:tty';
import {type Ruling, rulingOf} from './ruling.js';
import {Mistake, type Values} from './values.js';

/** `emperor untangle`: which log, and what is to become of it. */
export type UntanglePlan = {
	readonly kind: 'untangle';
	/** Absent for standard input. */
	readonly file?: string;
	readonly form: 'text' | 'json' | 'files';
	/** The folder for the files. */
	readonly dir: string;
	readonly color: Ruling['color'];
};

export const untanglePlan = (values: Values, [file, ...others]: readonly string[]): UntanglePlan => {
	if (others.length > 0) {
		throw new Mistake(
			`untangle: ${others.join(' ')}: one log at a time. Write them one after the other: cat FILE… | emperor untangle.`,
		);
	}
	if (file === undefined && isatty(0)) {
		throw new Mistake(
			'untangle: no log given. Write emperor untangle FILE, or tail -f FILE | emperor untangle.',
		);
	}
	const {color, isJson} = rulingOf(values, []);
	const dir = values.text('into');
	if (isJson && dir !== undefined) {
		throw new Mistake('untangle: --json and --into. Give either.');
	}
	return {
		kind: 'untangle',
		...(file === undefined || file === '-' ? {} : {file}),
		form: isJson ? 'json' : dir === undefined ? 'text' : 'files',
		dir: dir ?? '',
		color,
	};
};
