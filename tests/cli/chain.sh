#!/bin/sh
# Scenes that begin or end with a frame of another one's take.
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
"$scenetty" -q add One seconds=0.2 prompt='A dog' start=three/last >/dev/null
"$scenetty" -q add Two seconds=0.2 prompt='A cat' start=previous >/dev/null
"$scenetty" -q add Three seconds=0.2 prompt='A cow' >/dev/null
"$scenetty" -q add Four seconds=0.2 prompt='A hen' >/dev/null

fine 'generate all' generate
is 'each after those it needs: all are current' "$(state)" \
	'current-t001 current-t001 current-t001 current-t001'
run prompt two
like 'what is drawn is not drawn upon' "$(tail -n 2 "$room/out")" '*not told*the start frame: the animatic has drawn*'
fine 'generate again' generate
like 'nothing to make' "$(cat "$room/err")" 'nothing to make: *'

"$scenetty" -q set three prompt='A sheep'
is 'the first of a chain changes' "$(state)" \
	'current-t001 current-t001 stale-t001 current-t001'
fine 'the bill' generate --dry-run --json
is 'has what will be stale then' \
	"$(json /bill /bill/0/scene /bill/1/scene /bill/2/scene | tr '\n' ' ')" \
	'#3 one two three '
fine 'only what is stale now' generate --stale
is 'that alone is made' "$(state)" 'stale-t001 current-t001 current-t002 current-t001'
fine 'the rest' generate --json
is 'follows' "$(state)" 'current-t002 current-t002 current-t002 current-t001'

"$scenetty" -q set three prompt='A cow'
"$scenetty" -q generate three >/dev/null
is 'another take, from the same words' "$(state)" \
	'stale-t002 current-t002 current-t003 current-t001'
"$scenetty" -q circle three t001
fine 'what was there before' generate --json
is 'is adopted along the chain' "$(json /takes/0/state /takes/0/take /takes/1/state \
	/takes/1/take | tr '\n' ' ')" 'adopted t001 adopted t001 '
is 'all are current' "$(state)" 'current-t001 current-t001 current-t001 current-t001'

"$scenetty" -q set 3 prompt='A goat'
SCENETTY_MEDIA=$room/nothing
export SCENETTY_MEDIA
fails 'the first fails' 1 '3 of 3 takes failed: three: *is missing*' generate
like 'the others have waited for it in vain' "$(cat "$room/err")" \
	'*one: waited for a frame of three, which has no take*'
unset SCENETTY_MEDIA

"$scenetty" -q set 3 start=two/last
fine 'a ring of scenes' generate
is 'ends, with what was stale made' "$(ls takes/*/t*.json | wc -l)" 9
finish
