# Keys, a line typed behind ":", and the command line: three ways, the same film.json.
. "$top_srcdir/tests/board/lib.sh"

# The film's own id is another one each time.
saved()
{
	sed '0,/^\t"id"/{/^\t"id"/d}' "$room/$1/film.json"
}

# usage: same NAME KEYS LINE COMMAND…: the keys on the board, the line behind ":", and
# a command of the command line, on three films that are alike.
same()
{
	name=$1 keys=$2 line=$3
	shift 3
	for way in keys line command; do
		rm -rf "${room:?}/$way"
		cp -a "$room/first" "$room/$way"
	done
	play -s 80x24 "$room/keys" "$keys" >"$room/screen" 2>&1 || echo "# $(tail -n 1 "$room/screen")"
	play -s 80x24 "$room/line" ": '$line' Enter" >/dev/null
	scenetty -C "$room/command" -q "$@" >/dev/null
	saved keys >"$room/a"
	saved line >"$room/b"
	saved command >"$room/c"
	cmp -s "$room/a" "$room/c" && cmp -s "$room/b" "$room/c"
	status=$?
	if cmp -s "$room/c" "$room/before"; then
		echo "# nothing was changed"
		status=1
	fi
	[ $status = 0 ] || {
		diff "$room/c" "$room/a" | head -n 8 | sed 's/^/# keys: /'
		diff "$room/c" "$room/b" | head -n 8 | sed 's/^/# line: /'
	}
	result "$name" $status
}

make_film "$room/first"
saved first >"$room/before"
same 'add behind' 'n' 'add --after .' add --after 1
same 'add before' 'N' 'add --before .' add --before 1
same 'remove' 'd d' 'rm .' rm 1
same 'move later' 'J' 'move . later' move 1 later
same 'duplicate' 'D' 'duplicate .' duplicate 1
same 'split' '4 l g s' 'split 5' split 5
same 'join' 'g j' 'join .' join 1
same 'circle the take behind' 'l ] c' 'circle 2 t002' circle 2 t002
same 'set a field' 'e "light=night" Enter' 'set . light=night' set 1 light=night
same 'several that are marked' 'm m 3 l d d' 'rm 1,2' rm 1,2

same 'so many' '3 m d d' 'rm 1-3' rm 1-3
same 'from the last mark to here' '3 l m 3 h V d d' 'rm 2-4' rm 2-4
same 'behind as editors have it' 'o' 'add --after .' add --after 1

# What is repeated goes to where the cursor is.
cp -a "$room/first" "$room/film"
play "$room/film" 'e "move=tilt-up" Enter' 'l .' '3 l .' >/dev/null
[ "$(grep -c '"move": "tilt-up"' "$room/film/film.json")" = 3 ]
result 'repeat the last change elsewhere' $?

cp "$room/film/film.json" "$room/then"
play "$room/film" 'g g m m m d d u' >/dev/null
cmp -s "$room/film/film.json" "$room/then"
result 'several that are marked are one step' $?

# Undone and done again to the same bytes.
cp "$room/film/film.json" "$room/then"
play "$room/film" 'd d n Esc Esc J m m D' 'u u u u' >/dev/null
cmp -s "$room/film/film.json" "$room/then"
result 'undo to where it was' $?
play "$room/film" 'C-r C-r C-r C-r u u u u' >/dev/null
cmp -s "$room/film/film.json" "$room/then"
result 'redo and undo across two sittings' $?
# This media process can't cut; what was open stays open.
play "$room/film" 'A' >"$room/screen" 2>&1
result 'a cut that fails' $?
grep -q 'did not say what it encoded' "$room/screen"
result 'says why' $?
finish
