import {readFileSync, writeFileSync} from 'node:fs';
import {dated, manFile} from './man-page.js';
import {descriptionFile, descriptionText} from './openapi-file.js';
import {readmeFile, withTables} from './readme-tables.js';

// npm run keys: whatever is made from the tables of commands, options, keys and routes.
writeFileSync(readmeFile, withTables(readFileSync(readmeFile, 'utf8')));
writeFileSync(manFile, dated(readFileSync(manFile, 'utf8')));
writeFileSync(descriptionFile, descriptionText());
