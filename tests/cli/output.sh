#!/bin/sh
# Where output goes: locales, closed and full descriptors, quiet.
. "$top_srcdir/tests/cli/lib.sh"

"$scenetty" -q new 'Été' --title '“Été” – 火'
cd 'Été' || exit 99
"$scenetty" -q add 'Œuvre…' prompt='naïve 🔥' >/dev/null

LC_ALL=C
run status
check 'without UTF-8 text is ASCII' sh -c "! LC_ALL=C grep -q '[^ -~]' '$room/out'"
like 'as near as can be' "$(cat "$room/out")" '"Ete" - ?*oeuvre*OEuvre...*'
run set 1 seconds=x
check 'errors are ASCII too' sh -c "! LC_ALL=C grep -q '[^ -~]' '$room/err'"
run status --json
check 'JSON is ASCII' sh -c "! LC_ALL=C grep -q '[^	 -~]' '$room/out'"
is 'and loses nothing' "$(json /film/title)" '“Été” – 火'
run help
check 'help is ASCII' sh -c "! LC_ALL=C grep -q '[^ -~]' '$room/out'"
LC_ALL=C.UTF-8
run status --json
is 'JSON in UTF-8' "$(json /film/title)" '“Été” – 火'

fails_to() # NAME TEXT: what the last command line said, and its code
{
	is "$1: code" "$code" 1
	like "$1: one sentence" "$(cat "$room/err")" "$2"
	is "$1: one line" "$(grep -c '' "$room/err")" 1
}
code=0
"$scenetty" status >&- 2>"$room/err" || code=$?
fails_to 'stdout closed' "scenetty: can't write stdout: *"
code=0
"$scenetty" status --json >/dev/full 2>"$room/err" || code=$?
fails_to 'stdout full' "scenetty: can't write stdout: *"
code=0
"$scenetty" set 1 shot=wide >&- 2>"$room/err" || code=$?
is 'what says nothing needs no stdout' "$code" 0
"$scenetty" set 1 shot=close 2>&-
is 'nor stderr' $? 0
is 'it was set' "$("$jsontool" /scenes/0/shot <film.json)" close
"$scenetty" status >/dev/null <&-
is 'nor stdin' $? 0
"$scenetty" help --man 2>"$room/err" | head -n 1 >/dev/null
is 'a reader who has had enough is no trouble' "$(cat "$room/err")" ''

fine 'quiet' -q set 1 shot=wide
is 'says nothing' "$(cat "$room/out" "$room/err")" ''
fails 'but what went wrong' 4 'no scene 7*' -q set 7 shot=wide
run status
check 'no colours where there is no terminal' sh -c "! grep -q '$(printf '\033')' '$room/out'"

if command -v script >/dev/null; then
	on_terminal() # VARIABLES…: what status writes to a terminal
	{
		env "$@" script -qefc "$scenetty status" /dev/null </dev/null | tr -d '\r'
	}
	escape=$(printf '\033')
	like 'colours on a terminal' "$(on_terminal TERM=xterm)" "*$escape[[]*"
	for no in NO_COLOR=1 TERM=dumb TERM=vt100; do
		check "no colours with $no" sh -c "! env TERM=xterm $no script -qefc \
			'$scenetty status' /dev/null </dev/null | grep -q '$escape'"
	done
else
	for name in 'colours on a terminal' 'no NO_COLOR' 'no dumb' 'no vt100'; do
		ok "$name # SKIP no script(1) here"
	done
fi
finish
