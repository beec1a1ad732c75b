#!/bin/sh
# What people say of takes.
. "$top_srcdir/tests/cli/lib.sh"

of_take() # what film.json says of the take
{
	"$jsontool" "/scenes/0/takes/t001$1" <film.json 2>/dev/null
}

"$scenetty" new kitten >/dev/null 2>&1
cd kitten || exit 99
"$scenetty" add Match --id match >/dev/null 2>&1
put_take . match t001 5
put_take . match t002 4
fine 'rate' rate match 1 4
is 'its stars' "$(of_take /stars)" 4
is 'it says so' "$(cat "$room/err")" 'rate 4 for t001 of match'
fine 'rate an axis' rate match t001 5 --axis emotion
is 'its axis' "$(of_take /axes/emotion)" 5
is 'the stars stay' "$(of_take /stars)" 4
fine 'half a star' rate match 1 2.5 -x motion
is 'two axes' "$(of_take /axes/emotion)$(of_take /axes/motion)" 52.5
fails 'a negative number is no option' 2 'expected 0 to 5 stars *, found “-1”' rate match 1 -1
fine 'none takes it away' rate match 1 none
is 'no stars' "$(of_take /stars)" ''
fine 'undo' undo
is 'stars again' "$(of_take /stars)" 4
fine 'why' why match 1 hands light
is 'the reasons' "$(of_take /why/0) $(of_take /why/1)" 'hands light'
fine 'the same again' why match 1 hands
is 'one is left' "$(of_take /why)" '#1'
fine 'the last one' why match 1 light
is 'none is left' "$(of_take /why)" ''
fine 'trim' trim match 1 0.5 4.5
is 'its ends' "$(of_take /in) $(of_take /out)" '0.5 4.5'
fine 'trim one end' trim match 1 none 4
is 'the other one is its own' "$(of_take /in) $(of_take /out)" ' 4'
fine 'no trim' trim match 1 none none
is 'no ends' "$(of_take /in) $(of_take /out)" ' '
fine 'note' note match 1 the left hand has six fingers
is 'its text' "$(of_take /note)" 'the left hand has six fingers'
fine 'another take' rate match 2 1
fine 'note none' note match 1 none
fine 'rate none' rate match 1 none
fine 'an axis none' rate match 1 none -x motion
fine 'the other none' rate match 1 none -x emotion
is 'nothing is left of the first' "$("$jsontool" /scenes/0/takes <film.json)" '#1'
fine 'nor of the second' rate match 2 none
check 'nothing at all' sh -c '! grep -q takes film.json'
fails 'six stars' 2 'expected 0 to 5 stars*' rate match 1 6
fails 'words' 2 'expected 0 to 5 stars*' rate match 1 good
fails 'no such axis' 2 '--axis: expected realism, *' rate match 1 3 --axis taste
fails 'no such reason' 2 'why: expected hands, *' why match 1 bad
fails 'no such take' 4 'match has no take t009*' rate match 9 3
fails 'no such scene' 4 'no scene “mach”*' rate mach 1 3
fails 'beyond the clip' 3 'the clip lasts 5 s, so it has no 6' trim match 1 1 6
fails 'the wrong way round' 3 'nothing lasts from 3 to 2' trim match 1 3 2
fails 'no seconds' 2 'expected seconds or*' trim match 1 start 2
fine 'undo it all' undo 100
is 'the empty film' "$("$jsontool" /scenes <film.json)" '#0'
finish
