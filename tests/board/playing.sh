# What plays: frames by their moments, keys, trims, what is wrong. Nothing runs on while
# a test looks: "Space Space" pauses before the first frame.
. "$top_srcdir/tests/board/lib.sh"
make_film "$room/film"
scenetty -C "$room/film" trim -q 3 1 1 3

# usage: shows NAME TEXT KEYS…: the text stands on the screen after the keys
shows()
{
	name=$1 text=$2
	shift 2
	play "$room/film" "$@" >"$room/screen" 2>&1
	grep -qF -- "$text" "$room/screen"
	status=$?
	[ $status = 0 ] || sed 's/^/# /' "$room/screen"
	result "$name" $status
}

shows 'the beginning' ' 0.0 / 4.0 s' 'Space Space'
shows 'seconds on' ' 3.0 / 4.0 s' 'Space Space 3 l'
shows 'no farther than the end' ' 4.0 / 4.0 s' 'Space Space 9 l'
shows 'the last frame stays' "$(printf 'q%.0s' $(seq 30))" 'Space Space 9 l'
shows 'back' ' 1.0 / 4.0 s' 'Space Space 3 l 2 h'
shows 'to the start' ' 0.0 / 4.0 s' 'Space Space 3 l Home'
shows 'frame by frame' "$(printf 'f%.0s' $(seq 30))" 'Space Space' . .
shows 'a frame back' "$(printf 'm%.0s' $(seq 30))" 'Space Space l' ,
shows 'a trimmed one begins later' "$(printf 'n%.0s' $(seq 30))" 'l l Space Space'
shows 'and ends sooner' ' 2.0 / 2.0 s' 'l l Space Space 9 l'
shows 'Esc ends it' 'Space play' 'Space Space' Esc
shows 'another key ends it, and does what it does' '2  A sail' 'Space Space' l Esc l
shows 'a key of the board, too' 'Space play' 'Space Space' j
shows 'the cut, by scenes' 'scene 3 of 9' 'P Space' ] ] ] [
: >"$room/log"
shows 'near the end of a clip' '0:03' 'P Space 3 l'
[ "$(grep -c play "$room/log")" = 2 ]
result 'the next one is made ready' $?
shows 'the whole cut' '/ 0:42' 'P Space'
shows 'a scene without a take' 'no take yet' 'P Space 6 ]'
shows 'no take' 'has no takes yet' 'G Space'
play -T "$room/film" Space >"$room/screen"
grep -q 'pictures are off' "$room/screen"
result 'no pictures' $?
echo '<html>' >"$(find "$room/film/takes/a-sail" -name 't001.mp4')"
shows 'a broken clip' 't001.mp4: this is no clip' 'l Space'
finish
