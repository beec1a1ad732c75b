#!/bin/sh
# providers: what is told of them, their servers asked, the conversation traced.
. "$top_srcdir/tests/cli/lib.sh"
. "$top_srcdir/tests/wire/serve.sh"
unset FAL_KEY OPENROUTER_API_KEY REPLICATE_API_TOKEN
MY_KEY='sk-se/cret-nobody-sees'; export MY_KEY

provide() # URL
{
	here=$1
}

put() # NAME BASES: a provider of one's own
{
	printf '{"like": "openai-compatible", "base": [%s], "key": {"env": "MY_KEY"}}' "$2" \
		>"$providers/$1.json"
}

fine 'the list' providers
check 'what is built in' grep -q '^animatic  *built in ' "$room/out"
check 'what lacks a key' grep -q '^fal  *set FAL_KEY  *shipped ' "$room/out"
check 'what lacks a server' grep -q '^openai-compatible  *needs a server' "$room/out"
FAL_KEY=sk-fal run providers fal
check 'the place of the key' grep -q 'key in FAL_KEY' "$room/out"
check 'never the key' sh -c "! grep -q sk-fal '$room/out'"
check 'a model, its price, the day and who says so' sh -c "tr -s ' \\n' '  ' <'$room/out' |
	grep -q 'fal-ai/veo3.1 .* about 0.40–0.60 USD/s as of 2[-0-9]*; [^;]*; https://fal.ai/'"
put mine '"http://gpu1:1/v1", "http://gpu2:1/v1"'
printf '{\n\t"like": "fal",\n\t"bse": []\n}\n' >"$providers/broken.json"
fine 'one of my own' providers mine --json
is 'from which files' "$(json /providers/0/from /providers/0/files/0/own \
	/providers/0/files/0/members /providers/0/files/1/own | tr '\n' ' ')" 'own true #2 false '
is 'its servers' "$(json /providers/0/servers/1)" http://gpu2:1/v1
fine 'a bad file' providers broken
like 'where and what' "$(tr -d ' \n' <"$room/out")" '*broken.json:3:bse:nomember*'
run providers
like 'in the list, too' "$(tr -d ' \n' <"$room/out")" '*brokenbadown*broken.json:3:bse:no*'
fails 'none of this name' 3 'no provider “nix”; known here: animatic, broken,*' providers nix
rm "$providers/broken.json"

fails 'a test that lacks a key' 1 'fal: set FAL_KEY' providers fal --test
fine 'what is built in needs no test' providers animatic --test

serve '[{"path": "/good/*", "replies": [{"body": {"data": [{"id": "sk-se\/cret-nobody-sees",
	"url": "http://h/c?x=1&X-Amz-Signature=abcdef0123&y=2"}]}}]},
 {"path": "/denied/*", "replies": [{"status": 401,
	"body": {"error": {"message": "no such key sk-se/cret-nobody-sees"}}}]},
 {"path": "/page/*", "replies": [{"headers": {"Content-Type": "text/html"},
	"body": "<html>welcome"}]},
 {"path": "/down/*", "replies": [{"status": 503, "body": "try later"}]},
 {"path": "/drop/*", "replies": [{"drop": true}]}]'
put mine "\"$here/good\""
fine 'a server that answers' --trace "$room/trace" providers mine --test
check 'how long it took' grep -q "^answers  *mine  $here/good  [0-9]* ms" "$room/out"
is 'the trace is mine alone' "$(stat -c %a "$room/trace")" 600
check 'it can be read' sh -c "grep -q '1 > GET /good/models' '$room/trace' &&
	grep -q '1 > Authorization: \[masked\]' '$room/trace' &&
	grep -q '1 ( {.*\[key\]' '$room/trace'"
is 'no key in it' "$(grep -c 'cret-nobody' "$room/trace")" 0
is 'no signature' "$(grep -c abcdef0123 "$room/trace")" 0
put mine "\"$here/denied\", \"$here/page\", \"$here/down\", \"$here/drop\", \"$here/nix\",
	\"https://127.0.0.1:$port/v1\", \"http://127.0.0.1:1/v1\", \"http://nowhere.invalid/v1\""
fails 'servers that do not' 1 '8 of 8 servers*' providers --test --json
is 'each says why' "$(for i in 0 1 2 3 4 5 6 7; do json "/tests/$i/said"; done)" \
	"the key is refused (401): no such key [key]
a web page comes back (200), not JSON: is “base” right, with its path?
it refuses (503): try later; try again
it closes the line without an answer
it knows no such path (404): no such route; is “base” right, with its path?
no TLS comes about: is it http, not https?
it can't be connected to: does it run, is the port right?
its name can't be resolved: is it spelt right, is there a network?"
unset MY_KEY
put mine "\"$here/denied\""
run providers mine --test --json
is 'without a key' "$(json /tests/0/said)" \
	'it wants a key (401): no such key sk-se/cret-nobody-sees; give it a “key” in its file'
printf '{"like": "mine", "test": null}' >"$providers/mute.json"
fails 'no test, nothing asked' 1 'mute: its file has no “test”*' providers mute --test
printf '{"like": "mine", "base": "https://api.openai.com/v1"}' >"$providers/closed.json"
run providers closed
check 'gone, it says' grep -q '^  gone  *OpenAI' "$room/out"

# The service lists its models itself.
serve '[{"path": "/v1/videos/models", "replies": [{"body": {"data": [
 {"id": "veo", "name": "Veo", "supported_durations": [4, 6, 8, -1, "x"],
	"supported_resolutions": ["720p", "1080p", "4K", "a\u001b[31m"],
	"supported_aspect_ratios": ["16:9"], "supported_sizes": ["1280x720"],
	"supported_frame_images": ["first_frame"], "generate_audio": true, "seed": false,
	"pricing_skus": {"duration_seconds_with_audio": "0.40",
		"duration_seconds_without_audio": "0.20", "duration_seconds_with_audio_4k": "0.60"}},
 {"id": "kling", "generate_audio": true, "pricing_skus": {"duration_seconds": "0.084",
	"duration_seconds_with_audio": "0.126", "text_to_video_duration_seconds_720p": "0.084"}},
 {"id": "grok", "pricing_skus": {"cents_per_video_output_second_480p": "2",
	"cents_per_video_output_second_720p": "3", "cents_per_image_input": "1"}},
 {"id": "dance", "pricing_skus": {"video_tokens": "0.0001", "duration_seconds": "a lot"}},
 {"id": "red\u001b[31m"}, {"id": "*"}, {"id": 7}, 8]}}, {"body": {"data": []}},
 {"body": "[[["}, {"status": 500, "body": ""}]}]'
printf '{"like": "openrouter", "base": ["%s/v1"]}' "$here" >"$providers/router.json"
cache=$XDG_CACHE_HOME/scenetty/catalogs/router.json
OPENROUTER_API_KEY=sk-or; export OPENROUTER_API_KEY
fine 'models as the service lists them' --trace "$room/trace2" providers router --json
is 'what one can do' "$(json /providers/0/models/veo/seconds \
	/providers/0/models/veo/resolutions /providers/0/models/veo/start \
	/providers/0/models/veo/end /providers/0/models/veo/seed \
	/providers/0/models/veo/sound | tr '\n' ' ')" '#3 #3 true false false switch '
is 'what it costs, with sound' "$(json /providers/0/models/veo/price/second \
	/providers/0/models/veo/price/by_resolution/4k \
	/providers/0/models/veo/price/checked \
	/providers/0/models/kling/price/second \
	/providers/0/models/kling/price/by_resolution | tr '\n' ' ')" \
	'0.4 0.6 2026-11-22 0.126 '
is 'cents' "$(json /providers/0/models/grok/price/by_resolution/720p)" 0.03
is 'what is not sure is not known' "$(json /providers/0/models/dance/price)" ''
is 'those with a sound name' "$(json /providers/0/models)" '#5'
is 'a list is public: no key for it' "$(grep -c Authorization "$room/trace2")" 0
"$scenetty" -q new film --size 1280x720 && cd film || exit 99
"$scenetty" -q set film provider=router model=veo seconds=5
"$scenetty" -q add One prompt="A kitten" >/dev/null
run generate --dry-run
like 'it refuses by them' "$(cat "$room/out" "$room/err" | tr -s ' \n' '  ')" \
	'*makes clips of 4, 6 or 8 s, not of 5: the nearest is 6*'
fine 'it is made to fit' fit one
check 'which is told' grep -q '^one takes 6 s: veo makes' "$room/err"
fine 'a scene that fits' fit
check 'is told, too' grep -q 'it fits' "$room/err"
"$scenetty" -q set film size=1000x700
fails 'a size is the whole film’s: it asks' 6 'make the whole film 1244x700?*' fit
fine 'unless told not to' fit --yes
run status --json
is 'the shape it makes' "$(json /film/width /film/height | tr '\n' ' ')" '1244 700 '
fine 'then the lines' fit --yes
fine 'and nothing else' fit
check 'fits' grep -q 'it fits' "$room/err"
run generate --dry-run
check 'and prices by them' grep -q '2.40 USD' "$room/out"
is 'asked for once' "$(grep -c videos/models "$log")" 1
SCENETTY_NOW=$((SCENETTY_NOW + 90000)); export SCENETTY_NOW
for what in 'an empty one' garbage 'an error'; do
	run generate --dry-run
	check "a day later $what: the old one is used" grep -q \
		'could not be asked for its models, those of 2026-11-22 are used: ' "$room/err"
done
run generate --dry-run
check 'nobody there: it still has its price' grep -q '2.40 USD' "$room/out"
echo '{"fetched": 1, "models": {"veo": {"secnds": 7}}}' >"$cache"
fine 'a cache that was spoilt is none' providers router
check 'and it says so' grep -q 'can do and cost is not known: ' "$room/err"
finish
