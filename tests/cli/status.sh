#!/bin/sh
# status and takes: what is told of a film, for people and in JSON.
. "$top_srcdir/tests/cli/lib.sh"

"$scenetty" -q new film --title 'A Film' && cd film || exit 99
fine 'an empty film' status
is 'says what to do' "$(cat "$room/out")" 'A Film  1280x720, 24 fps
next: scenetty add TITLE prompt=…'
run -C . status
like 'with the film as it was named' "$(cat "$room/out")" '*next: scenetty -C . add *'

"$scenetty" -q add 'The Match' seconds=4 transition='dissolve 1' >/dev/null
"$scenetty" -q add 'Curtains' seconds=2.5 >/dev/null
fine 'two scenes' status
is 'a table' "$(cat "$room/out")" 'A Film  1280x720, 24 fps

#  scene      title        s  state    circled  takes
1  the-match  The Match  4.0  missing  –            0
2  curtains   Curtains   2.5  missing  –            0

2 scenes, 2 missing; 6.5 s of scenes, 5.5 s when cut
next: scenetty generate'

rm -r "$XDG_STATE_HOME/scenetty"
fine 'in JSON' status --json
is 'the film' "$(json /film/title /film/width /film/height /film/fps /film/read_only |
	tr '\n' ' ')" 'A Film 1280 720 24 false '
is 'a scene' "$(json /scenes/1/position /scenes/1/id /scenes/1/title /scenes/1/seconds \
	/scenes/1/state /scenes/1/takes /scenes/1/jobs /scenes/1/provider | tr '\n' ' ')" \
	'2 curtains Curtains 2.5 missing 0 0 animatic '
is 'the totals' "$(json /totals/scenes /totals/missing /totals/stale /totals/current \
	/totals/jobs /totals/seconds /totals/seconds_asked | tr '\n' ' ')" '2 2 0 0 0 5.5 6.5 '
check 'no ledger was made to find no jobs' test ! -e "$XDG_STATE_HOME/scenetty/ledger.db"

"$scenetty" -q add seconds=1 prompt='A kitten.
Who has never seen the sea.' >/dev/null
like 'no title: how the prompt begins' "$("$scenetty" status)" '*a-kitten-who-has-never  A kitten.  *'
"$scenetty" -q undo
fine 'a position' status 2
is 'is the scene there' "$(grep '^[0-9]  ' "$room/out")" \
	'2  curtains  Curtains  2.5  missing  –            0'
fine 'some scenes' status curt
is 'one line' "$(grep -c missing "$room/out")" 2
fine 'those that are not' status not curt --json
is 'the other one' "$(json /scenes/0/id /scenes/0/position | tr '\n' ' ')" 'the-match 1 '
is 'one alone' "$(json /scenes)" '#1'
is 'the totals are all' "$(json /totals/scenes)" 2
fine 'none' status stale
check 'said' grep -q 'no scene is like that' "$room/out"
fails 'not what?' 2 'not what?*' status not

fine 'no takes' takes
is 'says so' "$(cat "$room/out" "$room/err")" 'no takes yet; “scenetty generate” makes them'
fine 'no takes in JSON' takes --json
is 'an empty list' "$(json /takes)" '#0'
fails 'takes of nothing' 4 'no scene “x”; *' takes x
finish
