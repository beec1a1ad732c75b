#!/bin/sh
# Commands while another program has the film open.
# shellcheck disable=SC1091,SC2154 # lib.sh is found by make check
. "$top_srcdir/tests/cli/lib.sh"
holder=$top_builddir/tests/cli/holder

hold()
{
	rm -f "$room/held"
	"$holder" . >"$room/held" 2>"$room/holder" &
	pid=$!
	until [ -s "$room/held" ]; do kill -0 $pid 2>/dev/null || break; done
}

fine 'a film' new film --size 320x180
cd film || exit 99
fine "with two scenes" add one prompt="a kitten walks" seconds=1
fine "of a second each" add two prompt="a dog runs" seconds=1
hold
fine 'a change is made by who has the film open' set one mood=2
like 'and told' "$(cat "$room/err")" '*mood of one*'
like 'it is on the disk when the command ends' "$(cat film.json)" '*"mood": 2*'
fine 'and the next command sees it' show one --json
is 'as it is' "$(json /scene/mood)" 2
fails 'what is wrong is told' 3 'seconds: *' set one seconds=0.001
fine 'takes made meanwhile' generate
fine 'are circled' status --json
is 'all of them' "$(json /totals/current)" 2
fails 'undo is theirs' 5 'holder (process * on *) has had the film open since *' undo
check 'who has it open is well' kill -0 $pid

kill -KILL $pid
wait $pid 2>/dev/null
fine 'when it is gone undo is ours' undo
like 'and goes on from there' "$(cat "$room/err")" '*circle 2 new takes*'
hold
fine 'a change again' set one mood=3
is 'it said nothing wrong' "$(cat "$room/holder")" ''
kill -KILL $pid
wait $pid 2>/dev/null
fine 'nothing is left to be taken up' status
check 'nor of what was asked' test -z "$(ls .scenetty/asks)"
finish
