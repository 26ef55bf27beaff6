import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {chatty} from './chatty.js';
import {crasher} from './crasher.js';
import type {Files} from './files.js';
import {freePort} from './free-port.js';
import {protocol} from './protocol.js';
import {routerAndApp} from './router-and-app.js';
import {slow} from './slow.js';
import {timer} from './timer.js';
import {web} from './web.js';

/**
 * Writes five vassals and their programs into an empty folder.
 *
 * They name their programs relative to that folder, so it has to be their working directory, as under `dir://`.
 *
 * @param uwsgi What `findUwsgi` found: with it, a router and an application take the places of `web.ini` and `slow.ini`.
 */
export const prepareDemo = async (folder: string, uwsgi: string | undefined): Promise<void> => {
	const port = await freePort();
	const files: Files = {
		...(uwsgi === undefined ? {...protocol, ...web(port), ...slow} : routerAndApp(port, await freePort())),
		...chatty,
		...crasher,
		...timer(port),
	};
	for (const [name, text] of Object.entries(files)) {
		const file = join(folder, name);
		await mkdir(dirname(file), {recursive: true});
		await writeFile(file, text);
	}
};
