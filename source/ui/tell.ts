import type {EmperorClient} from '../client/emperor-client.js';
import type {VassalCommand} from '../core/command.js';
import type {VassalId} from '../core/event.js';
import {plural} from './format.js';

/** Tells each of these vassals the same, and answers what there is to say of it; of several refusals the first, and how many more. */
export const tell = async (
	client: Pick<EmperorClient, 'send'>,
	{ids, command}: {readonly ids: readonly VassalId[]; readonly command: VassalCommand},
	nameOf: (id: VassalId) => string,
): Promise<string> => {
	const replies = await Promise.all(ids.map(id => client.send({type: 'tell', id, command})));
	const [refusal, ...others] = replies.flatMap(reply => (reply.ok ? [] : [reply.reason]));
	if (refusal !== undefined) {
		return others.length === 0 ? refusal : `${refusal} (and ${others.length} more)`;
	}
	const [only = ''] = ids;
	const isVain = replies.every(reply => reply.ok && reply.isVain === true);
	const whom = ids.length === 1 ? nameOf(only) : plural(ids.length, 'vassal');
	return `${command} → ${whom}${isVain ? ': nothing to do' : ''}`;
};
