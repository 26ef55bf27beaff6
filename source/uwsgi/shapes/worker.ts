import {type ShapeRow, shapesOf} from './shape.js';

/** What is said of workers, mules and routers while they live, and by them. */
const rows: readonly ShapeRow[] = [
	[
		'info',
		'master',
		/^spawned uWSGI worker (?<wid>\d+)(?: \(and the only\))? \(pid: (?<pid>\d+), cores: \d+\)$/,
	],
	['notice', 'master', /^Respawned uWSGI worker (?<wid>\d+) \(new pid: (?<pid>\d+)\)$/],
	['debug', 'worker', /^announcing my loyalty to the Emperor\.\.\.$/],
	['error', 'master', /^DAMN ! worker \d+ \(pid: \d+\) (?:died|MISTERIOUSLY).* :\( trying respawn \.\.\.$/],
	['info', 'master', /^worker \d+ (?:killed successfully \(pid: \d+\)|buried after \d+ seconds)$/],
	['info', 'worker', /^\.\.\.The work of process (?<pid>\d+) is done\. Seeya!$/],
	['error', 'worker', /^uWSGI worker (?<wid>\d+) screams: UAAAAAAH my master (?:disconnected|died)/],
	['error', 'master', /^\*\*\* HARAKIRI ON .+ \*\*\*$/],
	['error', 'master', /^HARAKIRI triggered by worker \d+ /],
	['warning', 'master', /^HARAKIRI: (?:Skipping harakiri on|graceful termination attempt on) worker \d+/],
	['info', 'master', /^uWSGI worker \d+ cheaped\.$/],
	['warning', 'master', /^worker respawning too fast !!! i have to sleep a bit \(\d+ seconds\)\.\.\.$/],
	['warning', 'master', /^\*\*\* EVIL RELOAD ON WORKER \d+ /],
	['warning', 'master', /^worker \d+ lifetime reached/],
	[
		'warning',
		'master',
		/^\*\*\* uWSGI listen queue of socket "[^"]+" \(fd: \d+\) full !!! \(\d+\/\d+\) \*\*\*$/,
	],
	['debug', 'worker', /^mem-collector thread started for worker (?<wid>\d+)$/],
	['error', 'master', /^OOOPS mule \d+ \(pid: \d+\) crippled\.\.\.trying respawn\.\.\.$/],
	['error', 'worker', /^--- no python application found, check your startup logs for errors ---$/],
	// A client that hangs up is its own affair, and says so three times.
	['warning', 'worker', /^uwsgi_response_\w+\(\): .+ \[\S+ line \d+\]/],
	['warning', 'worker', /^SIGPIPE: writing to a closed pipe\/socket\/fd .* on request /],
	['warning', 'worker', /^(?:IOError|OSError): write error$/],
	['warning', 'router', /^\[uwsgi-(?:https?|fastrouter|rawrouter)[^\]]*\] .+$/],
	// Smart daemons have no pid file at their first start.
	['info', 'master', /^open\("[^"]*"\): No such file or directory \[core\/daemons\.c line \d+\]$/],
	['error', 'unknown', /^[\w\-[\]/ .]+\([^)]*\): [^[]+ \[[\w/.-]+\.[ch] line \d+\]$/],
];

export const workerShapes = shapesOf('worker', rows);
