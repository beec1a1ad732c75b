#!/bin/sh
# Copying, removing and putting scenes, within a film and between two.
. "$top_srcdir/tests/cli/lib.sh"
register=$XDG_STATE_HOME/scenetty/register.json

"$scenetty" new one >/dev/null 2>&1
"$scenetty" new two >/dev/null 2>&1
cd one || exit 99
fails 'nothing to put' 4 'nothing to put: nothing was*' put
"$scenetty" add cast:kitten looks=grey picture=refs/kitten.png >/dev/null 2>&1
"$scenetty" add cast:girl >/dev/null 2>&1
"$scenetty" add Match --id match prompt='@kitten and a match' start=refs/first.png >/dev/null 2>&1
"$scenetty" add Fire --id fire prompt='Fire' start=match/last >/dev/null 2>&1
"$scenetty" add End --id end >/dev/null 2>&1
mkdir refs && echo grey >refs/kitten.png && echo first >refs/first.png
put_take . match t001 5
put_take . match t003 4
"$scenetty" set match circled=t003 >/dev/null 2>&1
"$scenetty" rate match 3 4 >/dev/null 2>&1
before=$(sha256sum <film.json)

fine 'rm' rm match
is 'only its owner reads the register' "$(stat -c %a "$register")" 600
fine 'put' put --before fire
is 'it has its id again' "$(cat "$room/out")" match
is 'and all that was said of it: the first bytes' "$(sha256sum <film.json)" "$before"
fine 'put again' put
is 'a new id' "$(cat "$room/out")" match-2
is 'at the end' "$(ids)" 'match fire end match-2'
is 'without takes' "$("$jsontool" /scenes/3/prompt /scenes/3/circled <film.json 2>/dev/null)" \
	'@kitten and a match'
fine 'undo put' undo
is 'the first bytes again' "$(sha256sum <film.json)" "$before"
fine 'copy' copy fire match
like 'it says so' "$(cat "$room/err")" 'copied 2 scenes; *'
fine 'put the copies' put --after 1
is 'new ids, the order of the film' "$(ids)" 'match match-2 fire-2 fire end'
is 'they refer to each other' "$("$jsontool" /scenes/2/start <film.json)" match-2/last
fine 'one step' undo
is 'undone' "$(sha256sum <film.json)" "$before"
fine 'rm several' rm fire,match cast:girl
is 'they are gone' "$(ids)" end
fine 'put them back' put --before end
is 'with their ids' "$(ids)" 'match fire end'
fine 'rm of the cast alone' rm cast:kitten
fine 'leaves the register' put
like 'but the cast comes back with the scene' "$(cat "$room/err")" '*the cast gets kitten too*'
fine 'undo' undo 4
is 'all as it was' "$(sha256sum <film.json)" "$before"

cd ../two || exit 99
"$scenetty" add Fire --id fire >/dev/null 2>&1
"$scenetty" -C ../one copy match,fire >/dev/null 2>&1
two=$(sha256sum <film.json)
fine 'put into another film' put
is 'an id that is free stays' "$(cat "$room/out" | tr '\n' ' ')" 'match fire-2 '
check 'takes came along' grep -q '2 takes came along' "$room/err"
check 'the clip' cmp ../one/takes/match/t003.mp4 takes/match/t003.mp4
is 'its recipe' "$("$jsontool" /scene <takes/match/t001.json)" match
is 'circled as it was' "$("$jsontool" /scenes/1/circled /scenes/1/takes/t003/stars <film.json |
	tr '\n' ' ')" 't003 4 '
check 'the cast came along' grep -q 'the cast gets kitten too' "$room/err"
is 'with its looks' "$("$jsontool" /cast/0/looks <film.json)" grey
check 'pictures came along' cmp ../one/refs/kitten.png refs/kitten.png
check 'both' cmp ../one/refs/first.png refs/first.png
fine 'nothing is damaged' check --deep
fine 'undo' undo
is 'undone' "$(sha256sum <film.json)" "$two"
check 'no clip is lost' test -f takes/match/t003.mp4
fine 'put once more' put
is 'under another id, for takes bear the first' "$(head -n 1 "$room/out")" match-2
is 'takes of its own' "$("$jsontool" /scene <takes/match-2/t003.json)" match-2
echo other >../one/refs/kitten.png
fine 'a picture that is there stays' put
is 'as it was' "$(cat refs/kitten.png)" grey
check 'nothing half' sh -c '! find . -name ".*tmp*" -type f | grep .'
rm -rf ../one/takes/match/t001.mp4
fine 'a take without its clip stays' put
check 'there' grep -q '1 take came along' "$room/err"
mv ../one ../three
fine 'the other film is gone' put
like 'said' "$(cat "$room/err")" 'the film they come from is gone*'
fine 'nothing circled then' status --json
echo '{"scenes":[{"id":1}]}' >"$register"
fails 'a register that is none' 3 'what was copied can’t be put: *' put
echo 'x' >"$register"
fails 'no JSON' 3 'register.json:1: *' put
finish
