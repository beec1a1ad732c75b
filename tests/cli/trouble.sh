#!/bin/sh
# The media process missing, dying, hanging; signals; another program at work.
. "$top_srcdir/tests/cli/lib.sh"

"$scenetty" -q new film --size 256x144 && cd film || exit 99
for title in One Two Three Four; do
	"$scenetty" -q add $title seconds=0.5 prompt="A kitten" >/dev/null
done

clean() # nothing half-made: neither claims nor temp files nor open jobs
{
	is "$1: nothing half-made" "$(find . -name '*.claim' -o -name '.*tmp*' | tr '\n' ' ')" ''
	run status --json
	is "$1: no jobs" "$(json /totals/jobs)" 0
}

SCENETTY_MEDIA=$room/nothing
export SCENETTY_MEDIA
fails 'missing' 1 '4 of 4 takes failed: *the media program */nothing is missing *' generate
clean 'missing'
fails 'missing for show' 1 '*is missing*' show 1 --json
fine 'status needs none' status
fine 'nor does set' set 1 shot=wide
fails 'cut needs it' 1 '*is missing*' cut
check 'no film was made' test ! -e film.mp4

printf '#!/bin/sh\nexit 3\n' >"$room/dies"
chmod +x "$room/dies"
SCENETTY_MEDIA=$room/dies
fails 'dying' 1 '4 of 4 takes failed: *the media process ended with status 3*' generate
clean 'dying'
printf '#!/bin/sh\nkill -9 $$\n' >"$room/dies"
fails 'killed' 1 '4 of 4 takes failed: *the media process was ended by signal 9*' generate
clean 'killed'

# One that never answers: a signal ends the wait.
printf '#!/bin/sh\necho $$ >>%s/pids\nexec sleep 600\n' "$room" >"$room/hangs"
chmod +x "$room/hangs"
SCENETTY_MEDIA=$room/hangs
for signal in INT:130 TERM:143 HUP:129; do
	rm -f "$room/pids"
	env --default-signal=INT,HUP,TERM "$scenetty" generate >"$room/out" 2>"$room/err" &
	pid=$!
	until [ -s "$room/pids" ]; do kill -0 $pid 2>/dev/null || break; done
	run status --json
	is "SIG${signal%:*}: the jobs are seen from outside" "$(json /totals/jobs /scenes/0/jobs |
		tr '\n' ' ')" '4 1 '
	kill "-${signal%:*}" $pid
	code=0
	wait $pid || code=$?
	is "SIG${signal%:*} ends it" "$code" "${signal#*:}"
	like 'and it says so' "$(tail -n 1 "$room/err")" 'scenetty: stopped; 0 of 4 takes were made'
	clean "SIG${signal%:*}"
	left=
	for worker in $(cat "$room/pids"); do
		kill -0 "$worker" 2>/dev/null && left="$left $worker"
	done
	is 'no process is left behind' "$left" ''
done
unset SCENETTY_MEDIA

# Killed outright: the next command completes the film.
SCENETTY_MEDIA=$room/hangs
export SCENETTY_MEDIA
rm -f "$room/pids"
"$scenetty" generate >/dev/null 2>&1 &
pid=$!
until [ -s "$room/pids" ]; do kill -0 $pid 2>/dev/null || break; done
kill -KILL $pid
wait $pid 2>/dev/null
unset SCENETTY_MEDIA
fine 'after kill -9 generate completes the film' generate
clean 'kill -9'
run status --json
is 'all scenes are current' "$(json /totals/current)" 4
is 'with one take each' "$(ls takes/*/*.json | wc -l)" 4

cp -r ../film ../copy
"$scenetty" -C ../copy -q set 1 mood=2
check 'a copied film gets an id of its own' test \
	"$("$jsontool" /id <film.json)" != "$("$jsontool" /id <../copy/film.json)"
finish
