import {fileURLToPath} from 'node:url';
import {openApi} from '../source/control/openapi.js';
import {version} from '../source/version.js';

/** The description of the control socket, for those who have no emperor to ask. */
export const descriptionFile = fileURLToPath(new URL('../../docs/openapi.json', import.meta.url));

export const descriptionText = (): string => `${JSON.stringify(openApi(version), null, '\t')}\n`;
