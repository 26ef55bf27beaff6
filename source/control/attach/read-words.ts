import type {ScreenSays} from '../../client/wire.js';
import type {Command} from '../../core/command.js';
import {vassalCommands} from '../route.js';

/** What an attached screen has said, looked at closely: undefined for what makes no sense. */
export const readWords = (line: string): ScreenSays | undefined => {
	const said = parse(line);
	switch (said['type']) {
		case 'follow':
			return isText(said['id'])
				? {
						type: 'follow',
						id: said['id'],
						...(said['isAside'] === true ? {isAside: true} : {}),
						...afterIn(said['after']),
					}
				: undefined;
		case 'unfollow':
			return isText(said['id']) ? {type: 'unfollow', id: said['id']} : undefined;
		case 'past': {
			const {id, log, before, from, maxLines, maxCharacters} = said;
			return isText(id) &&
				isText(log) &&
				isCount(before) &&
				isCount(from) &&
				isCount(maxLines) &&
				isCount(maxCharacters)
				? {type: 'past', id, log, before, from, maxLines, maxCharacters}
				: undefined;
		}
		case 'taken':
			return isCount(said['characters']) ? {type: 'taken', characters: said['characters']} : undefined;
		case 'send': {
			const command = commandIn(said['command']);
			return isCount(said['number']) && command !== undefined
				? {type: 'send', number: said['number'], command}
				: undefined;
		}
		case 'inspect':
			return isCount(said['number']) && isText(said['id'])
				? {type: 'inspect', number: said['number'], id: said['id']}
				: undefined;
		default:
			return undefined;
	}
};

type Fields = Readonly<Record<string, unknown>>;

const parse = (line: string): Fields => {
	try {
		return fieldsOf(JSON.parse(line));
	} catch {
		return {};
	}
};

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? {...value} : {});

const isText = (value: unknown): value is string => typeof value === 'string';

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const afterIn = (value: unknown): {after?: {log: string; line: number}} => {
	const {log, line} = fieldsOf(value);
	return isText(log) && isCount(line) ? {after: {log, line}} : {};
};

const commandIn = (value: unknown): Command | undefined => {
	const {type, id, command} = fieldsOf(value);
	const known = vassalCommands.find(name => name === command);
	switch (type) {
		case 'tell':
			return isText(id) && known !== undefined ? {type, id, command: known} : undefined;
		case 'tell-all':
			return known === undefined ? undefined : {type, command: known};
		case 'rescan':
		case 'ragnarok':
			return {type};
		default:
			return undefined;
	}
};
