import wrapAnsi from 'wrap-ansi';
import {closeDialog} from './dialogs.js';
import {type Binding, isBound, type KeyMode, keyModes, spellKeys} from './keys.js';
import {editLine, insert, type Line, lineOf} from './line-edit.js';
import type {Model, Reaction} from './model.js';
import {scrolled} from './scroll.js';
import type {Segment} from './segments.js';
import type {Sight} from './sight.js';

/** The keys, as they are read. */
export type Help = {
	readonly kind: 'help';
	/** The first row that is shown, where not all fit. */
	readonly top: number;
	/** What is searched in it. */
	readonly search?: Line;
	/** Keys are letters of the search. */
	readonly isWriting?: true;
};

/** What a key means while help is open: most of them close it. */
export const readHelp = (model: Model, help: Help, key: string, {extent}: Sight): Reaction => {
	const show = (next: Help): Reaction => ({model: {...model, dialog: next}});
	const {isWriting: _, ...read} = help;
	if (help.isWriting) {
		switch (key) {
			case 'escape':
				return show({kind: 'help', top: 0});
			case 'enter':
				return show(read);
			case 'up':
			case 'down':
			case 'pageup':
			case 'pagedown':
				break;
			default: {
				const line = editLine(help.search ?? lineOf(''), key);
				return line === undefined ? {model} : show({...help, top: 0, search: line});
			}
		}
	} else if (key === '/') {
		return show({kind: 'help', top: 0, search: help.search ?? lineOf(''), isWriting: true});
	} else if (key === 'escape' && help.search !== undefined) {
		return show({kind: 'help', top: 0});
	}
	const top = scrolled(help.top, key, extent);
	return top === undefined ? {model: closeDialog(model)} : show({...help, top});
};

export const pasteIntoHelp = (model: Model, help: Help, text: string): Reaction => ({
	model:
		help.isWriting === undefined
			? model
			: {...model, dialog: {...help, top: 0, search: insert(help.search ?? lineOf(''), text)}},
});

type Row = readonly Segment[];

/**
 * The rows of the help, in as many columns as fit: what means something where the person came from, by what it is
 * about, and behind it what means something elsewhere, and where. Of a search only what has all of its words.
 */
export const helpColumns = (
	bindings: readonly Binding[],
	mode: KeyMode,
	search: string,
	{width, height}: {readonly width: number; readonly height: number},
): {readonly columns: readonly (readonly Row[])[]; readonly columnWidth: number} => {
	const columnWidth = Math.min(width, wholeWidth);
	const found = bindings.filter(binding => binding.keys.length > 0 && isMeant(binding, search));
	const here = found.filter(binding => isBound(binding, mode));
	const elsewhere = found.filter(binding => !isBound(binding, mode));
	const blocks = [
		...orderFor(mode).map(group =>
			blockOf(
				titles[group],
				here.filter(binding => binding.group === group),
				columnWidth - 1,
			),
		),
		blockOf(
			'elsewhere',
			elsewhere.map(binding => ({...binding, help: `${whereOf(binding)}: ${binding.help}`})),
			columnWidth - 1,
		),
	].filter(block => block.length > 0);
	if (blocks.length === 0) {
		return {columns: [[[{text: ' no key has to do with that', dim: true}]]], columnWidth};
	}
	const most = Math.max(1, Math.floor(width / columnWidth));
	const wanted = Math.min(most, Math.ceil(blocks.flat().length / height));
	return {columns: splitWhole(blocks, wanted, height), columnWidth};
};

/** Columns in which every help text fits on one row. */
const wholeWidth = 72;

/** Columns of the keys, in front of what they do. */
const keysWidth = 19;

const titles: Readonly<Record<Binding['group'], string>> = {
	vassals: 'the focused vassal, or the marked',
	emperor: 'the emperor',
	focus: 'moving about',
	log: 'its log',
	selection: 'what is selected',
};

/** Where a log has the whole screen it is what one came for; what is selected comes first where something is. */
const orderFor = (mode: KeyMode): readonly Binding['group'][] =>
	mode === 'zoom' || mode === 'merged'
		? ['log', 'vassals', 'emperor', 'focus']
		: ['selection', 'vassals', 'emperor', 'focus', 'log'];

const whereOf = ({layouts = []}: Binding): string =>
	layouts.length === 0 ? 'unless selecting' : keyModes.filter(mode => layouts.includes(mode)).join(', ');

const isMeant = ({keys, help, command}: Binding, search: string): boolean => {
	const text = `${spellKeys(keys)} ${help} ${command}`.toLowerCase();
	return search
		.toLowerCase()
		.split(' ')
		.every(word => text.includes(word));
};

/** A title, then its keys; nothing without any. */
const blockOf = (title: string, bindings: readonly Binding[], width: number): Row[] =>
	bindings.length === 0
		? []
		: [[{text: ` ${title}`, bold: true}], ...bindings.flatMap(binding => keyRows(binding, width))];

/** What a key does is broken between words where it is long, and goes on under itself. */
const keyRows = ({keys, help}: Binding, width: number): Row[] =>
	wrapAnsi(help, width - keysWidth)
		.split('\n')
		.map((text, index) => [
			{text: index === 0 ? `   ${spellKeys(keys)} `.padEnd(keysWidth) : ' '.repeat(keysWidth)},
			{text, dim: true},
		]);

/** Blocks spread over columns, each whole; all in one where only one is wanted. */
const splitWhole = (blocks: readonly Row[][], wanted: number, height: number): Row[][] => {
	const columns: Row[][] = [[]];
	for (const block of blocks) {
		const column = columns.at(-1) ?? [];
		if (columns.length < wanted && column.length > 0 && column.length + block.length > height) {
			columns.push([...block]);
		} else {
			column.push(...block);
		}
	}
	return columns;
};
