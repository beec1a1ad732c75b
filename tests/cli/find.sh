#!/bin/sh
# Finding and replacing texts.
. "$top_srcdir/tests/cli/lib.sh"

"$scenetty" new kitten >/dev/null 2>&1
cd kitten || exit 99
"$scenetty" add 'The Kitten' --id one prompt='A kitten finds a match. The kitten smiles.' \
	>/dev/null 2>&1
"$scenetty" add 'Été' --id two prompt='Un chaton. KITTEN!' notes='no kitten here' >/dev/null 2>&1
"$scenetty" add Three --id three dialogue='Who is it?' >/dev/null 2>&1
fine 'find' find kitten
is 'how often' "$(cat "$room/err")" '5 places in 2 scenes'
check 'where' grep -q '1 *one *prompt *A kitten finds' "$room/out"
fine 'find in a field' find kitten --field notes,title
is 'in two' "$(grep -c kitten "$room/out")" 1
fine 'capitals count' find KITTEN --case --json
is 'one' "$(json /found)" '#1'
is 'its place' "$(json /found/0/position /found/0/scene /found/0/field /found/0/places \
	/found/0/excerpt | tr '\n' '|')" '2|two|prompt|1|Un chaton. KITTEN!|'
fine 'several words' find finds a match
is 'as one text' "$(cat "$room/err")" '1 place in 1 scene'
fine 'accents do not' find ete
check 'found' grep -q Été "$room/out"
fine 'in some scenes' find kitten --in 2-3 --json
is 'two fields' "$(json /found)" '#2'
fine 'nowhere' find dragon
is 'said' "$(cat "$room/err")" '“dragon” stands nowhere'
fails 'nothing' 2 'find what?*' find ''
fails 'no such field' 2 'scenes have no field “promt”; did you mean “prompt”?' find x -f promt
fails 'no text' 2 '“seconds” is no field with a text' find x -f seconds

before=$(sha256sum <film.json)
fine 'a preview' replace kitten cat --dry-run
is 'of each place' "$(head -n 1 "$room/out")" \
	'one prompt: A [kitten → cat] finds a match. The kitten smile…'
is 'as many' "$(grep -c → "$room/out")" 3
is 'what it would do' "$(cat "$room/err")" 'would replace “kitten” by “cat”, 3 times in 2 scenes'
is 'it changed nothing' "$(sha256sum <film.json)" "$before"
fine 'a preview in JSON' replace kitten cat 1 --dry-run --json
is 'before and after' "$(json /changes/0/after)" 'A cat finds a match. The cat smiles.'
fine 'replace' replace kitten cat
is 'what it did' "$(cat "$room/err")" 'replace “kitten” by “cat”, 3 times in 2 scenes'
is 'the prompts' "$("$jsontool" /scenes/0/prompt /scenes/1/prompt <film.json | tr '\n' '|')" \
	'A cat finds a match. The cat smiles.|Un chaton. cat!|'
is 'nothing else' "$("$jsontool" /scenes/1/notes <film.json)" 'no kitten here'
fine 'one step' undo
is 'undone' "$(sha256sum <film.json)" "$before"
fine 'with case, in fields' replace kitten cat --case -f notes,prompt
is 'capitals stay' "$("$jsontool" /scenes/1/prompt /scenes/1/notes <film.json | tr '\n' '|')" \
	'Un chaton. KITTEN!|no cat here|'
fine 'by nothing' replace ' here' '' -f notes
is 'it is gone' "$("$jsontool" /scenes/1/notes <film.json)" 'no cat'
fine 'nothing to replace' replace dragon cat
is 'said so' "$(cat "$room/err")" '“dragon” stands nowhere in what was looked through'
fails 'replace nothing' 2 'replace what?*' replace '' x
fails 'an id stays' 3 '*id: *' replace one two -f id
finish
