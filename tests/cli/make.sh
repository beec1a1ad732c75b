#!/bin/sh
# From scenes to takes to a film, and again after changes.
. "$top_srcdir/tests/cli/lib.sh"

state() # the state and the circled take of every scene
{
	"$scenetty" status --json >"$room/out" 2>/dev/null
	i=0 list=
	while [ "$i" -lt "$(json /totals/scenes)" ]; do
		list="$list${list:+ }$(json "/scenes/$i/state")-$(json "/scenes/$i/circled")"
		i=$((i + 1))
	done
	echo "$list"
}

"$scenetty" -q new film --size 256x144 && cd film || exit 99
for title in One Two Three; do
	"$scenetty" -q add $title seconds=0.5 prompt="A kitten and number $title" >/dev/null
done

fine 'the bill' generate --dry-run
is 'as a table' "$(cat "$room/out")" 'scene  takes  seconds  provider  cost
one        1      0.5  animatic  nothing
two        1      0.5  animatic  nothing
three      1      0.5  animatic  nothing'
fine 'the bill in JSON' generate --dry-run --json
is 'what it says' "$(json /bill /bill/2/scene /bill/2/takes /bill/2/cost /cost | tr '\n' ' ')" \
	'#3 three 1 0 0 '
check 'nothing was made' test ! -e takes

fine 'generate what is missing' generate
like 'a line for each' "$(cat "$room/err")" '*100%  * t001*3 takes made'
is 'all are current' "$(state)" 'current-t001 current-t001 current-t001'
check 'the film has an id' "$jsontool" /id <film.json
fine 'generate again' generate
like 'nothing to make' "$(cat "$room/err")" 'nothing to make: *'
fine 'in JSON' generate --json
is 'an empty list' "$(json /takes)" '#0'
fine 'one undo' undo
is 'takes back all circles of a run' "$(state)" 'missing- missing- missing-'
fine 'what fits is not made twice' generate --json
is 'but circled' "$(json /takes/0/state /takes/0/circled | tr '\n' ' ')" 'adopted true '
is 'all are current again' "$(state)" 'current-t001 current-t001 current-t001'
is 'with the same clips' "$(ls takes/*/*.mp4 | wc -l)" 3

fine 're-roll' generate two -n 2 --json
is 'two more' "$(json /takes /takes/0/take /takes/1/take | sort | tr '\n' ' ')" \
	'#2 t002 t003 '
check 'with seeds of their own' test "$(json /takes/0/seed)" != "$(json /takes/1/seed)"
is 'a current circle stays' "$(state)" 'current-t001 current-t001 current-t001'
fine 'seeds from a number' generate two -n 2 --seed 7 --json
is 'count on' "$(json /takes/0/seed /takes/1/seed | tr '\n' ' ')" '7 8 '
"$scenetty" -q set two seed=42
fine 'a pinned seed' generate two --json
is 'is the first take'\''s' "$(json /takes/0/seed /takes/0/circled | tr '\n' ' ')" '42 true '
"$scenetty" -q undo 2

fine 'takes' takes two
is 'five and a heading' "$(grep -c . "$room/out")" 7
like 'one is circled' "$(cat "$room/out")" '*two  *t001  circled  current*'
fine 'takes in JSON' takes two --json
is 'one of them' "$(json /takes/0/scene /takes/0/take /takes/0/circled /takes/0/state \
	/takes/0/clip /takes/0/provider /takes/0/cost | tr '\n' ' ')" \
	'two t001 true current takes/two/t001.mp4 animatic 0 '

fine 'circle another' circle two 3
is 'it is' "$(state)" 'current-t001 current-t003 current-t001'
fails 'circle what is not there' 4 'two has no take t099; *' circle two 99
fails 'circle what is no take' 2 '“best” names no take; *' circle two best
fails 'circle one scene' 2 '“1-2” is 2 scenes*' circle 1-2 1
fine 'circle none' circle two none
is 'none is' "$(state)" 'current-t001 missing- current-t001'
fine 'undo the circle' undo
is 'it is back' "$(state)" 'current-t001 current-t003 current-t001'

fine 'a change' set 1 prompt='A dog'
is 'makes its take stale' "$(state)" 'stale-t001 current-t003 current-t001'
fine 'undo' undo
is 'makes it current' "$(state)" 'current-t001 current-t003 current-t001'
fine 'redo' redo
fine 'only what is stale' generate --stale --json
is 'one take' "$(json /takes /takes/0/scene /takes/0/circled | tr '\n' ' ')" '#1 one true '
is 'is current' "$(state)" 'current-t002 current-t003 current-t001'
fine 'nothing is missing' generate --missing
like 'nothing was made' "$(cat "$room/err")" 'nothing to make: *'
fine 'rm and undo' rm two
fine 'a scene that came back' undo
is 'has its takes' "$(state)" 'current-t002 current-t003 current-t001'

picture() # a small one
{
	base64 -d <<-END
		iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAACXBIWXMAAAABAAAAAQBPJcTWAAAAEElE
		QVR4nGP4y8AARAwQCgAfrgP19hgqWQAAAABJRU5ErkJggg==
	END
}
mkdir refs && picture >refs/a.png
"$scenetty" -q set 1 start=refs/a.png
fine 'with a picture' generate
is 'is current' "$(state)" 'current-t003 current-t003 current-t001'
echo two >>refs/a.png
is 'a picture painted over makes it stale' "$(state)" 'stale-t003 current-t003 current-t001'
picture >refs/a.png
is 'the old one makes it current' "$(state)" 'current-t003 current-t003 current-t001'

"$scenetty" -q set 2 provider=nobody
fails 'an unknown provider' 3 'scene “two”: no provider “nobody”; known here: *' generate --all
is 'before anything is started' "$(ls takes/one/*.mp4 | wc -l)" 3
"$scenetty" -q undo

"$scenetty" -q set 1 transition='dissolve 0.25'
fine 'cut' cut --json
is 'frames' "$(json /frames /scenes /animatics | tr '\n' ' ')" '30 3 0 '
check 'the film' test -s film.mp4
is 'its path' "$(json /path)" "$(pwd -P)/film.mp4"
made=$(json /made)
fine 'cut again' cut --json
is 'nothing is encoded again' "$(json /made /reused | tr '\n' ' ')" "0 $made "
"$scenetty" -q circle 3 none
fine 'cut elsewhere' cut -o ../other.mp4
check 'it is there' test -s ../other.mp4
is 'stdout has its path' "$(cat "$room/out")" "$room/work/other.mp4"
fails 'cut into nowhere' '[14]' '*nowhere*' cut -o ../nowhere/film.mp4
"$scenetty" -q new ../empty
fails 'cut nothing' 3 '*' -C ../empty cut
finish
