#!/bin/sh
# What a model is told of a scene, and where each part of it comes from.
. "$top_srcdir/tests/cli/lib.sh"

pieces() # from and name of each
{
	i=0 list=
	while from=$(json "/pieces/$i/from") && [ -n "$from" ]; do
		list="$list${list:+ }$from$(json "/pieces/$i/name" | sed 's/^/:/')"
		i=$((i + 1))
	done
	echo "$list"
}

mkdir -p "$XDG_CONFIG_HOME/scenetty/providers"
cat >"$XDG_CONFIG_HOME/scenetty/providers/mine.json" <<'END'
{"like": "openai-compatible", "base": ["http://127.0.0.1:1/v1"]}
END
"$scenetty" -q new film --size 256x144 && cd film || exit 99
mkdir refs
printf '\211PNG' >refs/cat.png
"$scenetty" -q set film style='16mm film' avoid=text
"$scenetty" -q add cast:cat looks='small and grey' states='{"wet":"dripping"}' \
	picture='{"file":"refs/cat.png"}'
"$scenetty" -q add cast:dog kind=person \
	looks='A very old dog. It has seen everything, and sleeps through most of it.'
"$scenetty" -q add One prompt='@cat meets @dog. Then it rains: @cat:wet runs, @cat' shot=close \
	lens=35mm seconds=4 >/dev/null
"$scenetty" -q set one start=refs/cat.png
fine 'of the animatic' prompt one
like 'it says that it stages the words' "$(cat "$room/out")" '*stages the scene*'
like 'and what it draws upon' "$(tail -n 1 "$room/out")" '*start*refs/cat.png'
"$scenetty" -q set one start=refs/dog.png
run prompt one
like 'or that it is not there' "$(tail -n 2 "$room/out")" '*the start frame: *refs/dog.png: No such file*another*'
fine 'check sees it' check
like 'and says whose it is' "$(cat "$room/out")" 'scene “one”, start: *refs/dog.png: No such file*'
"$scenetty" -q set one start=none
"$scenetty" -q set film provider=mine
fine 'of a service' prompt 1 --json
is 'where each part is from' "$(pieces)" \
	'cast:cat prompt cast:dog prompt cast:cat:wet prompt cast:cat prompt cast:dog shot lens style avoid'
like 'what has no field goes into the prompt' "$(json /prompt)" \
	'Cat (small and grey) meets Dog. Then it rains: cat (dripping) runs, cat. Dog: *. Close-up, 35mm lens. Style: 16mm film. Avoid: text.'
is 'what has one goes there' "$(json /fields/seconds /fields/size /fields/prompt)" '4
256x144'
is 'a picture it does not take' "$(json /left_out/0)" 'the picture of cat'
"$scenetty" -q set one end='{"file":"refs/cat.png"}'
fine 'what it can’t do' prompt one
like 'is said' "$(tail -n 2 "$room/out")" '*takes no end frame*'
"$scenetty" -q set one end=none start='{"file":"refs/cat.png"}'
fine 'a picture that goes along' prompt one
like 'is named' "$(cat "$room/out")" '*Pictures*start *refs/cat.png*not told*the picture of cat*'
fails 'no such scene' '*' '*' prompt nobody
finish
