# The strip of takes: what is said there goes to the take the cursor is on.
. "$top_srcdir/tests/board/lib.sh"
make_film "$room/film"

# usage: has NAME TEXT KEYS…: film.json has the text on one line after the keys
has()
{
	name=$1 text=$2
	shift 2
	rm -rf "$room/now"
	cp -a "$room/film" "$room/now"
	play "$room/now" "$@" >"$room/screen" 2>&1
	tr -d '\n\t' <"$room/now/film.json" | grep -qF "$text"
	status=$?
	[ $status = 0 ] || grep -n '"t00' "$room/now/film.json" | sed 's/^/# /'
	result "$name" $status
}

has 'stars for the take walked to' '"t002": {"stars": 4}' "l t l 4"
has 'one after the other for the same one' '"t002": {"stars": 2,"why": ["face"]}' "l t l 4 ! f 2"
has 'circled' '"circled": "t002"' "l t l c"
has 'Enter circles it' '"circled": "t002"' "l t l Enter"
has 'walked back' '"t001": {"stars": 5}' "l t l h 5"
has 'the one shown of two' '"t003": {"stars": 1}' "l = G 1"
has 'in another scene' '"t001": {"stars": 3}' "l t ( 3"
play "$room/film" "t =" >"$room/screen"
grep -q 'has one take only' "$room/screen"
result 'one take is not compared' $?
play "$room/film" "G t" >"$room/screen"
grep -q 'has no takes yet' "$room/screen"
result 'no takes are no strip' $?
play "$room/film" l >"$room/screen"
# Its pictures lie on the disk by now; a stand-in for one would be a frame more.
frames=$(play -n "$room/film" l)
[ "$frames" -le 3 ]
result "a move is seen in three steps: the card, its text, its takes ($frames)" $?
finish
