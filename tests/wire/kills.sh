#!/bin/sh
# Killed before any call that leaves a trace, from the first line in the ledger to the
# last of the take: the next command completes the film, pays for nothing twice, and
# brings home what was accepted; or the job is unknown, told so, and left to the person.
# Of each way to make clips. usage: kills.sh [POINTS]
. "$top_srcdir/tests/cli/lib.sh"
. "$top_srcdir/tests/wire/serve.sh"
if grep -q '^#define SANITIZED' "$top_builddir/config.h"; then
	points=${1-14}
	ASAN_OPTIONS=detect_leaks=0; export ASAN_OPTIONS # it does not work when traced
else
	points=${1-35}
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

cat >"$room/makeclip" <<END
#!/bin/sh
echo '{"method":"POST"}' >>"$log"
cp "$clip" "\$SCENETTY_OUTPUT"
END
chmod +x "$room/makeclip"

TAG='"headers": {"ETag": "\"a\""}, "ranges": true'
CREATE='{"method": "POST", "path": "/v1/videos", "replies": [{"body": {"id": "v{N}", "status": "queued"}}]}'
CONTENT="{\"path\": \"/v1/videos/v*/content\", \"replies\": [{\"file\": \"$clip\", \"cut\": 40, $TAG}, {\"file\": \"$clip\", $TAG}]}"
FILE="{\"path\": \"/clip\", \"replies\": [{\"file\": \"$clip\"}]}"
POLL='{"path": "/v1/videos/v*", "replies": [{"body": {"status": "in_progress"}}, {"body": {"status": "completed"}}]}'
LIST='{"path": "/v1/videos?*", "replies": [{"lists": 0, "item": {"id": "v{N}", "prompt": "ok.", "created_at": 1795369200}}]}'
LENT='{"path": "/v1/videos/v*", "replies": [{"body": {"status": "completed", "url": "http://127.0.0.1:{port}/clip"}}]}'
NAMED='{"path": "/v1/files", "replies": [{"body": {"name": "f{N}"}}]}'
ANSWER="{\"method\": \"POST\", \"path\": \"/video\", \"replies\": [{\"body\": {\"data\": [{\"b64_json\": \"$(base64 -w0 "$clip")\"}]}}]}"
PROMPT='{"method": "POST", "path": "/prompt", "replies": [{"body": {"prompt_id": "p{N}"}}]}'
HISTORY='{"path": "/history/*", "replies": [{"behind": 0, "body": {"{*}": {"prompt": [1, "{*}"],
	"outputs": {"9": {"gifs": [{"filename": "a.mp4", "subfolder": "", "type": "output"}]}},
	"status": {"status_str": "success", "completed": true}}}}]}'
QUEUE='{"path": "/queue", "replies": [{"body": {"queue_running": [], "queue_pending": []}}]}'
VIEW="{\"path\": \"/view?*\", \"replies\": [{\"file\": \"$clip\"}]}"
echo '{"1": {"class_type": "T", "inputs": {"text": "{{prompt}}", "seed": "{{seed}}"}}}' >"$providers/mine.graph"

mine() # MEMBERS: the user's file
{
	printf '{%s, "wait": {"first": 0.01, "most": 0.02}}' "$1" >"$providers/mine.json"
}

fresh() # WAY: a film, a ledger and a service that know nothing of each other
{
	rm -rf film "$XDG_STATE_HOME"
	cp -R new film
	case $1 in
	listed) serve "[$CREATE, $CONTENT, $POLL, $LIST]" ;;
	content) serve "[$CREATE, $CONTENT, $POLL]" ;;
	lent) serve "[$CREATE, $FILE, $LENT]" ;;
	upload)
		serve "[$CREATE, $CONTENT, $POLL, $NAMED]"
		mine "\"like\": \"openai-compatible\", \"base\": \"http://127.0.0.1:$port/v1\",
		 \"upload\": [{\"method\": \"PUT\", \"path\": \"/files\", \"json\": {\"of\": \"{prompt}\"},
		  \"gives\": {\"name\": \"/name\"}}], \"create\": {\"form\": {\"file\": \"{name}\"}}" ;;
	answer)
		serve "[$ANSWER]"
		mine "\"like\": \"localai\", \"base\": \"http://127.0.0.1:$port\", \"model\": \"m\"" ;;
	workflow)
		serve "[$PROMPT, $HISTORY, $QUEUE, $VIEW]"
		mine "\"like\": \"comfyui\", \"base\": \"http://127.0.0.1:$port\", \"workflow\": \"mine.graph\"" ;;
	program)
		: >"$log"
		mine "\"like\": \"command\", \"run\": [\"$room/makeclip\"], \"models\": {\"*\": {\"price\":
		 {\"second\": 1, \"currency\": \"USD\", \"checked\": \"2026-11-23\", \"is\": \"exact\"}}}" ;;
	esac
}

look() # what the next command makes of it: $state, $created, $open
{
	"$scenetty" -C film generate --yes >"$room/out" 2>"$room/err"
	created=$(asked '"POST"')
	"$scenetty" -C film status --json >"$room/out" 2>/dev/null
	state=$(json /scenes/0/state)
	"$scenetty" -C film jobs --open --json >"$room/out" 2>/dev/null
	open=$(json /jobs/0/state)
}

# Where the service can tell whether it has it, no paid one stays unknown; where it surely
# can, none does.
may_be_unknown() # WAY CREATED
{
	case $1$2 in
	workflow* | listed1) return 1 ;;
	*) grep -q 'passed over (one: job 1)' "$room/err" ;;
	esac
}

# What is wrong behind the next command. What surely was never made, that command knows
# and the one after it makes.
judge() # POINT WAY
{
	look
	[ "$state$open" != missing ] || look
	case "$state $created $open" in
	'current 1 ') cmp "$clip" "$(ls film/takes/one/*.mp4)" || echo "$1: another clip" ;;
	'missing '[01]' unknown') may_be_unknown "$2" "$created" ;;
	*) false ;;
	esac || echo "$1: the scene is $state, was sent $created times, its job is $open: $(cat "$room/err")"
	left=$(find film -name '*.claim' -o -name '.*.tmp*' -o -name '*.clip')
	[ -z "$left" ] || echo "$1: left: $left"
	echo "$2 ${open:-home}" >>"$room/tally"
}

sweep() # WAY HOW-MANY
{
	fresh "$1"
	"$stopper" "$room/calls" 0 "$scenetty" -C film generate --yes >/dev/null 2>&1
	calls=$(cat "$room/calls")
	judge 'killed by nobody' "$1"
	[ "$calls" -gt 40 ] || echo "only $calls calls to stop at"
	i=0 of=$2
	[ "$of" -le "$calls" ] || of=$calls
	while [ "$i" -lt "$of" ]; do
		nth=$((i * calls / of + 1))
		fresh "$1"
		"$stopper" "$room/calls" "$nth" "$scenetty" -C film generate --yes >/dev/null 2>&1
		[ $? = 137 ] || echo "nobody died at $nth"
		judge "killed before $nth of $calls" "$1"
		i=$((i + 1))
	done
	stop_serving # the shell around this one does not know it
}

"$stopper" "$room/calls" 0 true >/dev/null 2>&1
if [ $? = 77 ]; then
	echo '1..0 # SKIP nobody may be traced here'
	exit 0
fi
while read -r way what; do
	is "$what" "$(sweep "$way" $((points / 7)))" ''
done <<END
listed   a service with a list of its jobs
content  one without
lent     one that lends addresses
upload   one that wants something first
answer   one that answers with the clip
workflow one that takes our own number
program  a program
END
[ $# = 0 ] || sort "$room/tally" | uniq -c | sed 's/^/# /'
finish
