import type {Files} from './files.js';

/** Works for a while, then dies of an error. */
export const crasher: Files = {
	'crasher.ini': `; Dies with exit code 1 after eight to twenty seconds of work.
;
; Watch it return. Each death so young costs a longer wait; forgive it (F) to start it at once.
; Change the 8 in programs/crasher.sh to 1, and it is throttled in earnest.

[uwsgi]
unprivileged-binary-patch-arg = exec sh programs/crasher.sh
`,
	'programs/crasher.sh': `# Works for 8 to 20 seconds, then dies as a Python program would.

random=$(od -An -N1 -tu1 /dev/urandom)
jobs=$((8 + random % 13))

echo "connected to the queue: $jobs jobs waiting"
for job in $(seq "$jobs"); do
	sleep 1
	echo "job $job of $jobs done"
done

cat >&2 <<'END'
Traceback (most recent call last):
  File "/srv/worker/queue.py", line 84, in <module>
    main()
  File "/srv/worker/queue.py", line 61, in main
    job = broker.next_job(timeout=30)
  File "/srv/worker/broker.py", line 27, in next_job
    raise BrokerGone('connection closed by the broker')
broker.BrokerGone: connection closed by the broker
END
exit 1
`,
};
