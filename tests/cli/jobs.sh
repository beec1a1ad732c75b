#!/bin/sh
# The ledger as a list, trying again, and clips of one's own.
. "$top_srcdir/tests/cli/lib.sh"

"$scenetty" new kitten --size 320x180 --fps 10 >/dev/null 2>&1
cd kitten || exit 99
"$scenetty" set film seconds=0.5 >/dev/null 2>&1
"$scenetty" add One --id one prompt='A kitten' >/dev/null 2>&1
"$scenetty" add Two --id two prompt='A match' >/dev/null 2>&1
fine 'no jobs' jobs
is 'said' "$(cat "$room/err")" 'no jobs'
fine 'no jobs at all' jobs --all --json
is 'none' "$(json /jobs)" '#0'

SCENETTY_MEDIA=/bin/false "$scenetty" generate one --seed 7 >/dev/null 2>&1
fine 'jobs' jobs
check 'one failed' grep -q '^ *1 *failed *one *animatic' "$room/out"
check 'its error' grep -q media "$room/out"
run status failed
check 'in the status' grep -q '^1 *one .* failed$' "$room/out"
fine 'retry' retry 1
run status failed --json
is 'not any more' "$(json /scenes)" '#0'
fine 'jobs again' jobs --json
is 'the newest first' "$(json /jobs/0/number /jobs/0/state /jobs/0/scene /jobs/0/take \
	/jobs/1/state | tr '\n' ' ')" '2 done one t001 failed '
is 'with its seed' "$("$jsontool" /recipe/seed <takes/one/t001.json)" 7
is 'circled' "$("$jsontool" /scenes/0/circled <film.json)" t001
fails 'what is done is not tried again' 3 'job 2 is done; only*' retry job:2
fails 'no such job' 4 'this film has no job 99' retry 99
fails 'no number' 2 'expected the number of a job*' retry one
"$scenetty" rm one >/dev/null 2>&1
fails 'a scene that is gone' 4 'scene “one” of job 1 is not*' retry 1
"$scenetty" undo >/dev/null 2>&1
fine 'open ones' jobs --open --json
is 'none' "$(json /jobs)" '#0'
fine 'settle' jobs --settle
fails 'nothing to cancel' 4 'nothing of that is in the making here' cancel one
fails 'a job at its end' 3 'job 2 is done already' cancel job:2
fails 'a job that never was' 4 'this film has no job 5' cancel job:5
fails 'a scene that is not there' 4 'no scene “x”*' cancel x
cd ..
fine 'of all films, from outside' jobs --all
check 'both' test "$(grep -c one "$room/out")" -eq 2
fails 'of which film?' 4 'no film here*' jobs
cd kitten || exit 99

cp takes/one/t001.mp4 "$room/my clip.mov"
fine 'import' import two "$room/my clip.mov"
is 'its name' "$(cat "$room/out")" t001
check 'it says so' grep -q 'my clip.mov is t001 of two, 0.5 s' "$room/err"
check 'byte for byte' cmp takes/two/t001.mp4 "$room/my clip.mov"
is 'circled' "$("$jsontool" /scenes/1/circled <film.json)" t001
is 'how it came' "$("$jsontool" /provider /file <takes/two/t001.json | tr '\n' ' ')" \
	'import my clip.mov '
run takes two
check 'listed as imported' grep -q 'imported' "$room/out"
"$scenetty" set two prompt='Something else' >/dev/null 2>&1
"$scenetty" status --json >"$room/out" 2>/dev/null
is 'never stale' "$(json /scenes/1/state)" current
fine 'another one' import two takes/one/t001.mp4
is 'what is circled stays' "$("$jsontool" /scenes/1/circled <film.json)" t001
fine 'undo takes back the circle' undo
fine 'check is content' check --deep
echo text >"$room/text.mp4"
fails 'no clip' '*' 'text.mp4: *' import two "$room/text.mp4"
fails 'no file' '*' "can't read nothing.mp4: *" import two nothing.mp4
fails 'a folder' 3 '* is not a regular file' import two takes
printf '\211PNG\r\n\032\n' >"$room/broken.png"
fails 'a broken picture' '*' 'broken.png: *' import two "$room/broken.png"
check 'nothing half is left' sh -c '! find .scenetty takes -name "*import*" | grep .'
is 'no number is lost' "$(ls takes/two | tr '\n' ' ')" 't001.json t001.mp4 t002.json t002.mp4 '
finish
