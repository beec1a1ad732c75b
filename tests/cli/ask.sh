#!/bin/sh
# What is asked before it is done, at a terminal and without one.
. "$top_srcdir/tests/cli/lib.sh"

"$scenetty" -q new film --size 256x144 && cd film || exit 99
"$scenetty" -q add One seconds=0.5 prompt='A kitten' >/dev/null
"$scenetty" -q add Two seconds=0.5 prompt='A dog' >/dev/null

fails 'without a terminal' 6 \
	'make 2 takes of one and two, free of charge? nobody is there to answer; --yes goes on without asking' \
	generate --ask
is 'the bill is shown' "$(cat "$room/out")" 'scene  takes  seconds  provider  cost
one        1      0.5  animatic  nothing
two        1      0.5  animatic  nothing'
check 'nothing was made' test ! -e takes
fine 'told that it may' generate --ask --yes one
check 'it is made' test -e takes/one/t001.mp4

answer() # LINE WORDS…: scenetty at a terminal where this is typed; the screen and the code
{
	line=$1
	shift
	code=0
	printf '%s\n' "$line" |
		script -qec "$scenetty $*" /dev/null >"$room/screen" 2>&1 || code=$?
	tr -d '\r' <"$room/screen"
}
if command -v script >/dev/null; then
	screen=$(answer n generate --ask)
	like 'it asks' "$screen" '*animatic: 1 take, free
make 1 take of two, free of charge? \[y/N\]*'
	like 'no is no' "$screen" '*scenetty: nothing was made: nobody said yes*'
	answer n generate --ask >/dev/null
	is 'and has its code' "$code" 6
	answer '' generate --ask >/dev/null
	is 'a bare Enter is no' "$code" 6
	check 'still nothing' test ! -e takes/two
	like 'yes is yes' "$(answer y generate --ask)" '*1 take made*'
	check 'and it is made' test -e takes/two/t001.mp4
	like 'nothing to make is not asked' "$(answer n generate --ask)" '*nothing to make*'
else
	ok 'at a terminal # SKIP no script here'
fi
finish
