import type {Inspection} from '../../client/inspection.js';

/** A command line for a shell that would start the same in the same place: `cd /srv && uwsgi --ini app.ini`. */
export const pasteable = ({words, env, cwd}: Inspection['start']): string => {
	const given = Object.entries(env).map(([name, value]) => quoted(`${name}=${value}`));
	const command = [...(given.length === 0 ? [] : ['env', ...given]), ...words.map(quoted)].join(' ');
	return `cd ${quoted(cwd)} && ${command}`;
};

const quoted = (word: string): string =>
	/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
