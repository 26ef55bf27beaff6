import {readFileSync, writeFileSync} from 'node:fs';
import {dated, manFile} from './man-page.js';
import {readmeFile, withTables} from './readme-tables.js';

// npm run keys: whatever is made from the tables of commands, options and keys.
writeFileSync(readmeFile, withTables(readFileSync(readmeFile, 'utf8')));
writeFileSync(manFile, dated(readFileSync(manFile, 'utf8')));
