#!/bin/sh
# Commands for many scenes at once, each one step of the history.
. "$top_srcdir/tests/cli/lib.sh"

undoes() # NAME WORDS…: one undo gives the bytes back, redo the new ones
{
	name=$1
	shift
	before=$(sha256sum <film.json)
	fine "$name" "$@"
	said=$(grep -v '^scenetty: ' "$room/err" | head -n 1) printed=$(cat "$room/out")
	after=$(sha256sum <film.json)
	"$scenetty" undo >/dev/null 2>&1
	is "$name: undone" "$(sha256sum <film.json)" "$before"
	"$scenetty" redo >/dev/null 2>&1
	is "$name: done again" "$(sha256sum <film.json)" "$after"
}

"$scenetty" new kitten >/dev/null 2>&1
cd kitten || exit 99
for id in a b c d e f; do
	"$scenetty" add "Scene $id" --id "$id" prompt="The prompt of $id." >/dev/null 2>&1
done
is 'six scenes' "$(ids)" 'a b c d e f'

undoes 'several to a position' move b,d 4
is 'they stand side by side' "$(ids)" 'a c e b d f'
is 'it says so' "$said" 'move 2 scenes'
undoes 'several to the beginning' move d,f 1
is 'in their order' "$(ids)" 'd f a c e b'
undoes 'several to the end' move d,a 5
is 'at the end' "$(ids)" 'f c e b d a'
undoes 'several before one' move a,b --before f
is 'before it' "$(ids)" 'b a f c e d'
undoes 'before one of them' move f,e --before f
is 'gathered there' "$(ids)" 'b a f e c d'
undoes 'after one of them' move b,c --after c
is 'gathered there too' "$(ids)" 'a f e b c d'
undoes 'later' move a later
is 'one place' "$(ids)" 'f a e b c d'
undoes 'several later' move f,e later
is 'each by one place' "$(ids)" 'a f b e c d'
undoes 'farther than there is' move b,e later 9
is 'up to the end' "$(ids)" 'a f c d b e'
undoes 'earlier' move c,d,e earlier 2
is 'earlier by two' "$(ids)" 'c d a e f b'
fine 'to where they are' move c,d earlier 7
is 'nothing moved' "$(ids)" 'c d a e f b'
fails 'neither here nor there' 2 'a position or an option, not both' move a 1 --after b
fails 'two options' 2 '*exclude*' move a --before b --after c

put_take . a t001 5
"$scenetty" set a circled=t001 seed=7 notes=mine >/dev/null 2>&1
undoes 'duplicate' duplicate a
is 'the new id' "$printed" 'scene-a'
is 'behind the original' "$(ids)" 'c d a scene-a e f b'
is 'what is copied' "$("$jsontool" /scenes/3/title /scenes/3/seed /scenes/3/notes <film.json |
	tr '\n' ' ')" 'Scene a 7 mine '
check 'no take is' sh -c '[ "$(grep -c t001 film.json)" -eq 1 ]'
undoes 'duplicate several' duplicate c,d e
is 'behind the last of them' "$(ids)" 'c d a scene-a e scene-c scene-d scene-e f b'
is 'it says how many' "$said" 'duplicate 3 scenes'
fails 'duplicate nobody' 4 'no scene “x”*' duplicate x
"$scenetty" rm scene-a,scene-c,scene-d,scene-e >/dev/null 2>&1

"$scenetty" set d start=c/last end=e@1.5 >/dev/null 2>&1
undoes 'duplicate those that belong together' duplicate c,d
is 'the copies refer to each other, where both were copied' \
	"$("$jsontool" /scenes/3/start /scenes/3/end <film.json | tr '\n' ' ')" 'scene-c/last e@1.5 '
"$scenetty" undo 2 >/dev/null 2>&1

undoes 'group' group 'Act one' c,d a
is 'they are in it' "$(grep -c '"group": "Act one"' film.json)" 3
undoes 'out of the group' group none d
is 'two are left' "$(grep -c '"group": "Act one"' film.json)" 2

"$scenetty" set e prompt='A kitten finds a match. It burns. The curtains catch fire!' seconds=6 \
	start=previous end=a/last transition=dissolve shot=wide >/dev/null 2>&1
undoes 'split at a sentence' split e
is 'two scenes' "$(ids)" 'c d a e scene-e f b'
is 'the first part' "$("$jsontool" /scenes/3/prompt /scenes/3/seconds /scenes/3/start <film.json |
	tr '\n' ' ')" 'A kitten finds a match. It burns. 3.5 previous '
is 'the second part' "$("$jsontool" /scenes/4/title /scenes/4/prompt /scenes/4/seconds \
	/scenes/4/end /scenes/4/shot /scenes/4/transition/kind <film.json | tr '\n' ' ')" \
	'Scene e (2) The curtains catch fire! 2.5 a/last wide dissolve '
undoes 'join them again' join e scene-e
is 'one scene' "$(ids)" 'c d a e f b'
is 'as it was, but for a paragraph' "$("$jsontool" /scenes/3/prompt/0 /scenes/3/prompt/2 \
	/scenes/3/seconds /scenes/3/end /scenes/3/transition/kind <film.json | tr '\n' '|')" \
	'A kitten finds a match. It burns.|The curtains catch fire!|6|a/last|dissolve|'
undoes 'split at a blank line' split e
is 'there' "$("$jsontool" /scenes/4/prompt <film.json)" 'The curtains catch fire!'
undoes 'split at words' split e 'It burns'
is 'before them' "$("$jsontool" /scenes/4/prompt <film.json)" 'It burns.'
undoes 'split at a character' split f 4
is 'behind it' "$("$jsontool" /scenes/6/prompt /scenes/7/prompt <film.json | tr '\n' '|')" \
	'The|prompt of f.|'
fails 'no such words' 4 'the prompt of f has no “It”*' split f It
fails 'nothing before' 2 'nothing of f*before that place' split f 0
fails 'nothing behind' 2 'nothing of f*behind that place' split f 3
fails 'beyond the end' 4 'the prompt of f has no*' split f 300
fails 'one sentence' 2 'the prompt of b is one sentence*' split b
"$scenetty" add Empty --id empty >/dev/null 2>&1
fails 'no prompt' 3 'empty has no prompt*' split empty
"$scenetty" set b notes=lost dialogue=Miau >/dev/null 2>&1
undoes 'join with the next' join f
undoes 'join several' join d,a,b
is 'the rest' "$(ids)" 'c d e scene-e-2 scene-e f empty'
"$scenetty" undo >/dev/null 2>&1
run join d,b
like 'what is lost is said' "$(cat "$room/err")" '*not kept: title, dialogue, notes of b; undo*'
stood=$(ids)
printf 'INT. BUS - NIGHT\n\nRain.\n\n# Two\nEXT. ROAD\nShe walks.\n' >"$room/script.txt"
undoes 'a script' script "$room/script.txt" --before 1
is 'its scenes stand there' "$(ids)" "int-bus-night ext-road $stood"
is 'their ids are printed' "$printed" 'int-bus-night
ext-road'
like 'with their titles and group' "$("$scenetty" show ext-road --json)" '*"title": "EXT. ROAD"*"group": "Two"*'
printf 'Rain.\0She walks.\n' >"$room/script.txt"
fails 'a script that is no text' 3 '*script.txt: a text has no NUL bytes' script "$room/script.txt"
printf '\357\273\277INT. CAR\nShe drives.\n' >"$room/script.txt"
fine 'a script with a mark before it' script "$room/script.txt"
is 'has its title' "$(cat "$room/out")" int-car
"$scenetty" -q undo
printf 'Two shots.\n\n1. Rain.\n2. She walks.\n' | "$scenetty" script - >"$room/out" 2>"$room/err"
is 'a script from stdin' "$(wc -l <"$room/out")" 3
"$scenetty" -q undo
fails 'none from there' 3 'nothing came from stdin; *' script -
fails 'a script of nothing' 3 'nothing is written there' script --text ' '
fails 'no script' 2 'it takes a file, or --text TEXT' script
fails 'join the last' 2 'nothing stands behind empty*' join empty

# Groups: what is put into one is of it.
groups() # the group of each scene, in their order
{
	"$jsontool" /scenes/0/group /scenes/1/group /scenes/2/group /scenes/3/group \
		/scenes/4/group /scenes/5/group <film.json | tr '\n' ' '
}
cd "$room" && "$scenetty" new groups >/dev/null 2>&1 && cd groups || exit 99
for id in a:I b:I c:II d:II e:II; do
	"$scenetty" add --id "${id%:*}" group="${id#*:}" >/dev/null 2>&1
done
undoes 'add beside' add --id x --before b
is 'in its group' "$(groups)" 'I I I II II II '
undoes 'move to where two groups meet' move x later
is 'it stays in its own' "$(groups)" 'I I I II II II '
undoes 'move into another one' move x later
is 'it is of that' "$(groups)" 'I I II II II II '
"$scenetty" copy a >/dev/null 2>&1
undoes 'put into one' put --after c
is 'it is of that, too' "$(groups)" 'I I II II II II '
"$scenetty" undo >/dev/null 2>&1
undoes 'move all of a group into another' move a,b 3
is 'they keep it' "$(ids) $(groups)" 'c x a b d e II II I I II II '
finish
