import type {Files} from './files.js';

/** uWSGI's own kind of vassals: an http router without workers, and the application behind it. */
export const routerAndApp = (httpPort: number, uwsgiPort: number): Files => ({
	'http.ini': `; The front door: takes HTTP and hands it on, in the uwsgi protocol, to uwsgi.ini. From another terminal, try
;
;     curl http://127.0.0.1:${httpPort}/        and  /json  /slow?3  /missing  /boom  /exit?3
;
; Without workers of its own it never becomes loyal: its "spawned" is all it has to say.
; Rename this file to http.off, and back: stopped, and started again.

[uwsgi]
plugin = http
master = true
processes = 0

http = 127.0.0.1:${httpPort}
http-to = 127.0.0.1:${uwsgiPort}
`,
	'uwsgi.ini': `; The application, with two workers.
;
; Edit programs/hello.py and touch this file:  a reload, and no caller is turned away.
; Kill it (kill -9, its pid is down left):     it was loyal, so it is back at once.

[uwsgi]
plugin = python3
master = true
processes = 2

socket = 127.0.0.1:${uwsgiPort}
wsgi-file = programs/hello.py
need-app = true
`,
	'programs/hello.py': application,
});

const application = String.raw`import json
import os
import time


def application(environ, start_response):
    page = PAGES.get(environ['PATH_INFO'], missing)
    status, content_type, body = page(environ['QUERY_STRING'])
    start_response(status, [('Content-Type', content_type)])
    return [body.encode()]


def home(query):
    return '200 OK', 'text/html', '<!doctype html>\n<title>demo</title>\n<p>Hail, Emperor.\n'


def as_json(query):
    return '200 OK', 'application/json', json.dumps({'pid': os.getpid()})


def slow(query):
    time.sleep(min(float(query or 2), 60))
    return '200 OK', 'text/plain', 'slept\n'


def boom(query):
    raise RuntimeError('boom: ' + (query or 'nobody knows why'))


def leave(query):
    os._exit(int(query or 3))


def missing(query):
    return '404 Not Found', 'text/plain', 'no such page\n'


PAGES = {'/': home, '/json': as_json, '/slow': slow, '/boom': boom, '/exit': leave}
`;
