import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';

/**
 * Writes the two vassals of the ugu tutorial, an http router and the application behind it, with all their options.
 *
 * Added to it: plugin lines, which Debian's uWSGI needs, loopback addresses, and an application of our own that can be
 * asked for every kind of trouble. They find their files relative to the folder, their working directory.
 *
 * @param ports Two free ones: `http` is for visitors, `uwsgi` is between the two.
 */
export const writeTutorialPair = async (
	folder: string,
	ports: {readonly http: number; readonly uwsgi: number},
): Promise<void> => {
	const files = {
		'http.ini': router(ports),
		'uwsgi.ini': app(ports),
		'apps/hello.py': hello,
		'static/site.css': 'p { color: purple }\n',
	};
	for (const [name, text] of Object.entries(files)) {
		await mkdir(dirname(join(folder, name)), {recursive: true});
		await writeFile(join(folder, name), text);
	}
};

const router = ({http, uwsgi}: {http: number; uwsgi: number}) => `[uwsgi]
strict = true
plugin = http
master = true
processes = 0

http = 127.0.0.1:${http}
http-to = 127.0.0.1:${uwsgi}
http-keepalive = true
http-auto-gzip = true
`;

const app = ({uwsgi}: {uwsgi: number}) => `[uwsgi]
strict = true
plugins = python3,transformation_gzip
master = true

socket = 127.0.0.1:${uwsgi}
pythonpath = apps/
module = hello

offload-threads = 1
check-static = static/
static-gzip-all = true

collect-header = Content-Type RESPONSE_CONTENT_TYPE
response-route-if = equal:\${RESPONSE_CONTENT_TYPE};application/json addheader:uWSGI-Encoding: gzip
response-route-if = startswith:\${RESPONSE_CONTENT_TYPE};text/html addheader:uWSGI-Encoding: gzip
`;

/** `/`, `/json`, `/slow?2` (seconds), `/print?word`, `/boom?word`, `/exit?3`, `/missing`. */
const hello = `import json
import os
import sys
import time

PAGE = '<!doctype html><title>hello</title><p>hello from %d'


def application(environ, start_response):
    path, query = environ['PATH_INFO'], environ['QUERY_STRING']

    def reply(status, kind, text):
        start_response(status, [('Content-Type', kind)])
        return [text.encode()]

    if path == '/':
        return reply('200 OK', 'text/html', PAGE % os.getpid())
    if path == '/json':
        return reply('200 OK', 'application/json', json.dumps({'pid': os.getpid()}))
    if path == '/slow':
        time.sleep(float(query or 2))
        return reply('200 OK', 'text/plain', 'slept')
    if path == '/print':
        print('app says on stdout:', query, flush=True)
        print('app says on stderr:', query, file=sys.stderr, flush=True)
        return reply('200 OK', 'text/plain', 'printed')
    if path == '/boom':
        raise ValueError('boom: ' + query)
    if path == '/exit':
        os._exit(int(query or 3))
    return reply('404 Not Found', 'text/plain', 'no such page')
`;
