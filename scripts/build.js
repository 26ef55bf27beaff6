#!/usr/bin/env node
// Bundles the program into one file: importing Ink from its many files costs 650 ms at every start, from one 250.
//
//     node scripts/build.js [ENTRY [OUTFILE]]

import {chmod, readFile, stat} from 'node:fs/promises';
import {resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const [entry = `${root}source/cli.ts`, outfile = `${root}dist/emperor.js`] = process.argv
	.slice(2)
	.map(path => resolve(path));
const {version} = JSON.parse(await readFile(`${root}package.json`, 'utf8'));

/** A package that says something else now has to be looked at again. */
const replaced = (text, changes) =>
	changes.reduce((before, [from, to]) => {
		if (!before.includes(from)) {
			throw new Error(
				`scripts/build.js: a package no longer has "${from}". Mend the plugin that replaces it.`,
			);
		}
		return before.replace(from, () => to);
	}, text);

/**
 * With DEV=true in a person's environment Ink would connect to React's devtools and read its own package.json.
 * Neither is shipped, and the program would not start.
 */
const inkForProduction = {
	name: 'ink-for-production',
	setup({onLoad}) {
		onLoad({filter: /[\\/]ink[\\/]build[\\/]utils\.js$/}, () => ({
			contents: 'export const isDev = () => false;',
		}));
		onLoad({filter: /[\\/]ink[\\/]build[\\/]devtools\.js$/}, () => ({contents: ''}));
	},
};

/** Yoga carries its own WebAssembly, but asks whether there is a fetch(): Node answers by loading its whole HTTP client, 35 ms. */
const yogaWithoutFetch = {
	name: 'yoga-without-fetch',
	setup({onLoad}) {
		onLoad({filter: /[\\/]yoga-wasm-base64-esm\.js$/}, async ({path}) => ({
			contents: `const fetch = undefined;\n${await readFile(path, 'utf8')}`,
		}));
	},
};

/**
 * Ink asks for the same widths again with every frame, and string-width works each out with Unicode regular
 * expressions: remembered, a frame of chrome costs a fifth less. One of them is the set of all emoji, which takes 45 ms
 * to make: it waits for a text that may be one. wrap-ansi brings a string-width of its own, and can do with this one.
 */
const rememberedWidths = {
	name: 'remembered-widths',
	setup({onLoad, onResolve}) {
		onResolve({filter: /^string-width$/}, () => ({path: `${root}node_modules/string-width/index.js`}));
		onLoad({filter: /[\\/]string-width[\\/]index\.js$/}, async ({path}) => ({
			contents: `${replaced(await readFile(path, 'utf8'), [
				['export default function stringWidth', 'function workOut'],
				['const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;', lazyEmoji],
			])}
				const widths = new Map();
				export default function stringWidth(text, options) {
					if (typeof text !== 'string' || options !== undefined || text.length > 200) {
						return workOut(text, options);
					}
					let width = widths.get(text);
					if (width === undefined) {
						width = workOut(text);
						if (widths.size >= 5000) {
							widths.clear();
						}
						widths.set(text, width);
					}
					return width;
				}
			`,
		}));
	},
};

/** A single character is an emoji only where it is shown as one by itself. */
const lazyEmoji = `
	let allEmoji;
	const rgiEmojiRegex = {
		test(text) {
			if (text.length === 1 && !/\\p{Emoji_Presentation}/u.test(text)) {
				return false;
			}
			allEmoji ??= new RegExp('^\\\\p{RGI_Emoji}$', 'v');
			return allEmoji.test(text);
		},
	};
`;

/** Ink puts every cell together for every frame, and reads every text for it: here only what changed. */
const rememberedRows = {
	name: 'remembered-rows',
	setup({onLoad}) {
		onLoad({filter: /[\\/]ink[\\/]build[\\/]output\.js$/}, async ({path}) => ({
			contents: `import {remembering} from '${root}source/screen/remembering-output.ts';
				${replaced(await readFile(path, 'utf8'), [
					['export default class Output', 'class Output'],
					['caches = new OutputCaches();', 'caches = sharedCaches();'],
				])}
				let shared = new OutputCaches();
				const sharedCaches = () => {
					shared = shared.styledChars.size < 1000 ? shared : new OutputCaches();
					return shared;
				};
				export default remembering(Output);
			`,
		}));
	},
};

/** Of prom-client what the metrics need: the rest would bring OpenTelemetry, node:cluster and 94 kB. */
const countersAlone = {
	name: 'counters-alone',
	setup({onLoad}) {
		onLoad({filter: /[\\/]prom-client[\\/]index\.js$/}, () => ({
			contents: ['Registry', 'Counter', 'Gauge']
				.map(name => `exports.${name} = require('./lib/${name.toLowerCase()}');`)
				.join('\n'),
		}));
	},
};

/** Bundled CommonJS packages still call require() for Node's own modules. */
const banner = [
	'#!/usr/bin/env node',
	"import {createRequire as requireFrom} from 'node:module';",
	'const require = requireFrom(import.meta.url);',
].join('\n');

await build({
	entryPoints: [entry],
	outfile,
	absWorkingDir: root,
	bundle: true,
	format: 'esm',
	platform: 'node',
	target: 'node20',
	// Names stay: a crash report that nobody can read is none.
	minifyWhitespace: true,
	minifySyntax: true,
	legalComments: 'none',
	define: {
		'process.env.NODE_ENV': '"production"',
		EMPEROR_VERSION: JSON.stringify(version),
	},
	plugins: [inkForProduction, yogaWithoutFetch, rememberedWidths, rememberedRows, countersAlone],
	banner: {js: banner},
	logLevel: 'warning',
});
await chmod(outfile, 0o755);

const kilobytes = Math.round((await stat(outfile)).size / 1000);
console.log(`${outfile}: ${kilobytes} kB, version ${version}`);
