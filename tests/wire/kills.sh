#!/bin/sh
# Killed before any call that leaves a trace, from the first line in the ledger to the
# last of the take: the next command completes the film, asks nothing twice, and brings
# home what was accepted. usage: kills.sh [POINTS]
. "$top_srcdir/tests/cli/lib.sh"
. "$top_srcdir/tests/wire/serve.sh"
if grep -q '^#define SANITIZED' "$top_builddir/config.h"; then
	points=${1-10}
	ASAN_OPTIONS=detect_leaks=0; export ASAN_OPTIONS # it does not work when traced
else
	points=${1-30}
fi
SCENETTY_FAKE=$room SCENETTY_MEDIA=$top_builddir/tests/job/fake_media
export SCENETTY_FAKE SCENETTY_MEDIA
stopper=$top_builddir/tests/wire/stopper

# The example of what is to come: made by nobody but the fake.
"$scenetty" -q new new && cd new || exit 99
"$scenetty" -q add One seconds=0.5 prompt=ok >/dev/null
"$scenetty" -q generate || exit 99
clip=$room/clip.mp4
cp takes/one/t001.mp4 "$clip"
rm -rf takes .scenetty
"$scenetty" -q set film provider=mine
cd ..

TAG='"headers": {"ETag": "\"a\""}, "ranges": true'
CREATE='{"method": "POST", "path": "/v1/videos", "replies": [{"body": {"id": "v{N}", "status": "queued"}}]}'
FETCH="{\"path\": \"/v1/videos/v*/content\", \"replies\": [{\"file\": \"$clip\", \"cut\": 40, $TAG}, {\"file\": \"$clip\", $TAG}]}"
POLL='{"path": "/v1/videos/v*", "replies": [{"body": {"status": "in_progress"}}, {"body": {"status": "completed"}}]}'
LIST='{"path": "/v1/videos?*", "replies": [{"lists": 0, "item": {"id": "v{N}", "prompt": "ok.", "created_at": 1795369200}}]}'

fresh() # WHETHER-LISTED: a film, a ledger and a server that know nothing of each other
{
	rm -rf film "$XDG_STATE_HOME"
	cp -R new film
	if [ "$1" = listed ]; then
		serve "[$CREATE, $FETCH, $POLL, $LIST]"
	else
		serve "[$CREATE, $FETCH, $POLL]"
	fi
}

# What is wrong behind the next command: nothing, or, where the service can't tell what
# it has, or has nothing, a job that is unknown and left alone.
judge() # POINT WHETHER-LISTED
{
	"$scenetty" -C film generate >"$room/out" 2>"$room/err"
	created=$(asked '"POST"')
	"$scenetty" -C film status --json >"$room/out" 2>/dev/null
	state=$(json /scenes/0/state)
	"$scenetty" -C film jobs --open --json >"$room/out" 2>/dev/null
	open=$(json /jobs/0/state)
	left=$(find film -name '*.claim' -o -name '.*.tmp*')
	case "$2 $state $created $open" in
	*' current 1 ' | 'silent missing '[01]' unknown' | 'listed missing 0 unknown') ;;
	*)
		echo "$1: the scene is $state, was sent $created times, its job is $open: $(cat "$room/err")" ;;
	esac
	[ -z "$left" ] || echo "$1: left: $left"
	[ "$state" = missing ] || cmp "$clip" "$(ls film/takes/one/*.mp4)" || echo "$1: another clip"
}

sweep() # WHETHER-LISTED HOW-MANY
{
	fresh "$1"
	"$stopper" "$room/calls" 0 "$scenetty" -C film generate >/dev/null 2>&1
	calls=$(cat "$room/calls")
	judge 'killed by nobody' "$1"
	[ "$calls" -gt 60 ] || echo "only $calls calls to stop at"
	i=0 of=$2
	[ "$of" -le "$calls" ] || of=$calls
	while [ "$i" -lt "$of" ]; do
		nth=$((i * calls / of + 1))
		fresh "$1"
		"$stopper" "$room/calls" "$nth" "$scenetty" -C film generate >/dev/null 2>&1
		[ $? = 137 ] || echo "nobody died at $nth"
		judge "killed before $nth of $calls" "$1"
		i=$((i + 1))
	done
	kill "$peer_pid" # the shell around this one does not know it
}

"$stopper" "$room/calls" 0 true >/dev/null 2>&1
if [ $? = 77 ]; then
	echo '1..0 # SKIP nobody may be traced here'
	exit 0
fi
is 'killed at any step, it comes home and is asked for once' \
	"$(sweep listed $((points * 2 / 3)))" ''
is 'where nobody can tell whether it arrived it is left to the person' \
	"$(sweep silent $((points / 3)))" ''
finish
