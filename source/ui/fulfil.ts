import type {EmperorClient} from '../client/emperor-client.js';
import type {VassalId} from '../core/event.js';
import type {Studies} from '../study/studies.js';
import type {Errands} from './errands.js';
import {lastError} from './log/last-error.js';
import {keyPatience} from './log/readings.js';
import type {Request} from './model.js';
import {nameIn, type PanelView} from './selectors/panel.js';
import {tell} from './tell.js';

/** Whom to turn to with a request. */
export type Means = {
	readonly client: Pick<EmperorClient, 'send' | 'wholeLog'>;
	/** What is understood of its logs. */
	readonly studies: Studies;
	readonly errands: Errands;
	/** Draws the whole screen anew. */
	readonly redraw: () => void;
};

/** Does what a key asks of the world beyond the screen, and answers what there is to say of it, if anything. */
export const fulfil = async (
	asked: Request,
	{client, studies, errands, redraw}: Means,
	views: readonly PanelView[],
): Promise<string | undefined> => {
	const nameOf = (id: VassalId): string => nameIn(views, id);
	switch (asked.type) {
		case 'redraw':
			redraw();
			return undefined;
		case 'suspend':
			return errands.suspend();
		case 'detach':
			errands.detach?.();
			return undefined;
		case 'copy':
			return errands.copy(asked.text);
		case 'copy-error': {
			const log = await client.wholeLog(asked.id);
			const study = studies.of(log);
			study.catchUp(keyPatience);
			const error = lastError(log, study);
			return error === undefined
				? `no error in what is kept of ${nameOf(asked.id)}`
				: errands.copy(error.text);
		}
		case 'edit':
			return errands.edit(views.find(({id}) => id === asked.id)?.file ?? asked.id);
		case 'watch':
			return errands.watch(asked.id);
		case 'page':
			return errands.page(nameOf(asked.id), await client.wholeLog(asked.id));
		case 'tell':
			return tell(client, asked, nameOf);
		case 'ragnarok': {
			const reply = await client.send(asked);
			return reply.ok ? undefined : reply.reason;
		}
	}
};
