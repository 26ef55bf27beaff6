import {markVariable} from './vassal-environment.js';

/**
 * What the guard does, for any POSIX shell; $1 is what the marks of this emperor begin with, before a dash; $2 gives back
 * the terminal at descriptor 3, if the emperor has one.
 *
 * It reads `+ pgid manner`, `- pgid`, `screen on|off` and `.` (farewell: nothing is left to guard). The end of its input
 * without a farewell is the emperor's death. First the terminal is put right, beside all else, since it may be stopped
 * (Ctrl-S): its modes only where the shell that the emperor was started from has not done so meanwhile. A uWSGI vassal (`bytes`) has then seen its own pipe close and takes 2 s to go;
 * the rest (`term`) is told. After 3 s whatever is left is killed, in its group or, on Linux, wherever it is found by
 * its mark; twice nothing found is the end, since a process that is becoming another program shows no mark. A child
 * that was just being started when the emperor died holds our input open until it bears its own.
 */
export const guardScript = `
trap '' INT TERM HUP QUIT
groups= screen=off
while read -r word pgid manner; do
	case $word in
		+) groups="$groups $pgid:$manner" ;;
		-) kept=
			for group in $groups; do
				[ "\${group%:*}" = "$pgid" ] || kept="$kept $group"
			done
			groups=$kept ;;
		screen) screen=$pgid ;;
		.) exit ;;
	esac
done

exec 2>/dev/null
if [ $screen = on ]; then
	(
		printf %s "$2" >&3
		sleep 0.3 || sleep 1
		case $(stty -a <&3) in *-isig*) stty sane <&3 ;; esac
	) &
fi
exec 3>&-
is_any_left() {
	for group in $groups; do
		kill -0 "-\${group%:*}" && return
	done
	return 1
}
for group in $groups; do
	case $group in *:term) kill -TERM "-\${group%:*}" ;; esac
done
sleep 3 &
limit=$!
while is_any_left && kill -0 $limit; do
	sleep 0.1 || sleep 1
done
kill -KILL $limit
for group in $groups; do
	kill -KILL "-\${group%:*}"
done

rounds=10 calm=0
while [ $rounds -gt 0 ] && [ $calm -lt 2 ]; do
	sleep 0.1
	rounds=$((rounds - 1)) calm=$((calm + 1))
	for stray in $(grep -lF "${markVariable}=$1-" /proc/[0-9]*/environ); do
		stray=\${stray#/proc/}
		kill -KILL "\${stray%/environ}"
		calm=0
	done
done
`;
