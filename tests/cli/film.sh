#!/bin/sh
# Making and changing a film, one command after the other, as somebody would.
. "$top_srcdir/tests/cli/lib.sh"

fine 'new' new kitten --title 'The Kitten' --size 640x360 --fps 25
like 'new says what to do next' "$(cat "$room/err")" '*scenetty -C kitten add*'
check 'new makes film.json' test -f kitten/film.json
is 'title, size and rate are in it' \
	"$("$jsontool" /title /size /fps <kitten/film.json | tr '\n' ' ')" 'The Kitten 640x360 25 '
fails 'new does not touch a film' 3 '*kitten*' new kitten
fine 'new takes the title from the folder' new './another one/'
is 'the last part of it' "$("$jsontool" /title <'another one/film.json')" 'another one'
mkdir -p 'a third' && cd 'a third' || exit 99
"$scenetty" -q new .
cd ..
is 'also of the folder one is in' "$("$jsontool" /title <'a third/film.json')" 'a third'
fails 'new checks before it makes' 3 'size: expected *' new third --size big
check 'nothing was made' test ! -e third

cd kitten || exit 99
fine 'add' add 'The Match' prompt='A kitten finds a match' shot=close
is 'a script gets the id' "$(cat "$room/out")" 'the-match'
fine 'add at the end' add Curtains
fine 'add before' add --before 1 Title
fine 'add after' add Bang --after curtains seconds=2.5
fine 'add without a title' add prompt='Smoke. Nothing else.'
fine 'add with a long prompt' add prompt='A kitten who has never seen the sea'
is 'its first words are the id' "$(cat "$room/out")" a-kitten-who-has-never
"$scenetty" -q undo
is 'the order' "$(ids)" 'title the-match curtains bang smoke-nothing-else'
fine 'add with an id' add 'The Match' --id second
fine 'an id is found when the title is taken' add 'The Match'
is 'the order again' "$(ids)" 'title the-match curtains bang smoke-nothing-else second the-match-2'
fails 'an id is no title' 3 '--id: *' add X --id 'Not A Slug'
fails 'an id is no word of ours' 3 '--id: “film” means *' add X --id film
fails 'an id is unique' 3 '--id: there is a scene “bang” already' add X --id bang
fails 'previous is nobody'\''s id' 3 '--id: *' add X --id previous
fails 'one place at a time' 2 '*exclude*' add X --before 1 --after 1
fails 'before what?' 4 'no scene “curtians”; did you mean “curtains”?' add X --before curtians
fails 'fields of a new scene are checked' 3 'seconds: expected a number *' add X seconds=long
is 'nothing was added' "$(ids)" 'title the-match curtains bang smoke-nothing-else second the-match-2'

fine 'add a cast member' add cast:kitten kind=person looks='small and grey' pictogram=🐱
fails 'not twice' 3 'there is a cast member “kitten” already' add cast:kitten
fails 'a cast name is a slug' 3 "a cast member's name *" add 'cast:The Kitten'
fine 'set a cast member' set cast:kitten looks='small and ginger'
fails 'a cast member who is not there' 4 'no cast member “kiten”; did you mean “kitten”?' \
	set cast:kiten looks=x

fine 'set' set the-match shot=wide seconds=4 mood=-3
is 'what was set' "$("$jsontool" /scenes/1/shot /scenes/1/seconds /scenes/1/mood <film.json |
	tr '\n' ' ')" 'wide 4 -3 '
fine 'set several' set 2-4,smoke-nothing-else light=night
is 'one undo for all of them' "$(cat "$room/err")" 'set light of 4 scenes'
fine 'undo' undo
like 'undo says what' "$(cat "$room/err")" 'undid: set light of 4 scenes'
check 'and it is undone' sh -c '! grep -q night film.json'
fine 'redo' redo
is 'redo says what' "$(cat "$room/err")" 'did again: set light of 4 scenes'
is 'four again' "$(grep -c night film.json)" 4
fine 'none clears' set 2-4,smoke-nothing-else light=none
check 'cleared' sh -c '! grep -q night film.json'
fine 'the film'\''s own fields' set film fps=24 style='watercolour, soft'
is 'the rate' "$("$jsontool" /fps <film.json)" 24
printf 'line one\nline two\n' >prompt.txt
"$scenetty" set bang prompt=- <prompt.txt 2>"$room/err"
is 'a value from stdin' $? 0
is 'its lines' "$("$jsontool" /scenes/3/prompt/0 /scenes/3/prompt/1 <film.json | tr '\n' '|')" \
	'line one|line two|'
chmod 640 film.json
fails 'a trace goes into no other file' 3 'the trace film.json must be *' --trace film.json status
is 'nor are its permissions changed' "$(stat -c %a film.json)" 640
fails 'nothing from stdin empties no field' 3 'nothing came from stdin; *' set bang prompt=-
fails 'stdin once' 2 'only one value *' set bang prompt=- notes=-
fails 'no such scene' 4 'no scene “bagn”; did you mean “bang”?' set bagn shot=wide
fails 'no such position' 4 'no scene 8: the film has 7' set 8 shot=wide
fails 'no such field' 2 'scenes have no field “promt”; did you mean “prompt”?' set 1 promt=x
fails 'no value' 2 'expected FIELD=VALUE, found “wide”' set 1 wide
fails 'too large a number' 3 'mood: expected a number from -5 to 5*' set 1 mood=9
fails 'an id stays' 2 'id is not changed by hand' set 1 id=x
before=$(sha256sum <film.json)
fails 'all or nothing' 3 'mood: *' set 1 shot=wide mood=9
is 'film.json is as it was' "$(sha256sum <film.json)" "$before"

fine 'move to a position' move bang 1
is 'it is first' "$(ids)" 'bang title the-match curtains smoke-nothing-else second the-match-2'
fine 'move behind' move bang --after second
is 'it is there' "$(ids)" 'title the-match curtains smoke-nothing-else second bang the-match-2'
fine 'move before' move second --before title
is 'it is first too' "$(ids)" 'second title the-match curtains smoke-nothing-else bang the-match-2'
fine 'move to where it is' move second 1
fails 'move nowhere' 2 'where to?*' move second
fails 'move too far' 4 'no position 9: *' move second 9
fails 'move to a word' 2 'expected a position *' move second before
fails 'move by a word' 2 'expected how many places*' move 1 later far

fine 'rm' rm second the-match-2
is 'they are gone' "$(ids)" 'title the-match curtains smoke-nothing-else bang'
fine 'rm a cast member' rm cast:kitten
check 'it is gone' sh -c '! grep -q ginger film.json'
fine 'undo several' undo 2
is 'they are back' "$(ids)" 'second title the-match curtains smoke-nothing-else bang the-match-2'
fine 'redo several' redo 2
is 'they are gone again' "$(ids)" 'title the-match curtains smoke-nothing-else bang'
fails 'nothing to redo' 4 'nothing to redo' redo
fails 'undo how often?' 2 'expected how many times, found “some”' undo some
fine 'undo everything' undo 1000
is 'the first film' "$("$jsontool" /scenes <film.json)" '#0'
fails 'nothing to undo' 4 'nothing to undo' undo
fine 'redo everything' redo 1000
is 'the last film' "$(ids)" 'title the-match curtains smoke-nothing-else bang'

mkdir -p deep/down && cd deep/down || exit 99
run status
like 'the nearest film above is found' "$(cat "$room/out")" 'The Kitten*'
cd "$room/work" || exit 99
fine '-C names the film' -C kitten status
fine '-C names film.json' -C kitten/film.json status
fine '-C behind the command' status -C kitten
fine 'a film alone' kitten
like 'shows its status' "$(cat "$room/out")" 'The Kitten*'
fine 'film.json alone' kitten/film.json
mkdir status && cp kitten/film.json status/ && cp kitten/film.json .
sed 's/The Kitten/Another/' kitten/film.json >film.json
run status
like 'a command wins' "$(cat "$room/out")" 'Another*'
run ./status
like 'a path is a film' "$(cat "$room/out")" 'The Kitten*'
finish
