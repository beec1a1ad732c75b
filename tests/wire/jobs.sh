#!/bin/sh
# Jobs at a service: a server on the loopback that plays one, and misbehaves.
. "$top_srcdir/tests/cli/lib.sh"
. "$top_srcdir/tests/wire/serve.sh"
jobs() # state of each, the newest first
{
	"$scenetty" jobs --json >"$room/out" 2>/dev/null
	i=0 list=
	while state=$(json "/jobs/$i/state") && [ -n "$state" ]; do
		list="$list${list:+ }$state"
		i=$((i + 1))
	done
	echo "$list"
}

CREATE='{"method": "POST", "path": "/v1/videos", "replies": [{"body": {"id": "v{N}", "status": "queued"}}]}'
"$scenetty" -q new film --size 256x144 && cd film || exit 99
"$scenetty" -q add One seconds=0.5 prompt="A kitten" >/dev/null
"$scenetty" -q generate
clip=$PWD/takes/one/t001.mp4
CLIP="{\"path\": \"/v1/videos/v1/content\", \"replies\": [{\"status\": 404, \"body\": {\"detail\": \"soon\"}}, {\"file\": \"$clip\", \"cut\": 300, \"ranges\": true}, {\"file\": \"$clip\", \"ranges\": true}]}"
DONE='{"path": "/v1/videos/v*", "replies": [{"body": {"status": "in_progress"}}, {"body": {"status": "completed"}}]}'
"$scenetty" -q set film provider=mine

serve "[$CREATE, $CLIP, $DONE]"
fine 'a take from a server that is late and breaks off' generate one
is 'asked for once' "$(asked '"POST"')" 1
check 'the clip is whole' cmp "$clip" takes/one/t002.mp4
like 'its recipe says who made it' "$(cat takes/one/t002.json)" '*"remote": "v1"*'
is 'the key went along' "$(asked 'Bearer sk-a-secret-nobody-sees')" "$(wc -l <"$log")"
is 'and is nowhere else' "$(grep -rl sk-a-secret "$room/state" "$room/work" "$XDG_CONFIG_HOME")" ''
is 'done' "$(jobs)" 'done done'

serve "[$CREATE, $CLIP, {\"path\": \"/v1/videos/v*\", \"replies\": [{\"body\": {\"status\": \"in_progress\"}}]}]"
kept=$GPU_KEY GPU_KEY=v1 # no secret, but part of the job's name
"$scenetty" -q generate one >/dev/null 2>&1 &
pid=$!
wait_for was_asked '"GET"' 2
kill -KILL $pid
wait $pid
is 'killed while it waits' "$(jobs)" 'waiting done done'
sed -i 's/in_progress/completed/' "$room/routes.json"
serve "$(cat "$room/routes.json")"
fine 'it is taken up' jobs --settle
check 'and is there' test -e takes/one/t003.json
is 'and sends nothing again' "$(asked '"POST"')" 0
GPU_KEY=$kept

serve '[{"method": "POST", "path": "/v1/videos", "replies": [{"hang": true}]}]'
"$scenetty" generate one >/dev/null 2>"$room/said" &
pid=$!
wait_for was_asked '"POST"' 1
is 'who knows a key leaves no core' "$(awk '/core file/ { print $5, $6 }' /proc/$pid/limits)" '0 0'
kill -TERM $pid
wait_for grep -q 'once more to leave' "$room/said"
kill -TERM $pid
wait $pid
is 'a service that hangs is left at the second word' "$? $(tail -1 "$room/said" | cut -c-24)" \
	'143 scenetty: left at once; '
fine 'left while it is sent' jobs --settle
run generate one --missing
is 'it is unknown' "$(jobs | cut -d' ' -f1)" unknown
run generate one
like 'however it is asked for, it is passed over' "$(cat "$room/err")" '*passed over (one: job 4)*retry JOB*lost JOB*'
fails 'sending it again is asked for' 6 '*' retry 4
is 'and it is not sent again' "$(asked '"POST"')" 1
fine 'unless it never arrived' lost 4
fails 'which is said once' 3 'job 4 is failed: *' lost 4

LIST='{"path": "/v1/videos?*", "replies": [{"body": {"data": [{"id": "v9", "prompt": "A kitten.", "created_at": 1795369200}]}}]}'
CLIP9="{\"path\": \"/v1/videos/v9/content\", \"replies\": [{\"file\": \"$clip\"}]}"
HTML='{"path": "/v1/videos/v1/content", "replies": [{"headers": {"Content-Type": "text/html"}, "body": "<html><b>Bad gateway</b>\u001b[31m</html>"}]}'
serve "[{\"method\": \"POST\", \"path\": \"/v1/videos\", \"replies\": [{\"drop\": true}]}, $LIST, $CLIP9, $DONE]"
fine 'a line that breaks, and a service that has a list' generate one
is 'is asked once, and comes' "$(asked '"POST"') $(jobs | cut -d' ' -f1)" '1 done'

serve "[$CREATE, $HTML, $DONE]"
fails 'a page is no clip' '*' '*what came is no clip: Bad gateway*fetch 6*' generate one
is 'it is clean' "$(grep -c "$(printf '\033')" "$room/err")" 0
is 'and nothing is left' "$(find takes .scenetty/tmp -name '*.claim' -o -name '.6*')" ''
serve "[{\"path\": \"/v1/videos/v1/content\", \"replies\": [{\"file\": \"$clip\"}]}, $DONE]"
fine 'it is fetched once more' fetch 6
is 'and not sent' "$(asked '"POST"') $(jobs | cut -d' ' -f1)" '0 done'
fails 'what is here is here' 3 'job 6 is done: *' fetch 6

SLOW='{"path": "/v1/videos/v*", "replies": [{"body": {"status": "in_progress"}}]}'
serve "[$CREATE, {\"method\": \"DELETE\", \"path\": \"/v1/videos/v*\", \"replies\": [{\"body\": {}}]}, $SLOW]"
"$scenetty" generate one >/dev/null 2>"$room/said" &
pid=$!
wait_for was_asked '"GET"' 1
fails 'what another one carries' '*' "*process $pid; do it there, or end that one first" cancel job:7
kill -TERM $pid
wait $pid
is 'terminated' $? 143
check 'it says what goes on' grep -q '^1 job goes on at the service; “scenetty jobs --settle” fetches it$' "$room/said"
is 'and nothing is lost' "$(jobs | cut -d' ' -f1)" waiting
fine 'given up later' cancel job:7
is 'the service hears it' "$(asked '"DELETE"')" 1
like 'and what that means is told' "$(cat "$room/err")" '*the service does not say*'

serve '[{"method": "POST", "path": "/v1/videos", "replies": [{"status": 400, "body": {"error": {"message": "blocked \u001b[31m", "code": "moderation_blocked"}}}]}]'
fails 'moderation' '*' '*blocked*change the prompt*' generate one
is 'is not tried again' "$(asked '"POST"')" 1
is 'and clean' "$(grep -c "$(printf '\033')" "$room/err")" 0

serve '[{"method": "POST", "path": "/v1/videos", "replies": [{"status": 402, "body": {"error": {"message": "no credits for sk-a-secret-nobody-sees"}}}]}]'
fails 'an empty account' '*' '4 of 4 takes failed: *no credits for \[key\];*balance*' generate one -n 4
like 'is not asked by those who wait' "$(asked '"POST"')" '[12]'

serve '[{"method": "POST", "path": "/v1/videos", "replies": [{"drop": true}]}]'
fails 'a line that breaks' '*' '*look at its own list of jobs, then*lost*retry*' generate one
is 'is asked once' "$(asked '"POST"')" 1
is 'and unknown' "$(jobs | cut -d' ' -f1)" unknown
serve "[$CREATE, {\"path\": \"/v1/videos/v1/content\", \"replies\": [{\"file\": \"$clip\"}]}, $DONE]"
fine 'who says so pays twice' retry 13 --yes
is 'once' "$(asked '"POST"') $(jobs | cut -d' ' -f1,2)" '1 done failed'

serve '[{"method": "POST", "path": "/v1/videos", "replies": [{"bytes": 110000000}]}]'
fails 'an answer without end' '*' '*lost 15*' generate one
is 'is asked for once' "$(asked '"POST"')" 1
"$scenetty" -q lost 15

deep=$(head -c 100000 /dev/zero | tr '\0' '[')
serve "[{\"method\": \"POST\", \"path\": \"/v1/videos\", \"replies\": [{\"body\": \"$deep\"}]}]"
fails 'an answer too deep' '*' '*lost 16*' generate one
"$scenetty" -q lost 16
serve '[{"method": "POST", "path": "/v1/videos", "replies": [{"status": 401, "body": {"error": {"message": "who are you?"}}}]}]'
fails 'a wrong key' '*' '4 of 4 takes failed: *who are you?*' generate one -n 4
like 'is not shown again by those who wait' "$(asked '"POST"')" '[12]'
long=$(head -c 390 /dev/zero | tr '\0' x)
serve "[{\"method\": \"POST\", \"path\": \"/v1/videos\", \"replies\": [{\"body\": {\"id\": \"$GPU_KEY\"}}]},
{\"path\": \"/v1/videos/sk-*\", \"replies\": [{\"body\": {\"status\": \"failed\", \"error\": \"$long $GPU_KEY\"}}]}]"
fails 'a key that comes back, where it is cut' '*' '*x \[key\];*' generate one
is 'is nowhere, not half of it' "$(grep -rl sk-a-sec "$room/state" "$room/work" "$room/err")" ''
"$scenetty" -q set film provider=fal model=fal-ai/any
fails 'what may cost money asks first' 6 '*make 1 take of one, for an unknown price?*' generate one
fine 'the bill does not call it free' generate one --dry-run
is 'it does not know' "$(grep -c 'not known$' "$room/out")" 1
echo '{"like": "openai-compatible", "base": ["https://api.openai.com/v1"]}' \
	>"$XDG_CONFIG_HOME/scenetty/providers/closed.json"
"$scenetty" -q set film provider=closed model=
fails 'the service that was closed' '*' '*switched its Videos API off on 2026-09-24; name a server*' \
	generate one -y

# The user's files change while services have their jobs.
serve "[$CREATE, $SLOW]"
"$scenetty" -q new other && cd other || exit 99
for name in moved removed; do
	"$scenetty" -q add $name seconds=0.5 prompt="A kitten" provider=$name >/dev/null
	sed 's/"like"/"in_flight": 2, &/' "$providers/mine.json" >"$providers/$name.json"
done
"$scenetty" -q generate 2>/dev/null &
pid=$!
wait_for was_asked '"GET".*/v1/videos/v1"' 1
wait_for was_asked '"GET".*/v1/videos/v2"' 1
kill -KILL $pid
wait $pid 2>/dev/null
"$scenetty" jobs >"$room/jobs"
left=$(awk '/removed/ { print $1 }' "$room/jobs")
sed -i 's/127.0.0.1/localhost/' "$providers/moved.json"
rm "$providers/removed.json"
: >"$log"
run jobs --settle
like 'a file that names another server now' "$(tr -d '\n' <"$room/out")" '*moved: job * is at http://127.0.0.1:*'
is 'sends it no key' "$(wc -l <"$log")" 0
like 'one that is gone keeps the others from nothing' "$(cat "$room/err")" "*job $left: no provider *cancel job:$left*"
fine 'its job is given up' cancel job:$left
fine 'so is the other' cancel moved
is 'both are closed' "$(jobs)" 'cancelled cancelled'
finish
