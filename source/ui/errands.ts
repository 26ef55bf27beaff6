import type {VassalId} from '../core/event.js';
import type {LogReader} from '../logs/log-reader.js';

/** What a person asks of the machine, not of the emperor. Each answers what there is to say about it, if anything. */
export type Errands = {
	/** Copies text for the person, and says where to. */
	readonly copy: (text: string) => Promise<string>;
	/** Opens a file in the person's editor. */
	readonly edit: (file: string) => Promise<string | undefined>;
	/** Opens what is kept of a log in the person's pager. */
	readonly page: (name: string, log: LogReader) => Promise<string | undefined>;
	/** Opens a log in a pane of tmux beside this one. */
	readonly watch: (id: VassalId) => Promise<string | undefined>;
	/** Leaves the emperor alone, and ends this program: only where it runs elsewhere. */
	readonly detach?: () => void;
	/** Gives the terminal back to the shell until the person returns. */
	readonly suspend: () => Promise<string | undefined>;
};
