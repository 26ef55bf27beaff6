import {connect} from 'node:net';
import {errorCode} from '../processes/spawn-refused.js';

/**
 * Whether anybody listens at a unix socket. Its file outlives its program; only a caller learns. This one says nothing,
 * takes its leave and hears out what it is told, up to a second, lest its hanging up be an error over there.
 *
 * Rejects with `EACCES` where this user may not even call.
 */
export const isAnswered = (path: string): Promise<boolean> =>
	new Promise((resolve, reject) => {
		const caller = connect({path});
		caller.once('connect', () => {
			caller
				.setTimeout(1000, () => caller.destroy())
				.resume()
				.end();
			resolve(true);
		});
		caller.once('error', error => {
			const code = errorCode(error);
			if (code === 'EACCES') {
				reject(error);
			} else {
				resolve(code !== 'ECONNREFUSED' && code !== 'ENOENT');
			}
		});
	});
