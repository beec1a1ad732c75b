#!/bin/sh
# The cast: listed, renamed.
. "$top_srcdir/tests/cli/lib.sh"

"$scenetty" new kitten >/dev/null 2>&1
cd kitten || exit 99
fine 'no cast' cast
like 'what to do' "$(cat "$room/err")" 'no cast yet*'
"$scenetty" add cast:girl kind=person looks='a girl of six' >/dev/null 2>&1
"$scenetty" add cast:kitten kind=person looks='small and grey' pictogram=🐱 \
	states='{"wet":"fur soaked","fireman":"in a tiny uniform"}' >/dev/null 2>&1
"$scenetty" add One prompt='@kitten:wet looks at @girl. @Kitten smiles; kitten, x@kitten.org' \
	>/dev/null 2>&1
"$scenetty" add Two prompt='The @kitten-2 and @girl' >/dev/null 2>&1
"$scenetty" add Three >/dev/null 2>&1
fine 'cast' cast
check 'a row' grep -q '^ *kitten *🐱 *person *1 *wet, fireman *small and grey' "$room/out"
fine 'in JSON' cast --json
is 'its scenes' "$(json /cast/0/name /cast/0/scenes/0 /cast/0/scenes/1 /cast/1/scenes |
	tr '\n' ' ')" 'girl one two #1 '
before=$(sha256sum <film.json)
fine 'rename' rename cast:kitten cat
is 'how often' "$(cat "$room/err")" 'rename kitten to cat, in 1 scene'
is 'the prompt' "$("$jsontool" /scenes/0/prompt <film.json)" \
	'@cat:wet looks at @girl. @cat smiles; kitten, x@kitten.org'
is 'somebody else' "$("$jsontool" /scenes/1/prompt <film.json)" 'The @kitten-2 and @girl'
is 'the place in the cast, and the rest' "$("$jsontool" /cast/1/name /cast/1/states/wet \
	/cast/1/pictogram <film.json | tr '\n' ' ')" 'cat fur soaked 🐱 '
fine 'one step' undo
is 'undone' "$(sha256sum <film.json)" "$before"
fine 'to its own name' rename cast:kitten kitten
is 'nothing changed' "$(sha256sum <film.json)" "$before"
fails 'a name that is taken' 3 'there is a cast member “girl” already' rename cast:kitten girl
fails 'no name' 3 "a cast member's name *" rename cast:kitten 'The Cat'
fails 'nobody' 4 'no cast member “kiten”; did you mean “kitten”?' rename cast:kiten cat
fails 'a scene' 2 'only members of the cast*' rename one cat
finish
