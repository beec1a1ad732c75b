#!/bin/sh
# The wires of hosted services, all at once: a film of which each scene goes to another,
# and one server on the loopback that plays them.
. "$top_srcdir/tests/cli/lib.sh"
. "$top_srcdir/tests/wire/serve.sh"
HOSTED_KEY=a-secret-for-each; export HOSTED_KEY

"$scenetty" -q new film --size 256x144 && cd film || exit 99
"$scenetty" -q add Clip seconds=0.5 prompt="A kitten" >/dev/null
"$scenetty" -q generate
CLIP=$PWD/takes/clip/t001.mp4
"$scenetty" -q set film size=1280x720

# What each answers: to the create, to the first and the second poll.
routes()
{
	at='http://127.0.0.1:{port}'
	cat <<END
[{"path": "/clip", "replies": [{"file": "$CLIP"}]},
 {"path": "/v1beta/files/f7", "replies": [{"body": {"state": "PROCESSING"}}, {"body": {"state": "ACTIVE"}}]},
 {"path": "/v1beta/files/f7:download?alt=media", "replies": [{"file": "$CLIP"}]},
 {"path": "/or/v1/videos/11/content?index=0", "replies": [{"file": "$CLIP"}]},
 {"path": "/fal-ai/x/requests/12", "replies": [{"body": {"video": {"url": "$at/clip"}}}]}
END
	while IFS='|' read -r create poll made first second; do
		cat <<END
,{"method": "POST", "path": "$create", "replies": [{"body": $made}]}
,{"method": "GET", "path": "$poll", "replies": [{"body": $first}, {"body": $second}]}
END
	done <<END
/v1/text_to_video|/v1/tasks/1|{"id": "1"}|{"status": "THROTTLED"}|{"status": "SUCCEEDED", "output": ["$at/clip"]}
/v1/generations|/v1/generations/2|{"id": "2", "state": "queued"}|{"state": "processing"}|{"state": "completed", "output": [{"type": "video", "url": "$at/clip"}]}
/v1/videos/generations|/v1/videos/3|{"request_id": "3"}|""|{"status": "done", "video": {"url": "$at/clip", "respect_moderation": true}}
/v1beta/interactions|/v1beta/interactions/4|{"id": "4", "status": "queued"}|{"status": "in_progress"}|{"status": "completed", "steps": [{"type": "model_output", "content": [{"type": "video", "uri": "$at/v1beta/files/f7"}]}]}
/api/v3/contents/generations/tasks|/api/v3/contents/generations/tasks/5|{"id": "5"}|{"status": "running"}|{"status": "succeeded", "content": {"video_url": "$at/clip"}}
/v2/video_generation|/v2/query/video_generation/6|{"task_id": "6"}|{"task": {"status": "running"}}|{"task": {"status": "succeeded", "content": {"url": "$at/clip"}}}
/v1/videos/text2video|/v1/videos/text2video/7|{"code": 0, "data": {"task_id": "7"}}|{"code": 0, "data": {"task_status": "processing"}}|{"code": 0, "data": {"task_status": "succeed", "task_result": {"videos": [{"url": "$at/clip"}]}}}
/v2/text-to-video|/v2/text-to-video/8|{"id": "8"}|{"status": "processing"}|{"status": "completed", "result": {"video_url": "$at/clip"}}
/v2/videos|/v2/videos/9|{"id": "9", "status": "queued"}|{"status": "in_progress"}|{"status": "completed", "outputs": {"video_url": "$at/clip", "cost": 0.25}}
/api/v1/services/aigc/video-generation/video-synthesis|/api/v1/tasks/10|{"output": {"task_id": "10", "task_status": "PENDING"}}|{"output": {"task_status": "RUNNING"}}|{"output": {"task_status": "SUCCEEDED", "video_url": "$at/clip"}}
/or/v1/videos|/or/v1/videos/11|{"id": "11", "status": "pending"}|{"status": "in_progress"}|{"status": "completed", "usage": {"cost": 0.5}}
/fal-ai/x|/fal-ai/x/requests/12/status|{"request_id": "12", "status_url": "$at/fal-ai/x/requests/12/status", "response_url": "$at/fal-ai/x/requests/12"}|{"status": "IN_PROGRESS"}|{"status": "COMPLETED"}
/v1/models/a/b/predictions|/v1/predictions/13|{"id": "13", "status": "starting"}|{"status": "processing"}|{"status": "succeeded", "output": "$at/clip"}
END
	echo ']'
}

provide() # URL
{
	here=$1
}
serve "$(routes)"
while read -r name path model; do
	cat >"$providers/at-$name.json" <<END
{"like": "$name", "base": ["$here$path"], "key": {"env": "HOSTED_KEY"},
 "wait": {"first": 0.02, "most": 0.02}}
END
	"$scenetty" -q add "$name" seconds=5 prompt="A kitten" provider="at-$name" \
		${model:+model="$model"} >/dev/null
done <<END
runway
luma /v1
xai /v1
gemini-omni /v1beta
seedance /api/v3
minimax / other
kling
ltx / other
together /v2 other
dashscope
openrouter /or/v1 a/b
fal / fal-ai/x
replicate /v1 a/b
END
fine 'all services at once' generate --missing -y
is 'a take of each' "$(ls takes/*/t001.mp4 | wc -l)" 14
is 'each asked for once' "$(grep -c '"method":"POST"' "$log")" 13
is 'all with the key, but what is public' "$(grep -vc 'a-secret-for-each' "$log")" \
	"$(grep -c '"/or/v1/videos/models"' "$log")"
is 'in the header of its own' "$(grep -c '"x-goog-api-key":"a-secret' "$log")" 6
is 'and what else they want to be told' \
	"$(grep -c '"X-Runway-Version":"2024-11-06"\|"X-DashScope-Async":"enable"' "$log")" 5
finish
