import type {EntryLine} from '../uwsgi/entry-finder.js';
import type {ReadLine} from '../uwsgi/log-lines.js';
import {introduces, isOwnProcess, type Said, whoCanHaveSaid} from './candidates.js';
import {Census, isKnown, type Kinship, nameOf} from './census.js';
import {emperorWord} from './emperor-words.js';
import type {Instance} from './instance.js';
import {step, stepOf} from './order-of-life.js';
import {nobody, Verdict} from './verdict.js';

/**
 * Says of each line of a mixed log whose it is: by the process that it names, by what only one instance can say now, or by
 * the lines around it, which is a guess and said to be one.
 *
 * A line that only later ones can tell of gets a verdict that is open; whoever waits no longer settles it as nobody's.
 */
export class Attributor {
	readonly #census = new Census();
	/** Who spoke last: where several can have said a line, whoever is speaking goes on. */
	#latest: Instance | undefined;
	/** Output that the next request may explain. */
	#unexplained: {readonly verdict: Verdict; readonly isReport: boolean}[] = [];
	/** Instances that have said that they are there, and not who they are; and of how many of them each can be another. */
	readonly #unnamed: Verdict[] = [];
	#mistakable = 0;
	/** Programs that the Emperor runs for a vassal, which print where it does. */
	#hooks = 0;
	/** Whose the reports are that were opened last, by the numbers of their first lines. */
	readonly #reports = new Map<number, Verdict>();

	/** @param entry what the line is part of: a report is its first line's. */
	attribute(line: ReadLine, {head, report}: EntryLine, number: number): Verdict {
		if (report === undefined || report === 'banner') {
			return this.#judge(line, false);
		}
		const known = this.#reports.get(head);
		if (known !== undefined) {
			return known;
		}
		const verdict = this.#judge(line, true);
		this.#reports.set(head, verdict);
		if (this.#reports.size > mostReports) {
			const [oldest] = this.#reports.keys();
			this.#reports.delete(oldest ?? number);
		}
		return verdict;
	}

	#judge({text, facts}: ReadLine, isReport: boolean): Verdict {
		if (facts.kind === 'emperor') {
			return this.#hear(text);
		}
		if (facts.kind === 'output' || ofAClient.test(text)) {
			return this.#judgeOutput(isReport);
		}
		const next = stepOf(text);
		const pid = facts.pid ?? pidIn(text);
		const known = pid === undefined || introduces(text) ? undefined : this.#census.ofPid(pid);
		if (pid !== undefined && known !== undefined && !(known.instance.isGone && next !== undefined)) {
			const {instance, isSure} = known;
			instance.isPlaced ||= next !== undefined && isSure;
			instance.say(text, next);
			if (facts.kind === 'request') {
				instance.hasServed = true;
				this.#explain(known);
				if (text.includes('|req: 1/')) {
					this.#census.serveFirst(pid);
				}
			}
			return this.#layOn(known);
		}
		if (facts.kind === 'request') {
			this.#explain(undefined);
			return this.#judgeSpeech() ?? nobody();
		}
		if (next === step.announced) {
			const verdict = new Verdict();
			this.#unnamed.push(verdict);
			this.#unnamed.splice(0, this.#unnamed.length - mostUnexplained);
			this.#mistakable = this.#unnamed.length > 1 ? this.#unnamed.length : 0;
			return verdict;
		}
		const file = configured.exec(text)?.[1];
		if (file !== undefined && this.#unnamed.length > 0) {
			return this.#name(file);
		}
		const announced = text.startsWith('announcing my loyalty') ? this.#census.announce() : undefined;
		return announced === undefined
			? this.#choose({text, kind: facts.kind, next, pid})
			: this.#layOn(announced);
	}

	#hear(text: string): Verdict {
		const {emperor} = this.#census;
		const word = emperorWord(text);
		if (text.startsWith('*** starting uWSGI Emperor')) {
			this.#census.beginReign();
			if (emperor.isMasterless) {
				emperor.settle();
			}
		} else if (text.startsWith('The Emperor ')) {
			emperor.last = step.gone;
		} else if (word !== undefined) {
			// Until then a master above it may still have been starting.
			emperor.settle();
			this.#census.hear(word);
		}
		this.#hooks += hookRuns.test(text) ? 1 : hookIsOver.test(text) && this.#hooks > 0 ? -1 : 0;
		return new Verdict({name: emperor.name, isGuess: false});
	}

	#judgeOutput(isReport: boolean): Verdict {
		const verdict = this.#judgeSpeech() ?? new Verdict();
		if (verdict.isOpen) {
			this.#unexplained.push({verdict, isReport});
			this.#unexplained.splice(0, this.#unexplained.length - mostUnexplained);
		}
		return verdict;
	}

	/** What an application prints names nobody: absent where several can have printed it. */
	#judgeSpeech(): Verdict | undefined {
		const [only, other] = this.#census.speakers;
		if (only === undefined || this.#hooks > 0) {
			return nobody();
		}
		return other === undefined ? this.#lay(only, this.#census.isComplete) : undefined;
	}

	/**
	 * A request was served, or an application imported: what was printed just before it was perhaps printed for that. Where
	 * somebody else prints without being asked, only a traceback says as much.
	 */
	#explain(server: Kinship | undefined): void {
		const isNoisy = this.#census.living.some(one => one !== server?.instance && one.hasHelpers);
		for (const {verdict, isReport} of this.#unexplained) {
			verdict.settle(
				server === undefined || (isNoisy && !isReport) ? undefined : {name: nameOf(server), isGuess: true},
			);
		}
		this.#unexplained = [];
	}

	#name(file: string): Verdict {
		const instance = this.#census.begin(file.replace(/^emperor:\/\//, ''));
		this.#unnamed.shift()?.settle({name: instance.name, isGuess: this.#mistakable > 0});
		this.#mistakable = Math.max(0, this.#mistakable - 1);
		return this.#lay(instance, true);
	}

	/** Of those that can have said a line whoever spoke last; beyond doubt where there is one, and it is known how far the others are. */
	#choose(said: Said): Verdict {
		const {text, next, pid} = said;
		const census = this.#census;
		const {able, likely = able, rivals} = whoCanHaveSaid(said, census);
		const among = likely.length === 0 ? able : likely;
		const speaking = among.find(one => one === this.#latest);
		const instance = speaking ?? mostAdvanced(among);
		if (instance === undefined) {
			return this.#chooseOnly(said);
		}
		const isSure =
			able.length === 1 &&
			(census.isComplete || instance.isStarting) &&
			(rivals ?? []).every(one => one === instance);
		const isOwn = isOwnProcess(said);
		for (const one of able.length > 1 ? able : []) {
			one.isPlaced &&= next === undefined || next === step.staffed;
			one.isNamed &&= !isOwn;
			one.isDoubted ||= rivals !== undefined;
		}
		if (pid !== undefined && (isOwn || introduces(text))) {
			// What is its own process makes it who it is: there it is the name that can be wrong.
			census.introduce(pid, {instance, isSure: isSure || isOwn});
			instance.isNamed &&= isSure || !isOwn;
			instance.master ??= isOwn ? pid : undefined;
		}
		instance.say(text, next);
		instance.isLost ||=
			rivals !== undefined && among.length > 2 && (speaking === undefined || next === step.started);
		if (loading.test(text)) {
			this.#explain({instance, isSure: false});
		}
		const verdict = this.#lay(instance, isSure && instance.isNamed);
		return instance.isLost && !instance.isPlaced ? nobody() : verdict;
	}

	/** Nobody should have said this. The Emperor may have begun anew; and where only one lives, it was that one all the same. */
	#chooseOnly(said: Said): Verdict {
		const {emperor, living} = this.#census;
		if (emperor.last === step.gone && (said.next === step.configured || said.next === step.started)) {
			this.#census.beginAnew();
			return this.#choose(said);
		}
		const [only, ...others] = living;
		return only === undefined || others.length > 0 ? nobody() : this.#lay(only, this.#census.isComplete);
	}

	#layOn(kinship: Kinship): Verdict {
		return this.#lay(kinship.instance, isKnown(kinship), nameOf(kinship));
	}

	#lay(instance: Instance, isSure: boolean, name = instance.name): Verdict {
		if (instance !== this.#census.emperor) {
			this.#latest = instance;
		}
		return new Verdict({name, isGuess: !isSure});
	}
}

const mostAdvanced = (able: readonly Instance[]): Instance | undefined =>
	able.reduce<Instance | undefined>(
		(best, one) => (best === undefined || one.last > best.last ? one : best),
		undefined,
	);

/** The process that a line of uWSGI's names, which is of the instance that says it. */
const pidIn = (text: string): number | undefined => {
	const pid = /\b(?:pid:?|process|backtrace of) (\d+)/.exec(text)?.[1];
	return pid === undefined ? undefined : Number(pid);
};

/** What a worker says of a client that has hung up: as an application's output, but with what the client asked for in it. */
const ofAClient = /^(?:uwsgi_response_\w+\(\): |SIGPIPE: |(?:IO|OS)Error: write error)/;

const configured = /^\[uWSGI\] getting \w+ configuration from (.+)$/;
const loading = /^(?:(?:\w+ )?app \d+ \(mountpoint=|unable to load app |\*\*\* no app loaded\.)/;
const hookRuns = /^\[emperor\] running vassal (?:start|stop)-hook/;
const hookIsOver = /^\[emperor\] .+ (?:start|stop)-hook returned /;

/** Lines that wait for another to tell of them. */
export const mostUnexplained = 200;

/** Reports that can be open at once. */
const mostReports = 8;
