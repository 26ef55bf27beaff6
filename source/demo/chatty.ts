import type {Files} from './files.js';

/** A few lines a second in several colours: something to scroll, search and filter. */
export const chatty: Files = {
	'chatty.ini': `; Prints three lines a second: some coloured, some warnings, an error now and then.
;
; Try in its panel: / to search, & to filter, e for the next error, f to follow again.
; Touch this file: it does not know how to reload, so it is stopped and started.

[uwsgi]
unprivileged-binary-patch-arg = exec sh programs/chatty.sh
`,
	'programs/chatty.sh': String.raw`# Prints three lines a second.

green=$(printf '\033[32m') yellow=$(printf '\033[33m') cyan=$(printf '\033[36m') plain=$(printf '\033[0m')
line=0

while true; do
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
