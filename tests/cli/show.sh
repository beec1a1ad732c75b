#!/bin/sh
# show: text, pictures, the sheet, JSON with what is staged.
. "$top_srcdir/tests/cli/lib.sh"

"$scenetty" -q new film --size 256x144 && cd film || exit 99
fine 'nothing to show' show
like 'says so' "$(cat "$room/err")" 'no scenes yet*'
"$scenetty" -q add 'The Match' seconds=0.5 shot=close prompt='A kitten plays with matches.
The kitchen is dark.' >/dev/null
"$scenetty" -q add 'Curtains' seconds=0.5 prompt='The curtains burn' >/dev/null

fine 'a scene' show 1
like 'its head' "$(head -n 1 "$room/out")" '1 the-match  The Match  0.5 s  missing'
like 'its fields' "$(cat "$room/out")" \
	'*prompt      A kitten plays with matches.
              The kitchen is dark.*seconds     0.5 s*shot        close*'
fine 'all scenes' show
is 'both' "$(grep -c '^[12] ' "$room/out")" 2
"$scenetty" -q set 2 'transition=dissolve 0.5' start=previous end=refs/a.png
fine 'the short forms' show 2
check 'as they are typed, in line' sh -c "
	grep -qx '  transition  dissolve 0.5 s' '$room/out' &&
	grep -qx '  start       previous' '$room/out' && grep -qx '  end         refs/a.png' '$room/out'"
"$scenetty" -q undo
fine 'as JSON' show the-match --json
is 'what it says' "$(json /scene/id /position /seconds /state /takes | tr '\n' ' ')" \
	'the-match 1 0.5 missing #0 '
is 'what is staged, and from which word' \
	"$(json /stage/0/word /stage/0/pictogram | tr '\n' ' ')" 'kitten 🐱 '
fine 'all as JSON' show --json
is 'their ids' "$(json /scenes/0/id /scenes/1/id | tr '\n' ' ')" 'the-match curtains '

"$scenetty" -q generate 1
fine 'a picture' show 1 --size 40x10
check 'it has rows' test "$(grep -c '' "$room/out")" -ge 10
check 'no escapes where there is no terminal' sh -c "! grep -q '$(printf '\033')' '$room/out'"
fine 'a take' show 1 --take 1 --size 20x5
fails 'no such take' 4 'the-match has no take t009; *' show 1 --take 9
fine 'the sheet' show --size 60x5
like 'two cards side by side' "$(head -n 1 "$room/out")" '1 the-match  *2 curtains  * missing'
like 'one without a take' "$(cat "$room/out")" '*(no take yet)*'
check 'no wider than asked' sh -c "! grep -E '^.{61}' '$room/out'"
LC_ALL=C
run show --size 60x5
check 'ASCII without UTF-8' sh -c "! LC_ALL=C grep -q '[^ -~]' '$room/out'"
LC_ALL=C.UTF-8

if command -v script >/dev/null; then
	escape=$(printf '\033')
	on_terminal() # VARIABLE…: the sheet on a terminal
	{
		env "$@" script -qefc "stty cols 80 rows 24; $scenetty show" /dev/null </dev/null
	}
	like '256 colours' "$(on_terminal TERM=xterm-256color)" "*$escape[[]*8;5;*"
	like 'true colour' "$(on_terminal TERM=xterm-256color COLORTERM=truecolor)" \
		"*$escape[[]*8;2;*"
	linux=$(on_terminal TERM=linux)
	like '16 colours' "$linux" "*$escape[[]0;*"
	check 'no more than 16' sh -c "! printf '%s' '$linux' | grep -q '8;[25];'"
	check 'none' sh -c "! TERM=xterm NO_COLOR=1 script -qefc '$scenetty show' /dev/null \
		</dev/null | grep -q '$escape'"
else
	for name in '256 colours' 'true colour' '16 colours' 'no more than 16' 'none'; do
		ok "$name # SKIP no script(1) here"
	done
fi

printf 'not a film' >takes/the-match/t001.mp4
fails 'a clip that is none' 1 'takes/the-match/t001.mp4: *' show 1 --size 20x5
like 'the text is there all the same' "$(cat "$room/out")" '*prompt *'
fails 'nor on the sheet' 1 'takes/the-match/t001.mp4: *' show --size 60x5
like 'the rest is there' "$(cat "$room/out")" '*2 curtains*'
fine 'check does not read clips' check
fails 'unless it is told to' 3 '1 error found' check --deep
like 'and says which' "$(cat "$room/out")" 'takes/the-match/t001.mp4: *'
fails 'check in JSON' 3 '1 error found' check --deep --json
is 'one' "$(json /errors /found/0/kind | tr '\n' ' ')" '1 error '
finish
