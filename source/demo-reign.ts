import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Ruling} from './command-line/ruling.js';
import type {Curtain} from './curtain.js';
import {findUwsgi} from './demo/find-uwsgi.js';
import {prepareDemo} from './demo/prepare-demo.js';
import {runTool} from './processes/run-tool.js';
import {reign} from './reign.js';

/** `emperor demo`: rules over five small vassals in a scratch folder, which goes with it. */
export const reignOverDemo = async (ruling: Ruling, curtain?: Curtain): Promise<number> => {
	const folder = await mkdtemp(join(tmpdir(), 'emperor-demo-'));
	try {
		await prepareDemo(
			folder,
			await findUwsgi(ruling.terms.binaryPath, (command, args) => runTool(command, args, {timeout: 5000})),
		);
		return await reign({...ruling, patterns: [folder]}, folder, curtain);
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
};
