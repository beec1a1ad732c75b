#!/bin/sh
# Programs of the user's that make clips: what they are told, how they end, and that no
# film starts one.
. "$top_srcdir/tests/cli/lib.sh"
providers=$XDG_CONFIG_HOME/scenetty/providers
mkdir -p "$providers" "$room/bin"

program() # TEXT: what the program does
{
	printf '#!/bin/sh\n%s\n' "$1" >"$room/bin/makeclip"
	chmod +x "$room/bin/makeclip"
}

provider() # NAME MEMBERS
{
	printf '{"like": "command", %s}\n' "$2" >"$providers/$1.json"
}

is_gone() # PID
{
	case $(cat "/proc/$1/stat" 2>/dev/null) in
	'' | *') Z '*) return 0 ;;
	*) return 1 ;;
	esac
}

newest() # state and error of the newest job
{
	"$scenetty" jobs --json >"$room/out" 2>/dev/null
	echo "$(json /jobs/0/state): $(json /jobs/0/error)"
}

"$scenetty" -q new film --size 256x144 && cd film || exit 99
"$scenetty" -q add One seconds=0.5 prompt='A {kitten}' avoid=text >/dev/null
"$scenetty" -q generate
SECRET=s3cret CLIP=$PWD/takes/one/t001.mp4 SAW=$room/saw
export SECRET CLIP SAW
mkdir refs "$SAW"
ffmpeg -nostdin -v error -f lavfi -i color=red:s=256x144 -frames:v 1 refs/a.png || exit 99
"$scenetty" -q set one start='{"file":"refs/a.png"}' seed=7
"$scenetty" -q set film provider=mine

ulimit -S -c "$(ulimit -H -c)"
program 'cat >"$SAW/stdin"; env >"$SAW/env"; ulimit -c >"$SAW/core"; cp "$SCENETTY_START" "$SAW/start.png"; pwd >"$SAW/pwd"
echo 50%; echo progress 9/12 frames; cp "$CLIP" "$SCENETTY_OUTPUT"; touch rest'
provider mine '"run": ["../../../bin/makeclip", "--fast"]'
fine 'a clip from a program' generate one
cp "$SAW/stdin" "$room/out"
is 'which is told of the scene' "$(json /prompt)|$(json /avoid)|$(json /seconds)|$(json /frames)|$(json \
	/width)x$(json /height)|$(json /seed)|$(json /scene)|$(json /recipe/prompt)" \
	'A {kitten}.|text|0.5|12|256x144|7|one|A {kitten}'
is 'in variables too' "$(grep -c -e '^SCENETTY_PROMPT=A {kitten}\.$' -e '^SCENETTY_SECONDS=0\.5$' \
	-e '^SCENETTY_FRAMES=12$' -e '^SCENETTY_WIDTH=256$' -e '^SCENETTY_SEED=7$' \
	-e '^SCENETTY_SCENE=one$' -e '^SECRET=s3cret$' "$SAW/env")" 7
is 'a crash of anybody leaves no file with them' "$(cat "$SAW/core")" 0
like 'with the frame it starts with' "$(json /start) $(head -c 4 "$SAW/start.png" | tr -d '\211')" \
	"$(cat "$SAW/pwd")/start.png PNG"
is 'in a folder of its own, which is gone' "$(ls -A .scenetty/tmp)" ''
check 'the clip is whole' cmp "$CLIP" takes/one/t002.mp4
like 'its recipe says who made it, and no more' "$(cat takes/one/t002.json)" \
	'*"cost": 0*"program": "makeclip"*'
is 'but no secrets' "$(grep -rl -e s3cret -e --fast takes "$XDG_STATE_HOME")" ''

program 'printf "no  such\n\033[31mmodel\n" >&2; exit 3'
fails 'one that fails says why' '*' '*mine: makeclip ended with status 3; it said: no  such | ^\[\[31mmodel*' \
	generate one
program 'kill -9 $$'
fails 'one that is killed' '*' '*makeclip was ended by signal 9 (Killed)*' generate one
program ':'
fails 'one that makes nothing' '*' '*makeclip ended well, but wrote no clip to $SCENETTY_OUTPUT*' \
	generate one
program 'echo no clip >"$SCENETTY_OUTPUT"'
fails 'what is no clip' '*' '*' generate one
program 'ln -s "$CLIP" "$SCENETTY_OUTPUT"'
fails 'a link is no clip' '*' '*wrote no clip*' generate one
program 'ln "$CLIP" "$SCENETTY_OUTPUT"'
fails 'nor a second name' '*' '*is a link to another file*' generate one
program 'sleep 1000'
provider mine '"run": ["../../../bin/makeclip"], "wait": {"silence": 0.05}'
fails 'one that says nothing' '*' '*makeclip said nothing for 0.05 s and was stopped*' generate one
program 'while :; do echo 1%; done'
provider mine '"run": ["../../../bin/makeclip"], "wait": {"deadline": 0.1}'
fails 'one that never ends' '*' '*makeclip took longer than 0.1 s and was stopped*' generate one
provider mine '"run": ["../../../bin/nowhere"]'
fails 'none at all' '*' "*nowhere ended with status 127; it said: /*/bin/nowhere can't be run: No such file or*" \
	generate one
provider mine '"run": "cp \"$CLIP\" \"$SCENETTY_OUTPUT\""'
fine 'a line for the shell' generate one
provider mine '"run": ["../../../bin/nowhere"], "models": {"slow": {"seconds": [5]}}'
"$scenetty" -q set one model=slow
fails 'what its model does not make' '*' '*slow makes clips of 5 s, not of 0.5*' generate one
"$scenetty" -q set one model=none

program 'echo $$ >"$SAW/pid"; sleep 1000 & echo $! >>"$SAW/pid"; echo 10%; wait'
provider mine '"run": ["../../../bin/makeclip"]'
began() # in the background: $pid, and the program's pids in $saw
{
	rm -f "$SAW/pid"
	"$scenetty" -q generate one --yes >"$room/begun" 2>&1 &
	pid=$!
	wait_for eval '[ "$(wc -l <"$SAW/pid")" -eq 2 ]'
	saw=$(cat "$SAW/pid")
}
began
kill -TERM $pid
wait $pid
like 'SIGTERM stops it' "$(newest)" 'cancelled: stopped on request'
for one in $saw; do wait_for is_gone "$one"; done
ok 'and all it has started'
began
kill -KILL $pid
wait $pid
for one in $saw; do wait_for is_gone "$one"; done
ok 'so does our death'
fine 'which is settled' jobs --settle
is 'as interrupted' "$(newest)" 'cancelled: interrupted'
is 'nothing is left' "$(ls -A .scenetty/tmp)" ''
provider mine '"run": ["../../../bin/makeclip"], "models": {"*": {"price": {"clip": 0.1}}}'
fails 'one that costs asks first' 6 '*' generate one
began
kill -KILL $pid
wait $pid
for one in $saw; do wait_for is_gone "$one"; done
fine 'one that costs' jobs --settle
like 'is unknown then' "$(newest)" 'unknown: *see whether it has cost anything, then*lost*retry*'

mkdir providers .scenetty/providers
rm "$SAW/pid"
"$scenetty" -q add Two prompt='a fox' seconds=0.5 >/dev/null
for place in providers .scenetty/providers .; do
	cp "$providers/mine.json" $place/evil.json
done
"$scenetty" -q set film provider=evil
fails 'a film starts no program' '*' '*no provider “evil”*' generate two
"$scenetty" -q set film provider=mine options='{"run": ["touch", "x"]}' 2>/dev/null
is 'nor chooses one' "$(ls -A "$SAW" | grep -c pid)" 0
"$scenetty" -q set film provider=command
fails 'the shipped one has none' '*' '*“command” has no program*"run"*' generate two

# What can't be run is told beforehand, with the place it was looked for in.
: >"$providers/plain"
provider bare '"run": ["no-such-program"]'
provider gone '"run": ["./no/such"]'
provider plain '"run": ["./plain"]'
provider there '"run": ["sh", "-c", ":"]'
told=$("$scenetty" providers --json)
like 'no program in PATH' "$told" '*"bare"*"lacking"*"no program “no-such-program” in PATH"*"gone"*'
like 'no program where it should be' "$told" '*"gone"*"lacking"*"no program */providers/./no/such"*'
like 'one that is no program' "$told" '*"plain"*"lacking"*"*/providers/./plain can'"'"'t be executed"*'
like 'one that is there' "$told" '*"there"*"ready"*"runs sh"*"bare"*'

provider test "\"run\": [\"$(cd "$top_srcdir" && pwd)/examples/command/testclip.sh\"]"
"$scenetty" -q set film provider=test
fine 'the example' generate two
is 'makes as many frames as it should' "$(ffprobe -v error -count_frames -select_streams v \
	-show_entries stream=nb_read_frames,width -of csv=p=0 takes/two/t001.mp4)" 256,12
finish
