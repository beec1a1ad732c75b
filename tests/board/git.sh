# What git does to film.json beneath an open board, and what it left there before.
. "$top_srcdir/tests/board/lib.sh"
command -v git >/dev/null || { echo "1..0 # SKIP no git here"; exit 0; }
TERM=xterm-256color; export TERM
unset TMUX STY LINES COLUMNS
film=$room/film board=
trap '[ -z "$board" ] || kill $board 2>/dev/null; rm -rf "$room"' EXIT

in_git()
{
	git -C "$film" -c user.name=n -c user.email=e -c init.defaultBranch=main "$@" \
		>"$room/git" 2>&1
}

# usage: opens <FILE: a board that does as the lines say
opens()
{
	"$top_builddir/tests/ui/ptyrun" -s 120x40 "$top_builddir/scenetty" "$film" >>"$room/out" 2>&1
}

# usage: does NAME LINE…: what the open board is told; a line that prints says it is done
does()
{
	name=$1
	shift
	printf '%s\n' "$@" modes >&3
	until [ -s "$room/out" ] || ! kill -0 $board 2>/dev/null; do
		sleep 0.02
	done
	grep -q '^7 25\|^1 7' "$room/out"
	status=$?
	[ $status = 0 ] || sed 's/^/# /' "$room/out"
	: >"$room/out"
	result "$name" $status
	[ $status = 0 ] || { finish; exit 1; }
}

in_film()
{
	grep -qF -- "$1" "$film/film.json"
}

make_film "$film"
in_git init
in_git add film.json
in_git commit -m first
in_git checkout -b other
scenetty -C "$film" -q set 1 light=night
scenetty -C "$film" -q set 3 prompt="The glass falls and falls."
in_git commit -am other
in_git checkout main
mkfifo "$room/script"
opens <"$room/script" &
board=$!
exec 3>"$room/script"
does 'opens' 'wait t001 of 1' 'wait dawn'

in_git checkout other
does 'another branch' 'wait night'
in_git checkout main
does 'and back' 'wait dawn'

# Another scene is changed on the board, which saves it, and that is put away.
does 'a change' 'keys l' 'wait A sail, far out' 'keys e' 'wait set .' 'keys light=fog\r' 'wait fog' \
	'keys :write\r' 'wait saved'
in_git stash
does 'put away' 'gone fog'
in_git stash pop
does 'and brought back' 'wait fog'
in_git commit -am mine
in_git merge other
does 'a merge: the other scene is as the other has it' 'keys 3G' 'wait falls and falls'
in_film '"light": "fog"' && in_film '"light": "night"'
result 'and both are in film.json' $?

# Both change the same: git leaves its signs in the file.
in_git checkout other
in_git checkout main
in_git reset --hard HEAD~1
does 'before the merge' 'wait frowns'
does 'the same prompt' 'keys e' 'wait set .' 'keys prompt=Mine.\r' 'wait Mine.' 'keys :write\r' 'wait saved'
in_git commit -am again
in_git merge other
does 'a conflict is told' 'wait film.json:42: git could not merge this'
does 'what is done here meanwhile' 'keys e' 'wait set .' 'keys mood=-4\r' 'wait -4'
in_film '<<<<<<<' && ! in_film '"mood": -4'
result 'is not written over it' $?
does 'leaving asks' 'keys q' 'wait Leave all the same?' 'keys n' 'gone Leave all the same?'
in_git checkout --theirs film.json
does 'solved: theirs comes in' 'wait falls and falls' 'wait -4' 'keys :write\r' 'wait saved'
in_film '"mood": -4' && in_film 'falls and falls'
result 'and what was done here is saved' $?

echo 'keys q' >&3
echo end >&3
exec 3>&-
wait $board
board=
grep -qx 'exit 0' "$room/out"
result 'leaves' $?
in_git commit -am third
in_git checkout other
scenetty -C "$film" -q set 2 prompt="Other"
in_git commit -am fourth
in_git checkout main
scenetty -C "$film" -q set 2 prompt="Main"
in_git commit -am fifth
in_git merge other
"$top_builddir/tests/ui/ptyrun" "$top_builddir/scenetty" "$film" >"$room/out" 2>&1 <<'END2'
wait git could not merge this
end
tty
END2
[ "$(cat "$room/out")" = 'exit 3
cooked' ]
result 'a film that is in conflict is not opened' $?
finish
