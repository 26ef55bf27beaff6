#!/usr/bin/env node
// Bundles the program into a few files: importing Ink from its many costs 650 ms at every start, from one 250. What reads
// a command line is a file of its own, what the commands do another, what only the panels need a third: the skeleton of a
// screen need not wait until the others are compiled. Whatever is needed later than the panels is in one of them: an
// upgrade takes away the files of an emperor that runs.
//
//     node scripts/build.js [ENTRY [FOLDER]]

import {chmod, readFile, rm} from 'node:fs/promises';
import {isBuiltin} from 'node:module';
import {resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const [entry = `${root}source/emperor.ts`, folder = `${root}dist`] = process.argv
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
		onLoad({filter: /[\\/]ink[\\/]build[\\/]reconciler\.js$/}, async ({path}) => ({
			contents: replaced(await readFile(path, 'utf8'), [
				['if (isDev())', 'if (false)'],
				['isDev()\n    ? await loadPackageJson()', 'false\n    ? undefined'],
				["await import('node:fs')", 'undefined'],
			]),
		}));
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
 * expressions: remembered, a frame of chrome costs a fifth less. The sets of characters in them take 55 ms to make: they
 * wait for a text that may need them, and frames do not. wrap-ansi brings a string-width of its own, and can do with
 * this one.
 */
const rememberedWidths = {
	name: 'remembered-widths',
	setup({onLoad, onResolve}) {
		onResolve({filter: /^string-width$/}, () => ({path: `${root}node_modules/string-width/index.js`}));
		onLoad({filter: /[\\/]string-width[\\/]index\.js$/}, async ({path}) => ({
			contents: `import {singleColumns} from '${root}source/screen/single-columns.ts';
				import {memorised} from '${root}source/screen/text-memory.ts';
				${replaced(withLateSegmenter(await readFile(path, 'utf8')), [
					['export default function stringWidth', 'function workOut'],
					...['visibleCharacterRegex', 'spacingMarkRegex', 'rgiEmojiRegex', 'extendedPictographicRegex'].map(
						name => [`const ${name} = /`, `const ${name} = () => ${name}.made ??= /`],
					),
					['segment.search(visibleCharacterRegex)', 'segment.search(visibleCharacterRegex())'],
					['visibleCharacterRegex.test(', 'visibleCharacterRegex().test('],
					['spacingMarkRegex.test(', 'spacingMarkRegex().test('],
					['rgiEmojiRegex.test(segment)', 'isEmoji(segment)'],
					['match(extendedPictographicRegex)', 'match(extendedPictographicRegex())'],
				])}
				// A single character is an emoji only where it is shown as one by itself.
				const isEmoji = text =>
					(text.length > 1 || /\\p{Emoji_Presentation}/u.test(text)) && rgiEmojiRegex().test(text);
				const remembered = memorised(text => workOut(text), 5000);
				export default function stringWidth(text, options) {
					if (typeof text !== 'string' || options !== undefined) {
						return workOut(text, options);
					}
					const single = singleColumns(text);
					if (single !== undefined) {
						return single;
					}
					if (text.length > 200) {
						return workOut(text);
					}
					return remembered(text);
				}
			`,
		}));
	},
};

/**
 * Ink remembers how large each text is that it ever laid out, and how it wrapped it: kilobytes a second where ages are
 * shown, and a screen is there for weeks. What it reads anew with every frame, it remembers here.
 */
const boundedMemories = {
	name: 'bounded-memories',
	setup({onLoad}) {
		const memories = `import {memorised, TextMemory} from '${root}source/screen/text-memory.ts';\n`;
		const change = (filter, changes) =>
			onLoad({filter}, async ({path}) => ({
				contents: memories + replaced(await readFile(path, 'utf8'), changes),
			}));
		change(/[\\/]ink[\\/]build[\\/]measure-text\.js$/, [
			['const cache = new Map();', 'const cache = new TextMemory(1000);'],
		]);
		change(/[\\/]ink[\\/]build[\\/]wrap-text\.js$/, [
			['const cache = {};', 'const cache = new TextMemory(1000);'],
			['const cachedText = cache[cacheKey];', 'const cachedText = cache.get(cacheKey);'],
			['cache[cacheKey] = wrappedText;', 'cache.set(cacheKey, wrappedText);'],
		]);
		change(/[\\/]ink[\\/]build[\\/]sanitize-ansi\.js$/, [
			['export default sanitizeAnsi;', 'export default memorised(sanitizeAnsi, 1000);'],
		]);
		change(/[\\/]widest-line[\\/]index\.js$/, [
			[
				'export default function widestLine(',
				'export default memorised(widestLine, 1000);\nfunction widestLine(',
			],
		]);
	},
};

/** The first segmenter of a process takes 11 ms to make: it waits for a text that needs one. */
const lateSegmenters = {
	name: 'late-segmenters',
	setup({onLoad}) {
		onLoad(
			{filter: /[\\/](?:slice-ansi[\\/]tokenize-ansi|ansi-tokenize[\\/]build[\\/]tokenize)\.js$/},
			async ({path}) => ({
				contents: withLateSegmenter(await readFile(path, 'utf8')),
			}),
		);
	},
};

const withLateSegmenter = text => {
	const [made = 'const … = new Intl.Segmenter(…);', name] =
		/const (\w+) = new Intl\.Segmenter\([^)]*\);/.exec(text) ?? [];
	const late = `const ${name} = {segment: text => (${name}.made ??= new Intl.Segmenter()).segment(text)};`;
	return replaced(text, [[made, late]]);
};

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

/** Of meow what reads a command line: what would make it read and mend a package.json, licences and all, is half of it. */
const flagsAlone = {
	name: 'flags-alone',
	setup({onLoad}) {
		onLoad({filter: /[\\/]meow[\\/]build[\\/]dependencies\.js$/}, async ({path}) => ({
			contents: replaced(await readFile(path, 'utf8'), [
				['var normalizeExports = requireNormalize();', ''],
				['getDefaultExportFromCjs(normalizeExports)', '() => undefined'],
				['function readPackageUpSync(', 'const readPackageUpSync = () => undefined;\nfunction unused('],
			]),
		}));
	},
};

/**
 * Imported as they are, Node's own modules are gone through for everything they have, which makes things that nobody
 * wants: all of Web Crypto for a hash, the standard input for an exit code. 10 ms before the first screen.
 */
const nodeByName = {
	name: 'node-by-name',
	setup({onLoad, onResolve}) {
		onResolve({filter: /./}, ({path, kind, importer}) =>
			isBuiltin(path)
				? {
						path,
						namespace: kind === 'require-call' ? 'required' : 'imported',
						// One for each that imports it: shared, it would be one more file to read.
						suffix: `?${importer}`,
					}
				: undefined,
		);
		onLoad({filter: /./, namespace: 'required'}, ({path}) => ({
			contents: `module.exports = process.getBuiltinModule('${path}');`,
		}));
		onLoad({filter: /./, namespace: 'imported'}, ({path}) => ({
			contents: [
				`const it = /* @__PURE__ */ process.getBuiltinModule('${path}');`,
				'const named = /* @__PURE__ */ (() => name => it[name])();',
				'export default it;',
				...Object.getOwnPropertyNames(process.getBuiltinModule(path))
					.filter(name => /^[A-Za-z]\w*$/.test(name) && name !== 'default')
					.map(name => `const _${name} = /* @__PURE__ */ named('${name}'); export {_${name} as ${name}};`),
			].join('\n'),
		}));
	},
};

/**
 * What is imported late, metrics weeks after the start perhaps, is run then, but lies in the same file. Of Node's own it
 * is taken by name, as above: all that node:http has would make a WebSocket client, 40 ms.
 */
const lateInPlace = {
	name: 'late-in-place',
	setup({onLoad}) {
		onLoad({filter: /[\\/]source[\\/](?:attach|control|remote)[\\/][\w-]+\.ts$/}, async ({path}) => ({
			contents: (await readFile(path, 'utf8'))
				.replaceAll("await import('node:", "process.getBuiltinModule('node:")
				.replaceAll('await import(', 'require('),
			loader: 'ts',
		}));
	},
};

if (folder === `${root}dist`) {
	// What was built before, under other names.
	await rm(folder, {recursive: true, force: true});
}
const {metafile} = await build({
	entryPoints: [entry],
	outdir: folder,
	splitting: true,
	chunkNames: '[name]-[hash]',
	metafile: true,
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
	plugins: [
		inkForProduction,
		yogaWithoutFetch,
		rememberedWidths,
		boundedMemories,
		lateSegmenters,
		rememberedRows,
		countersAlone,
		flagsAlone,
		nodeByName,
		lateInPlace,
	],
	logLevel: 'warning',
});
for (const [path, {entryPoint, bytes}] of Object.entries(metafile.outputs)) {
	if (entryPoint !== undefined && resolve(root, entryPoint) === entry) {
		await chmod(resolve(root, path), 0o755);
	}
	console.log(`${path}: ${Math.round(bytes / 1000)} kB`);
}
console.log(`version ${version}`);
