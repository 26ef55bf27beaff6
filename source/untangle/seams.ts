import type {ReadLine} from '../uwsgi/log-lines.js';

/**
 * A line that one process began and another went on with, cut where the other began: they have one pipe, and not
 * everything that is written to it ends its line. A line that is one is left whole.
 */
export const cutAtSeams = (line: Buffer, {text, facts}: ReadLine): readonly Buffer[] => {
	const seam = facts.kind === 'output' ? foreign.exec(text)?.[0] : unended.exec(text)?.[1];
	const at = seam === undefined ? -1 : line.lastIndexOf(seam);
	return at <= 0 ? [line] : [line.subarray(0, at), line.subarray(at)];
};

/** What uWSGI writes at once, with nothing before it. */
const foreign =
	/(?<=.)(?:(?:\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4} - )?\[emperor\] (?:vassal|curse|removed|stop|reload) .+|\*\*\* has_emperor mode detected \(fd: \d+\) \*\*\*|\[uWSGI\] getting \w+ configuration from .+|\*\*\* Starting uWSGI .+ \*\*\*|\[pid: \d+\|app: -?\d+\|req: .+)$/;

/** uWSGI ends this line only when it has read the file. */
const unended = /^building mime-types dictionary from file \S+?\.\.\.((?!\d+ entry found$).+)$/;
