#!/bin/sh
# scenetty or a media process killed at work, two at work at once, a ledger that is
# none: the next command completes the film and nothing is lost.
. "$top_srcdir/tests/cli/lib.sh"

film() # NAME SECONDS: of three scenes
{
	"$scenetty" -q new "$1" --size 256x144 && cd "$1" || exit 99
	for title in One Two Three; do
		"$scenetty" -q add $title "seconds=$2" prompt="A kitten and number $title" >/dev/null
	done
}

# What is in the film's folder that is neither film nor take, and takes that are
# not the bytes their recipe says.
litter()
{
	find . -name '*.claim' -o -name '.*.tmp*'
	for clip in takes/*/*.mp4; do
		[ -e "${clip%.mp4}.json" ] || echo "$clip has no recipe"
	done
	for recipe in takes/*/*.json; do
		sum=$(sha256sum <"${recipe%.json}.mp4")
		[ "$("$jsontool" /sha256 <"$recipe")" = "${sum%% *}" ] || echo "$recipe: other bytes"
	done
}

whole() # NAME TAKES: all scenes current, no jobs open, so many takes
{
	run status --json
	is "$1: all current, none open" "$(json /totals/current /totals/jobs | tr '\n' ' ')" '3 0 '
	is "$1: takes" "$(find takes -name '*.json' | wc -l)" "$2"
	is "$1: no litter, no damage" "$(litter)" ''
}

start() # COMMAND…: in the background; $pid
{
	"$scenetty" "$@" >"$room/out" 2>"$room/err" </dev/null &
	pid=$!
}

await() # COMMAND…: until it succeeds, as long as the started one lives
{
	until "$@" 2>/dev/null; do kill -0 $pid 2>/dev/null || return 1; done
}

drawing() { [ -n "$(find .scenetty/tmp -name '.*.mp4.tmp.*' -size +0)" ]; }
ended() { code=0; wait $pid 2>/dev/null || code=$?; }

# The program, while it draws.
film killed 4
start generate
await drawing
kill -KILL $pid
ended
is 'killed while it draws' "$code" 137
check 'a half-made clip is there' drawing
fine 'the next command' generate
whole 'killed while it draws' 3
fine 'and it cuts' cut

# A media process: once is made good, twice is told, the others go on.
drawer() # the newest media process of $pid that draws; in $worker
{
	for worker in $(cat "/proc/$pid/task/$pid/children"); do
		[ "$worker" != "${last:-}" ] &&
			tr '\0' ' ' <"/proc/$worker/cmdline" | grep -q 'media draw' && drawing &&
			return
	done
	return 1
}

cd .. && film worker 20
start generate 1
await drawer
kill -KILL "$worker"
ended
is 'a media process killed once' "$code" 0
is 'its take is there' "$(find takes -name '*.json')" takes/one/t001.json
start generate 2 3
last=
await drawer
first=$worker
kill -KILL "$first"
# The one that took its place or its neighbour: kill what draws until one gave up.
until grep -q . "$room/err" && grep -q 'ended by signal' "$room/err"; do
	kill -0 $pid 2>/dev/null || break
	last=
	drawer && kill -KILL "$worker"
done 2>/dev/null
ended
like 'media processes killed again and again' "$(cat "$room/err")" \
	'*the media process was ended by signal 9 (Killed)*'
is 'it is told' "$code" 1
is 'nothing half-made' "$(litter)" ''
fine 'the next command makes the rest' generate
whole 'media processes killed' 3

# Two at once, three times.
cd .. && film twice 0.5
for round in 1 2 3; do
	start generate --all
	fine "two at once, round $round" generate --all
	other=$code
	ended
	is "both made their takes, round $round" "$other$code" 00
done
whole 'two at once' 18

# A ledger that is none, or of tomorrow.
ledger=$XDG_STATE_HOME/scenetty/ledger.db
cp "$ledger" "$room/ledger"
echo 'not a ledger' >"$ledger"
rm -f "$ledger"-*
"$scenetty" -q set 1 mood=1 2>/dev/null
fails 'a ledger that is none' 3 '*ledger*ledger.db is not a ledger of scenetty; move it away*' \
	generate
is 'it is left as it was' "$(cat "$ledger")" 'not a ledger'
cp "$room/ledger" "$ledger"
printf '\0\0\0\11' | dd of="$ledger" bs=1 seek=60 conv=notrunc 2>/dev/null
fails 'a ledger of tomorrow' 3 '*of a newer scenetty*' generate
mv "$ledger" "$room/away"
fine 'moved away' generate
whole 'a new ledger' 19

# No place for a ledger. Whatever the machine says, it is code 1 and advice.
advice='; set XDG_STATE_HOME to a folder that can be written'
no_ledger() # NAME TEXT
{
	fails "$1: generate" 1 "$2$advice" generate --all
	fails "$1: cut" 1 "$2$advice" cut
	fine "$1: status" status
	is "$1: nothing was made" "$(find takes -name '*.json' | wc -l)" 19
}
kept=$XDG_STATE_HOME
XDG_STATE_HOME=/proc/nothing
no_ledger 'a home that is not there' 'the ledger /proc/nothing/scenetty/ledger.db can'\''t be made: *'
: >"$room/file"
XDG_STATE_HOME=$room/file
no_ledger 'a file as home' 'the ledger */file/scenetty/ledger.db can'\''t be made: *'
unset XDG_STATE_HOME HOME
no_ledger 'no home at all' 'neither XDG_STATE_HOME nor HOME says where the ledger, ledger.db, is *'
XDG_STATE_HOME=$kept HOME=$room/home
export XDG_STATE_HOME HOME
ledger=$XDG_STATE_HOME/scenetty/ledger.db
chmod -R a+rwX . && chmod -R a+rX "$room" && chmod -R a-w "$XDG_STATE_HOME/scenetty"
as_user=
[ "$(id -u)" -ne 0 ] || as_user='setpriv --reuid=65534 --clear-groups'
if $as_user "$scenetty" version >/dev/null 2>&1; then
	program=$scenetty
	scenetty=$room/as_user
	printf '#!/bin/sh\nexec %s "%s" "$@"\n' "$as_user" "$program" >"$scenetty"
	chmod a+rx "$scenetty"
	no_ledger 'a ledger that is locked away' "* the ledger $ledger: *"
	chmod u+w "$XDG_STATE_HOME/scenetty" && rm -f "$ledger"*
	chmod a-w "$XDG_STATE_HOME/scenetty"
	no_ledger 'a home that is locked' "* the ledger $ledger: *"
	chmod u+w "$XDG_STATE_HOME/scenetty" && cp "$room/ledger" "$ledger"
	chmod a+rw "$ledger" && chmod a-w "$XDG_STATE_HOME/scenetty"
	no_ledger 'a ledger with no room beside it' "the ledger $ledger can't be written"
fi
finish
