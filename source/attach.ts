import {setFlagsFromString} from 'node:v8';
import {parting} from './attach/parting.js';
import {nameOfTarget} from './attach/ssh-target.js';
import {stayAttached, type Way} from './attach/stay-attached.js';
import {showAttached} from './attached-face.js';
import type {AttachPlan, AttachTarget} from './command-line/attach-plan.js';
import {printable} from './core/printable.js';
import {exitCodeOf} from './engine/signals.js';
import {isNamedByPid, localWay} from './local-way.js';
import {defaultScrollback} from './logs/log-store.js';
import {Failure} from './remote/failure.js';
import {sshWay} from './ssh-way.js';
import {canDraw} from './terminal-facts.js';

/** `emperor attach`: the panels of an emperor that runs elsewhere, until the person detaches or it has ended. Answers the exit code. */
export const attach = async (plan: AttachPlan): Promise<number> => {
	process.title = 'emperor attach';
	// Lines of a flood live too long for a nursery as small as an emperor's, whose lines are no objects.
	setFlagsFromString('--semi-space-growth-factor=2');
	if (!canDraw()) {
		process.stderr.write(
			'attach: there is no terminal to draw on. Without one: emperor status, emperor logs -f.\n',
		);
		return failure;
	}
	const way = wayTo(plan);
	const giveUp = (): never => {
		way.close();
		process.exit(exitCodeOf('SIGINT'));
	};
	// ssh itself does not heed a Ctrl-C, and may be asking for a password.
	process.once('SIGINT', giveUp);
	try {
		const attachment = await stayAttached(way, {...defaultScrollback, ...plan.scrollback});
		process.off('SIGINT', giveUp);
		const {cwd, monitors} = attachment.emperor();
		const {target} = plan;
		const place = printable(placeOf(target, cwd));
		const exitCode = await showAttached(plan, attachment.client, {
			name: place,
			isElsewhere: target.kind === 'ssh',
			lookingFor: monitors.join(' '),
			socket: way.socket,
			over: attachment.over,
		});
		const outlook = attachment.outlook();
		attachment.close();
		process.stdout.write(`${parting(place, outlook)}\n`);
		return exitCode;
	} catch (error) {
		const lines = (error instanceof Error ? error.message : String(error)).split('\n');
		process.stderr.write(`${lines.map(printable).join('\n')}\n`);
		return error instanceof Failure ? error.exitCode : failure;
	} finally {
		way.close();
	}
};

/** What stays true when that emperor is started again. */
const placeOf = (target: AttachTarget, cwd: string): string => {
	switch (target.kind) {
		case 'ssh':
			return nameOfTarget(target);
		case 'socket':
			return isNamedByPid(target.path) ? cwd : target.path;
		default:
			return cwd;
	}
};

const wayTo = ({target}: AttachPlan): Way => (target.kind === 'ssh' ? sshWay(target) : localWay(target));

const failure = 1;
