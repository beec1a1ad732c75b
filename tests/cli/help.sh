#!/bin/sh
# What the program says of itself comes from its table.
. "$top_srcdir/tests/cli/lib.sh"

fine 'help' help
sed -n '/^The film/,/^Options/s/^  \([a-z][a-z]*\) .*/\1/p' "$room/out" >"$room/commands"
check 'it lists commands' test "$(grep -c . "$room/commands")" -ge 16
overview=$(cat "$room/out")
like 'and what the board does' "$overview" '*On the board only*  go, open, *take-over*'
is 'each heading stands there once' "$(grep -E '^[A-Z][a-z ]+$' "$room/out" | sort | uniq -d)" ''
for code in 0 1 2 3 4 5 6 129 130 143; do
	like "help explains exit code $code" "$overview" "*
  $code  *"
done
bad=
while read -r command; do
	run help "$command"
	case $code:$(head -n 1 "$room/out") in
	0:"scenetty $command"*) ;;
	*) bad="$bad $command" ;;
	esac
	cp "$room/out" "$room/one"
	run "$command" --help
	cmp -s "$room/out" "$room/one" || bad="$bad $command--help"
done <"$room/commands"
is 'help on every command, in two ways' "$bad" ''
run --help
is '--help is help' "$(cat "$room/out")" "$overview"
fine 'help on fields' help fields
like 'all kinds of fields' "$(cat "$room/out")" \
	'*A scene*  shot *A cast member*  looks *The film*  fps *'
check 'no line is wider than 80' sh -c "! grep -E '^.{81}' '$room/out'"
fine 'help on keys' help keys
for context in board scene text line takes play ledger cast list; do
	check "the keys of $context" grep -q "^$context: " "$room/out"
done
check 'no line is wider than 80' sh -c "! grep -E '^.{81}' '$room/out'"
bad=
for command in $(cat "$room/commands"); do
	grep -qE "(^|[ ,:])$command( |:|\)|\$)" "$room/out" || bad="$bad $command"
done
is 'every command is there, with a key or without' "$bad" ''
fine 'one context alone' help keys play
like 'its keys' "$(cat "$room/out")" '*play: a take or the film is playing*Space *seek pause*'
fails 'no such context' 2 'no context “bord”; did you mean “board”?' help keys bord
fine 'help on what the board does' help go
like 'says so' "$(cat "$room/out")" ':go WHERE*Keys*h, Left*go left (board, takes)*'
fails 'which is no use here' 2 '“go” works on the board only' go first

mkdir -p "$XDG_CONFIG_HOME/scenetty"
printf '%s\n' '# mine' 'board v status' 'board u none' 'bord x undo' 'board gg redo' \
	'board g undo' >"$XDG_CONFIG_HOME/scenetty/keys"
fine 'keys of my own' help keys board
like 'a key' "$(cat "$room/out")" '*  v  *status: *'
like 'what is wrong' "$(cat "$room/err")" "*/config/scenetty/keys:4: no context “bord”; *
*/config/scenetty/keys:6: g is the beginning of gg*"
check 'one that is free' sh -c "! grep -q '^  u ' '$room/out'"
check 'one that is another' grep -q '^  C-r, gg *redo$' "$room/out"
rm "$XDG_CONFIG_HOME/scenetty/keys"

fails 'help on nothing' 2 'no command “genrate”; did you mean “generate”?' help genrate
fine 'version' version
cp "$room/out" "$room/one"
run --version
is '--version is version' "$(cat "$room/out")" "$(cat "$room/one")"

fails 'no command' 2 'no command “stauts”; did you mean “status”?' stauts
fails 'nothing like it' 2 'no command and no film “xyzzy”; *' xyzzy
fails 'no film there' 4 './dance: no film there' ./dance
fails 'no film here' 2 'no film here; *'
fails 'no film for a command' 4 'no film here or in a folder above; *' status
fails 'no such option' 2 'no option --jsno; did you mean --json?' status --jsno
fails 'too many words' 2 'check: “now” is one word too many' check now
fails 'an empty path' 2 'FOLDER is empty; name one' new ''
fails 'an empty path for an option' 2 'FILE is empty; name one' cut -o ''
mkdir stats
fails 'a folder is not meant for a command' 4 'stats: no film there' stats
fails 'nothing in JSON' 2 '“undo” has nothing to say in JSON' undo --json

fine 'the manual page' help --man
is 'dots that man has in every locale' "$(grep -c 'u2026' "$room/out")" 0
if command -v mandoc >/dev/null; then
	is 'mandoc has nothing to say against it' \
		"$(mandoc -T lint -W warning <"$room/out" 2>&1)" ''
	mandoc -T utf8 "$room/out" | col -b >"$room/page"
	bad=
	while read -r command; do
		grep -q "^     $command" "$room/page" || bad="$bad $command"
	done <"$room/commands"
	is 'every command is in it' "$bad" ''
	bad=
	for command in $("$scenetty" help | sed -n '/^On the board/,/^$/{s/,//g;/^  /p;}'); do
		grep -q "^     $command" "$room/page" || bad="$bad $command"
	done
	is 'every command of the board' "$bad" ''
	bad=
	for context in board scene text line takes play ledger cast list; do
		sed -n '/^KEYS/,/^STORYBOARD/p' "$room/page" | grep -q "^   $context$" ||
			bad="$bad $context"
	done
	is 'keys of every context' "$bad" ''
	check 'an example can be copied' grep -qF 'scenetty new kitten --title "The Kitten"' \
		"$room/page"
else
	ok 'mandoc has nothing to say against it # SKIP no mandoc here'
	ok 'every command is in it # SKIP no mandoc here'
	ok 'every command of the board # SKIP no mandoc here'
	ok 'keys of every context # SKIP no mandoc here'
	ok 'an example can be copied # SKIP no mandoc here'
fi
check 'it is ASCII' sh -c "! LC_ALL=C grep -q '[^ -~	]' '$room/out'"

for shell in bash zsh fish; do
	fine "completion for $shell" help --completions $shell
	if command -v $shell >/dev/null; then
		check "$shell can read it" $shell -n "$room/out"
	else
		ok "$shell can read it # SKIP no $shell here"
	fi
done

words() # WORDS…: the candidates for the last of them
{
	"$scenetty" help --complete -- "$@" 2>/dev/null | cut -f 1 | tr '\n' ' '
}
"$scenetty" -q new film || exit 99
fails 'a command behind a film' 2 '*: scenetty -C film generate' film generate
cd film || exit 99
"$scenetty" -q add 'The Match' shot=wide >/dev/null
"$scenetty" -q add 'The Ladder' >/dev/null
"$scenetty" -q add cast:kitten
is 'commands' "$(words und)" 'undo :folders '
is 'all commands' "$(words '' | wc -w)" "$(($(grep -c . "$room/commands") + 1))"
is 'scenes' "$(words circle '')" 'the-match the-ladder '
is 'scenes with another film' "$(cd .. && words -C film circle the-m)" 'the-match '
is 'what can be set' "$(words set '')" 'film the-match the-ladder cast:kitten '
is 'fields of a scene' "$(words set 1 sh)" 'shot= '
is 'fields of the cast' "$(words set cast:kitten '')" \
	'kind= looks= picture= pictogram= states= '
is 'choices' "$(words set 1 shot=ex)" 'shot=extreme-wide shot=extreme-close '
is 'more fields' "$(words set 1 shot=wide an)" 'angle= '
is 'options' "$(words generate --s)" '--stale --seed '
is 'options that were not said' "$(words cut -)" \
	'--output --film --trace --json --quiet --help --version '
is 'a file' "$(words cut -o '')" ':files '
is 'a folder' "$(words -C '')" ':folders '
is 'a shell' "$(words help --completions '')" 'bash zsh fish '
is 'takes' "$(words circle the-match '')" 'none '
is 'nothing for free text' "$(words new film --title '')" ''

if command -v bash >/dev/null; then
	cat >"$room/try.bash" <<-'END'
		eval "$("$1" help --completions bash)"
		try() { # LINE WORDS…
			shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
			_scenetty "$1" "${@: -1}" "${@: -2:1}" 2>/dev/null
			echo "${COMPREPLY[*]}"
		}
		try x "$1" gener
		try x "$1" circle the-l
		try x "$1" status --j
	END
	is 'bash completes' "$(bash "$room/try.bash" "$scenetty" | tr '\n' ' ')" \
		'generate the-ladder --json '
else
	ok 'bash completes # SKIP no bash here'
fi
finish
