/**
 * What every instance says of itself, in the order in which it says it: from its start to its first worker, and from being
 * told to go until it is gone, or back at the beginning. Source: the recordings of uWSGI 2.0.21.
 *
 * `always` is said by each that gets so far; nobody is past it who has not said it. `again` may be said several times in a row.
 */
const steps = [
	[/^\*\*\* has_emperor mode detected /, 'always'],
	[/^\[uWSGI\] getting \w+ configuration from /, 'again'],
	[/^\*\*\* Starting uWSGI /, 'always'],
	[/^compiled with version: /, 'always'],
	[/^os: /, 'always'],
	[/^nodename: /, 'always'],
	[/^machine: /, 'always'],
	[/^clock source: /, 'always'],
	[/^pcre jit /],
	[/^detected number of CPU cores: /, 'always'],
	[/^current working directory: /, 'always'],
	[/^detected binary path: /, 'always'],
	[/^(?:\*\*\* (?:dumping|end of the) internal |\[rule: \d+\] |collecting header )/, 'again'],
	[/^your processes number limit is /, 'always'],
	[/^your memory page size is /, 'always'],
	[/^detected max file descriptor number: /, 'always'],
	[/^building mime-types dictionary /],
	[/^\d+ entry found$/],
	[/^lock engine: /, 'always'],
	[/^thunder lock: /, 'always'],
	[/^(?:uwsgi socket \d+ |(?:uWSGI )?(?:https?|fastrouter|rawrouter)\d* bound on )/, 'again'],
	[/^Python version: /],
	[/^(?:Set PythonHome to |\*\*\* Python threads support is disabled)/],
	[/^Python main interpreter initialized at /],
	[/^python threads support enabled$/],
	[/^your server socket listen backlog is /],
	[/^your mercy for graceful operations /, 'always'],
	[/^mapped \d+ bytes /],
	[/^\*\*\* Operational MODE: /, 'always'],
	[/^added .+ to pythonpath\.$/, 'again'],
	[/^(?:(?:\w+ )?app \d+ \(mountpoint=|unable to load app |\*\*\* no app loaded\.)/, 'again'],
	[/^\*\*\* uWSGI is running in multiple interpreter mode /],
	[/^(?:gracefully \(RE\))?spawned uWSGI master process /],
	[/^(?:spawned (?:the )?uWSGI |\*\*\* Stats server enabled )/, 'again'],
	[/^received message \d+ from emperor$/],
	[/^(?:\.\.\.(?:gracefully|brutally) killing workers|SIGINT\/SIGTERM received)/, 'again'],
	[/^(?:worker \d+ buried |gateway ".+" has been buried )/, 'again'],
	[/^goodbye to uWSGI\.$/, 'again'],
	[/^binary reloading uWSGI\.\.\.$/, 'always'],
	[/^chdir\(\) to /],
	[/^closing all non-uwsgi socket fds /, 'always'],
	[/^found fd \d+ mapped to /, 'again'],
	[/^running \//],
] as const satisfies readonly (readonly [RegExp, ('always' | 'again')?])[];

/** The number of the step that a line is; absent for what is said at any time. */
export const stepOf = (text: string): number | undefined => {
	const step = steps.findIndex(([pattern]) => pattern.test(text));
	return step === -1 ? undefined : step;
};

const stepLike = (text: string): number => stepOf(text) ?? -1;

/** Steps that somebody has to know by name. */
export const step = {
	announced: stepLike('*** has_emperor mode detected (fd: 5) ***'),
	configured: stepLike('[uWSGI] getting INI configuration from app.ini'),
	started: stepLike('*** Starting uWSGI 2.0'),
	located: stepLike('detected binary path: /'),
	interpreted: stepLike('Python version: 3'),
	operational: stepLike('*** Operational MODE: '),
	ruled: stepLike('spawned uWSGI master process '),
	staffed: stepLike('spawned uWSGI worker '),
	told: stepLike('received message 0 from emperor'),
	gone: stepLike('goodbye to uWSGI.'),
} as const;

/** Whether an instance that said `last` may say `next`. */
export const mayFollow = (last: number, next: number): boolean => {
	if (next === last) {
		return steps[next]?.[1] === 'again';
	}
	return next > last && !lastingSteps.some(always => always > last && always < next);
};

const lastingSteps = steps.flatMap(([, kind], index) => (kind === 'always' ? [index] : []));
