import {shellVassal} from '../test/helpers/vassal-text.js';

/**
 * What there is to see beside the tutorial's pair of router and application: one asleep, one in trouble, two at work.
 * The same words at every taking, so that only times and numbers differ.
 */
export const companions: Readonly<Record<string, string>> = {
	'admin.ini': `[uwsgi]
plugin = python3
master = true
socket = run/admin.sock
wsgi-file = programs/hello.py
`,
	'admin.ini.socket': 'run/admin.sock\n',
	'run/.keep': '',
	'cron.ini': shellVassal('exec sh programs/cron.sh'),
	'programs/cron.sh': `echo 'next: rotate-invoices at 03:00'
echo 'next: expire-carts every 5 minutes'
echo 'expire-carts: 14 carts expired in 0.2 s'
echo 'expire-carts: nothing to do'
exec sleep 1000
`,
	'mail.ini': shellVassal('exec sh programs/mail.sh'),
	'programs/mail.sh': `letter=100
while true; do
	letter=$((letter + 1))
	case $((letter % 8)) in
		1) printf 'letter %d: \\033[32mdelivered\\033[0m to ada@example.org\\n' $letter ;;
		3) printf 'letter %d: ご注文ありがとうございます → 東京\\n' $letter ;;
		4) printf 'letter %d: \\033[32mdelivered\\033[0m to zoë@example.org\\n' $letter ;;
		6) printf 'WARNING: letter %d: mx2.example.net is slow, trying again\\n' $letter ;;
		*) printf 'letter %d: queued\\n' $letter ;;
	esac
	sleep 0.3
done
`,
	'shop.ini': shellVassal('exec sh programs/shop.sh'),
	// Each of its deaths is unloyal: the second makes it wait.
	'programs/shop.sh': `echo 'shop 4.2: connecting to postgres at 127.0.0.1:5432'
sleep 2
cat >&2 <<'END'
Traceback (most recent call last):
  File "/srv/shop/main.py", line 31, in <module>
    db = connect(settings.DATABASE)
  File "/srv/shop/db.py", line 12, in connect
    raise DatabaseGone('connection refused')
shop.db.DatabaseGone: connection refused
END
exit 1
`,
};
