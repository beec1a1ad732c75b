#!/bin/sh
# A workflow's whole way at a server that plays ComfyUI, and how it is stopped there.
. "$top_srcdir/tests/cli/lib.sh"
. "$top_srcdir/tests/wire/serve.sh"

provide() # URL
{
	printf '{"like": "comfyui", "base": "%s", "workflow": "%s", "wait": {"first": 0.02, "most": 0.05}}' \
		"$1" "$graph" >"$providers/comfy.json"
}

"$scenetty" -q new film --size 256x144 && cd film || exit 99
"$scenetty" -q add One seconds=0.5 prompt='A {kitten}' seed=7 >/dev/null
"$scenetty" -q generate
clip=$PWD/takes/one/t001.mp4
mkdir refs
ffmpeg -nostdin -v error -f lavfi -i color=red:s=256x144 -frames:v 1 refs/a.png || exit 99
"$scenetty" -q set one provider=comfy start='{"file":"refs/a.png"}'
cat >"$providers/own.graph" <<'END'
{"1": {"class_type": "LoadImage", "inputs": {"image": "{{start}}"}},
 "2": {"class_type": "Sampler", "inputs": {"text": "{{prompt}}", "seed": "{{seed}}", "length": "{{frames}}"}}}
END
graph=own.graph
UPLOAD='{"method": "POST", "path": "/upload/image", "replies": [{"body": {"name": "start.png", "subfolder": "scenetty", "type": "input"}}]}'
CREATE='{"method": "POST", "path": "/prompt", "replies": [{"body": {"prompt_id": "p1", "number": 4, "node_errors": {}}}]}'
DONE='{"p1": {"outputs": {"9": {"gifs": [{"filename": "a b.mp4", "subfolder": "x", "type": "output"}]}}, "status": {"status_str": "success", "completed": true, "messages": []}}}'
QUEUE='{"method": "GET", "path": "/queue", "replies": [{"body": {"queue_running": [[3, "other"]], "queue_pending": [[4, "p1"]]}}, {"body": {"queue_running": [[4, "p1"]], "queue_pending": []}}]}'

serve "[$UPLOAD, $CREATE, $QUEUE,
 {\"path\": \"/history/p1\", \"replies\": [{\"body\": {}}, {\"body\": {}}, {\"body\": $DONE}]},
 {\"path\": \"/view?filename=a%20b.mp4&subfolder=x&type=output\", \"replies\": [{\"file\": \"$clip\"}]}]"
fine 'a clip by a workflow' generate one
check 'is whole' cmp "$clip" takes/one/t002.mp4
like 'its recipe names the workflow' "$(cat takes/one/t002.json)" '*"workflow": "own.graph"*'
is 'the frame went ahead, as a file' "$(asked '/upload/image.*multipart/form-data.*(bytes)')" 1
is 'the graph is filled, numbers are numbers' "$(asked \
	'scenetty/start.png.*A {kitten}\..*seed[^,]*: *7,.*length[^,]*: *13')" 1
is 'under an id of our own' "$(asked 'prompt_id[^,]*: *[\\"]*[0-9a-f]\{8\}-[0-9a-f]\{4\}-4')" 1
is 'no page of ours is named' "$(grep -ci '"origin"' "$log")" 0

stopped() # NAME QUEUE CANCEL PATTERN: one is stopped where it stands in the queue
{
	serve "[$UPLOAD, $CREATE, $3, {\"path\": \"/history/p1\", \"replies\": [{\"body\": {}}]},
	 {\"method\": \"GET\", \"path\": \"/queue\", \"replies\": [{\"body\": $2}]},
	 {\"method\": \"POST\", \"path\": \"/*\", \"replies\": [{\"body\": {}}]}]"
	"$scenetty" -q generate one >/dev/null 2>&1 &
	pid=$!
	wait_for was_asked '"GET".*"/queue"' 1
	kill -TERM $pid
	wait $pid
	"$scenetty" jobs --json >"$room/out"
	"$scenetty" cancel job:"$(json /jobs/0/number)" >"$room/said" 2>&1
	is "$1" "$(asked "$4")" 1
}
OLD='{"method": "POST", "path": "/api/*", "replies": [{"status": 404, "body": "404: Not Found"}]}'
NEW='{"method": "POST", "path": "/api/*", "replies": [{"body": {"cancelled": true}}]}'
stopped 'a new one is told' '{"queue_running": [], "queue_pending": [[4, "p1"]]}' "$NEW" '"/api/jobs/p1/cancel"'
is 'and nothing else' "$(asked '"POST".*\("/queue"\|"/interrupt"\)')" 0
stopped 'an old one takes it out of its queue' '{"queue_running": [], "queue_pending": [[4, "p1"]]}' "$OLD" \
	'"/queue".*delete.*p1'
stopped 'or interrupts it, and no other' '{"queue_running": [[4, "p1"]], "queue_pending": []}' "$OLD" \
	'"/interrupt".*prompt_id.*p1'
like 'and it is told that it stopped' "$(cat "$room/said")" '*what was not made is not charged*'
is 'what runs there is not deleted' "$(asked '"/queue".*delete')" 0
finish
