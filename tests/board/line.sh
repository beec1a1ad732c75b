# The line for commands and the palette: what they do to the film.
. "$top_srcdir/tests/board/lib.sh"
make_film "$room/film"

# usage: does NAME FIELD WANTED KEYS…: the first scene's field after the keys
does()
{
	name=$1 field=$2 wanted=$3
	shift 3
	rm -rf "$room/now" "$room/state/scenetty/lines"
	cp -a "$room/film" "$room/now"
	play "$room/now" "$@" >"$room/screen" 2>&1
	got=$(sed -n '/"scenes"/,/^		}/s/^			"'"$field"'": "*\([^",]*\).*/\1/p' "$room/now/film.json")
	[ "$got" = "$wanted" ]
	status=$?
	[ $status = 0 ] || echo "# $field is “$got”, not “$wanted”"
	result "$name" $status
}

does 'a command is run' light night ": 'set . light=night' Enter"
does 'a word is completed, one after the other' light dawn ": 'set . li' Tab Tab Tab Enter"
does 'and back' light day ": 'set . li' Tab Tab Tab S-Tab Enter"
does 'a line comes back' seconds 7 ": 'set . seconds=7' Enter u : Up Enter"
does 'the one that begins alike' seconds 7 \
	": 'set . seconds=7' Enter : 'set . light=fog' Enter u u : 'set . s' Up Enter"
does 'Esc leaves it alone' seconds 9 ": 'set . seconds=9' Enter : 'set . seconds=3' Esc"
does 'Backspace leaves an empty one' light dawn ": 'u' Backspace Backspace D"
[ "$(scenetty -C "$room/now" status --json | grep -c '"position"')" = 10 ]
result 'and the next key is the board’s' $?
play "$room/now" 'z' | grep -q '^ z does nothing here; ? lists the keys that do' &&
	play "$room/now" 'Enter y' | grep -q '^ y does nothing here; ?' &&
	play "$room/now" 'Enter Enter C-o' | grep -q '^ C-o does nothing here; F1' &&
	play "$room/now" 'g x' | grep -q '^ gx does nothing here'
result 'a key that does nothing says so' $?
[ "$(play "$room/now" 'z z z : "nosuch" Enter z z' 'g m' | grep -c '│ z does nothing')" = 2 ]
result 'once, however long it is held' $?
does 'a bad line changes nothing' seconds 9 ": 'set . seconds=9' Enter : 'set . seconds=much' Enter"
grep -q 'expected a number' "$room/screen"
result 'and says what was expected' $?
play "$room/now" ": 'go nosuch' Enter" | grep -q '“:status” lists them'
result 'commands are named as they are typed here' $?
does 'a pasted line is one line' title 'a b' ": 'set . title=' <'a
b'> Enter"
does 'a new scene is the one written into, whatever is filtered' prompt 'New.' \
	": 'filter wind' Enter N 'New.' C-s Esc : 'move . 1' Enter"
does 'a prompt is written at once' prompt '@keeper trims the @lamp while the sea wakes. So.' "i M-> ' So.' C-s"
does 'a pasted text is scenes' prompt 'The sea.' "<The sea.

A boat.> : 'move . 1' Enter"
[ "$(scenetty -C "$room/now" status --json | grep -c '"position"')" = 11 ]
result 'one for each paragraph' $?
does 'a number goes there' light storm ": '3' Enter : 'set . light=day' Enter : '1' Enter : 'set . light=storm' Enter"
does 'a new scene is written at once' prompt 'The sea. A small boat.' \
	"g g N 'The sea. A small boat.' Esc Esc"
does 'the palette runs what it finds' light dawn "C-p 'duplicate' Enter"
[ "$(scenetty -C "$room/now" status --json | grep -c '"position"')" = 10 ]
result 'by its name' $?
does 'the palette goes to a scene' light snow "C-p 'turn' Enter : 'set 1 light=snow' Enter"
does 'found: the next one, round and round' light night ": 'find the sea' Enter ; : 'set . light=night' Enter"
does 'and back' light fog "l : 'find the sea' Enter , : 'set . light=fog' Enter"
does 'what is brought back is under the cursor' light fog "d d G u : 'set . light=fog' Enter"
does 'replaced, place by place' prompt '@keeper trims the @lamp while the waves wakes.' \
	": 'replace sea waves' Enter y n q"
does 'what was left stays, and q ends it' prompt '@keeper trims the @lamp while the sea wakes.' \
	": 'replace sea waves' Enter n y q"
does 'all the rest' prompt '@keeper trims the @lamp while the waves wakes.' \
	": 'replace sea waves' Enter a"
does 'is one undo' prompt '@keeper trims the @lamp while the sea wakes.' \
	": 'replace sea waves' Enter a u"
does 'another film is made beside this one' light dawn ": 'new $room/other --fps 30' Enter"
grep -q 'open it in another terminal' "$room/screen" && grep -q '"fps": 30' "$room/other/film.json"
result 'and is there' $?
does 'another film is not reached from here' light dawn ": '-C $room/other set 1 light=fog' Enter" \
	": 'set -C $room/other 1 light=fog' Enter"
grep -q 'the board has one film open' "$room/screen"
result 'and that is said' $?
mode=$(stat -c %a "$room/state/scenetty")
[ "$mode" = 700 ]
result "what was typed lies where its owner alone looks ($mode)" $?
finish
