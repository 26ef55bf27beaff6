import {closeDialog} from './dialogs.js';
import {editLine, insert, type Line, lineOf} from './line-edit.js';
import {type LogView, unsearched} from './log/log-view.js';
import {type Pattern, readPattern} from './log/pattern.js';
import {look, type Model, type Reaction} from './model.js';
import type {Sight} from './sight.js';

/** A line that the person writes, and what it is for. */
export type Prompt = {
	readonly kind: 'prompt';
	readonly purpose: 'search' | 'filter';
	readonly line: Line;
	/** How many times the person went back in what was written before. */
	readonly back: number;
	/** Why what was written will not do. */
	readonly trouble?: string;
};

export const openPrompt = (purpose: Prompt['purpose']): Prompt => ({
	kind: 'prompt',
	purpose,
	line: lineOf(''),
	back: 0,
});

/** What a key means while a line is written. */
export const write = (model: Model, prompt: Prompt, key: string, sight: Sight): Reaction => {
	const {trouble: _, ...fresh} = prompt;
	switch (key) {
		case 'escape':
			return {model: closeDialog(model)};
		case 'enter':
			return submit(model, fresh, sight);
		case 'up':
		case 'down':
			return {model: {...model, dialog: recall(model, fresh, key === 'up' ? 1 : -1)}};
		case 'backspace':
			if (prompt.line.text === '') {
				return {model: closeDialog(model)};
			}
	}
	const line = editLine(prompt.line, key);
	return {model: line === undefined ? model : {...model, dialog: {...fresh, line}}};
};

export const paste = (model: Model, prompt: Prompt, text: string): Reaction => {
	const {trouble: _, ...fresh} = prompt;
	return {model: {...model, dialog: {...fresh, line: insert(prompt.line, text)}}};
};

const recall = (model: Model, prompt: Prompt, by: 1 | -1): Prompt => {
	const written = model.written[prompt.purpose];
	const back = Math.max(0, Math.min(written.length, prompt.back + by));
	return {...prompt, back, line: lineOf(back === 0 ? '' : (written.at(-back) ?? ''))};
};

/** Nothing written means nothing searched, or all lines. */
const submit = (model: Model, prompt: Prompt, {log}: Sight): Reaction => {
	const {purpose, line} = prompt;
	const {text} = line;
	const closed = closeDialog(model);
	if (log === undefined) {
		return {model: closed};
	}
	const pattern = text === '' || (purpose === 'filter' && text === '!') ? undefined : read(purpose, text);
	if (typeof pattern === 'string') {
		return {model: {...model, dialog: {...prompt, trouble: pattern}}};
	}
	return {model: remember(look(closed, log.id, wanting(log.view, purpose, pattern)), purpose, text)};
};

const read = (purpose: Prompt['purpose'], text: string): Pattern | string =>
	readPattern(text, purpose === 'filter');

const wanting = (view: LogView, purpose: Prompt['purpose'], pattern: Pattern | undefined): LogView => {
	if (purpose === 'filter') {
		const {filter: _, ...unfiltered} = view;
		return pattern === undefined ? unfiltered : {...view, filter: pattern};
	}
	const bare = unsearched(view);
	return pattern === undefined ? bare : {...bare, search: pattern, isSeeking: true};
};

const remember = (model: Model, purpose: Prompt['purpose'], text: string): Model => {
	const others = model.written[purpose].filter(other => other !== text);
	const written = text === '' ? others : [...others, text].slice(-mostWritten);
	return {...model, written: {...model.written, [purpose]: written}};
};

const mostWritten = 100;
