#!/bin/sh
# providers: what is told of them, their servers asked, the conversation traced.
. "$top_srcdir/tests/cli/lib.sh"
peer_pid=
trap '[ -z "$peer_pid" ] || kill "$peer_pid"; chmod -R u+rwx "$room"; rm -rf "$room"' EXIT
own=$XDG_CONFIG_HOME/scenetty/providers
mkdir -p "$own"
unset FAL_KEY OPENROUTER_API_KEY REPLICATE_API_TOKEN
MY_KEY='sk-se/cret-nobody-sees'; export MY_KEY

serve() # ROUTES: a server; $port
{
	[ -z "$peer_pid" ] || { kill "$peer_pid"; wait "$peer_pid"; }
	printf '%s' "$1" >"$room/routes.json"
	rm -f "$room/port"
	mkfifo "$room/port"
	"$top_builddir/tests/wire/peer" "$room/routes.json" "$room/log" "${port-0}" \
		>"$room/port" &
	peer_pid=$!
	read -r port <"$room/port"
}

put() # NAME BASES: a provider of one's own
{
	printf '{"like": "openai-compatible", "base": [%s], "key": {"env": "MY_KEY"}}' "$2" \
		>"$own/$1.json"
}

fine 'the list' providers
check 'what is built in' grep -q '^animatic  *built in ' "$room/out"
check 'what lacks a key' grep -q '^fal  *set FAL_KEY  *shipped ' "$room/out"
check 'what lacks a server' grep -q '^openai-compatible  *needs a server' "$room/out"
FAL_KEY=sk-fal run providers fal
check 'the place of the key' grep -q 'key in FAL_KEY' "$room/out"
check 'never the key' sh -c "! grep -q sk-fal '$room/out'"
check 'a model, its price and the day' sh -c "grep -q '^fal-ai/veo3.1 .*0.40–0.60 USD/s' \
	'$room/out' && grep -q '^prices as of 2' '$room/out'"
put mine '"http://gpu1:1/v1", "http://gpu2:1/v1"'
printf '{\n\t"like": "fal",\n\t"bse": []\n}\n' >"$own/broken.json"
fine 'one of my own' providers mine --json
is 'from which files' "$(json /providers/0/from /providers/0/files/0/own \
	/providers/0/files/0/members /providers/0/files/1/own | tr '\n' ' ')" 'own true #2 false '
is 'its servers' "$(json /providers/0/servers/1)" http://gpu2:1/v1
fine 'a bad file' providers broken
like 'where and what' "$(tr -s ' \n' '  ' <"$room/out")" '*broken.json:3: bse: no member*'
run providers
check 'in the list, too' grep -q '^broken  *bad .*broken.json:3' "$room/out"
fails 'none of this name' 3 'no provider “nix”; known here: animatic, broken,*' providers nix
rm "$own/broken.json"

fails 'a test that lacks a key' 1 '*as it is set up' providers fal --test
check 'says what' grep -q 'set FAL_KEY' "$room/out"
fine 'what is built in needs no test' providers animatic --test

serve '[{"path": "/good/*", "replies": [{"body": {"data": [{"id": "sk-se\/cret-nobody-sees",
	"url": "http://h/c?x=1&X-Amz-Signature=abcdef0123&y=2"}]}}]},
 {"path": "/denied/*", "replies": [{"status": 401,
	"body": {"error": {"message": "no such key sk-se/cret-nobody-sees"}}}]},
 {"path": "/page/*", "replies": [{"headers": {"Content-Type": "text/html"},
	"body": "<html>welcome"}]},
 {"path": "/down/*", "replies": [{"status": 503, "body": "try later"}]},
 {"path": "/drop/*", "replies": [{"drop": true}]}]'
here=http://127.0.0.1:$port
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
printf '{"like": "mine", "test": null}' >"$own/mute.json"
run providers mute --test
check 'no test, nothing asked' grep -q 'its file has no “test”' "$room/out"
printf '{"like": "mine", "base": "https://api.openai.com/v1"}' >"$own/closed.json"
run providers closed
check 'gone, it says' grep -q '^  gone  *OpenAI' "$room/out"
kill "$peer_pid"
peer_pid=
finish
