import type {EmperorClient} from './client/emperor-client.js';
import {isVassal} from './core/is-vassal.js';
import {printable} from './core/printable.js';
import type {EmpireSnapshot, VassalSnapshot} from './core/snapshot.js';
import {onceATurn} from './engine/once-a-turn.js';
import {duration, plural} from './ui/format.js';
import {shorten} from './ui/segments.js';
import {describeExit} from './uwsgi/exit-codes.js';

/** Lines of the summary that stays on the normal screen (product.md 3). */
const mostLines = 5;

/**
 * Remembers who was there when the end began, to a turn of the event loop; answers what writes the summary, after `lasted` milliseconds, in so many
 * columns: whoever had trouble first, since not all may fit.
 */
export const farewell = (client: EmperorClient): ((lasted: number, columns: number) => string) => {
	let last: EmpireSnapshot = client.getSnapshot();
	const remembering = onceATurn(() => {
		const snapshot = client.getSnapshot();
		if (snapshot.ragnarok === undefined) {
			last = snapshot;
		}
	});
	client.subscribe(remembering.ask);
	return (lasted, columns) => {
		const vassals = last.vassals.filter(isVassal).sort((a, b) => troubleOf(b) - troubleOf(a));
		const lines = vassals.map(({shortName, lives, reloads, lastDeath, config}) => {
			const death =
				lastDeath === undefined
					? ''
					: `, last death: ${describeExit(lastDeath.exitCode, lastDeath.signal, config.patch === undefined)}`;
			return `  ${printable(shortName)}: ${plural(Math.max(0, lives - 1), 'restart')}, ${plural(reloads, 'reload')}${death}`;
		});
		const room = mostLines - 1;
		const shown =
			lines.length <= room ? lines : [...lines.slice(0, room - 1), `  and ${lines.length - room + 1} more`];
		return [
			`emperor ruled ${plural(vassals.length, 'vassal')} for ${duration(lasted)}; all are stopped`,
			...shown,
		]
			.map(line => `${shorten(line, columns, '…')}\n`)
			.join('');
	};
};

const troubleOf = ({lives, lastDeath}: VassalSnapshot): number => (lastDeath === undefined ? 0 : lives);
