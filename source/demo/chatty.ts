import type {Files} from './files.js';

/** A few lines a second in several colours: something to scroll, search and filter, with the keys for that among them. */
export const chatty: Files = {
	'chatty.ini': `; Prints three lines a second: some coloured, some warnings, an error now and then, and what keys there are to try.
;
; Try in its panel: / to search, & to filter, e for the next error, f to follow again.
; Touch this file: it does not know how to reload, so it is stopped and started.

[uwsgi]
unprivileged-binary-patch-arg = exec sh programs/chatty.sh
`,
	'programs/chatty.sh': String.raw`# Prints three lines a second.

green=$(printf '\033[32m') yellow=$(printf '\033[33m') cyan=$(printf '\033[36m') plain=$(printf '\033[0m')
line=0 tip=0

# The next of the keys to try, short enough for a narrow pane.
tell() {
	tip=$((tip % 8 + 1))
	case $tip in
	1) echo "$cyan""try$plain ?  all keys" ;;
	2) echo "$cyan""try$plain tab  the next vassal" ;;
	3) echo "$cyan""try$plain enter  this log alone, esc back" ;;
	4) echo "$cyan""try$plain R  stop it, start it" ;;
	5) echo "$cyan""try$plain i  why it is as it is" ;;
	6) echo "$cyan""try$plain /  search,  n  the next" ;;
	7) echo "$cyan""try$plain e  the latest error,  G  follow" ;;
	8) echo "$cyan""try$plain q  stop all and quit" ;;
	esac
}

while true; do
	[ $((line % 9)) -eq 0 ] && tell
	line=$((line + 1))
	if [ $((line % 50)) -eq 0 ]; then
		echo "ERROR: parcel $line is lost: no such address" >&2
	elif [ $((line % 17)) -eq 0 ]; then
		echo "$yellow""WARNING$plain: parcel $line is late"
	elif [ $((line % 5)) -eq 0 ]; then
		echo "parcel $line: $green""delivered$plain to $cyan""door $((line * 37 % 1000))$plain"
	elif [ $((line % 7)) -eq 0 ]; then
		echo "parcel $line: 小包 for 東京, fragile 🏺"
	else
		echo "parcel $line: on its way"
	fi
	sleep 0.33
done
`,
};
