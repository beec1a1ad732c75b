#!/bin/sh
# Several scenettys at one service: together they send no more at once than it takes, and
# a scene waits for the take of another that any of them makes.
. "$top_srcdir/tests/cli/lib.sh"
. "$top_srcdir/tests/wire/serve.sh"
TZ=UTC; export TZ

provide() # URL: one server that makes one clip at a time
{
	cat >"$providers/mine.json" <<END
{"like": "openai-compatible", "base": ["$1/v1"], "in_flight": 1,
 "wait": {"first": 0.02, "most": 0.05}, "models": {"*": {"start": true}},
 "create": {"form": null, "json": {"prompt": "{prompt}", "start": "{start:base64?}"}}}
END
}

film() # NAME SCENES
{
	cd "$room/work" || exit 99
	rm -rf "$1"
	mkdir "$1" && cd "$1" || exit 99
	printf '{"scenetty": 1, "id": "%s", "provider": "mine", "seconds": 0.5, "scenes": [%s]}\n' \
		"$1" "$2" >film.json
}

begin() # NAME WORDS…: in the background, its words in $room/NAME; $pid
{
	said=$room/$1
	shift
	: >"$said" # what it said before is not what is waited for
	"$scenetty" "$@" >/dev/null 2>"$said" &
	pid=$!
}

others() # at once: the most that the service had of what it was asked for
{
	sed -n 's/.*"method":"POST".*/+/p; s/.*"path":"[^"]*content".*/-/p' "$log" |
		awk '$0 == "-" { n-- } $0 == "+" && ++n > most { most = n } END { print most }'
}

film seed '{"id": "one", "prompt": "ok"}'
"$scenetty" -q set film provider=animatic
"$scenetty" -q generate || exit 99
clip=$room/clip.mp4
cp takes/one/t001.mp4 "$clip"
CREATE='{"method": "POST", "path": "/v1/videos", "replies": [{"body": {"id": "v{N}", "status": "queued"}}]}'
FETCH="{\"path\": \"/v1/videos/v*/content\", \"replies\": [{\"file\": \"$clip\"}]}"
POLL='{"path": "/v1/videos/v*", "cycle": true, "replies": [{"body": {"status": "in_progress"}}, {"body": {"status": "completed"}}]}'
STUCK='{"path": "/v1/videos/v1", "replies": [{"body": {"status": "in_progress"}}]}'
REFUSE='{"path": "/v1/videos/v1", "replies": [{"body": {"status": "failed", "error": {"message": "no luck"}}}]}'
THREE='{"id": "one", "prompt": "ok"}, {"id": "two", "prompt": "ok"}, {"id": "three", "prompt": "ok"}'
CHAIN='{"id": "one", "prompt": "ok"}, {"id": "two", "prompt": "ok", "start": "previous"}'

serve "[$CREATE, $FETCH, $POLL]"
film left "$THREE"
begin left generate --yes; left=$pid
film right "$THREE"
begin right generate --yes; right=$pid
wait $left; code=$?
wait $right
is 'two films at one server' "$((code + $?)) $(asked '"POST"')" '0 6'
is 'one clip at a time' "$(others)" 1

serve "[$CREATE, $FETCH, $STUCK, $POLL]"
film left "$CHAIN"
begin left generate one --yes; left=$pid
wait_for was_asked '"GET"' 1
film right "$THREE"
begin right generate one --yes; right=$pid
wait_for grep -q "^one waits for room at mine, where 1 take of another scenetty (process $left) is on the way$" "$room/right"
ok 'it is said who is there'
is 'and nothing is sent' "$(asked '"POST"')" 1
kill $right
wait $right
is 'who waits is stopped at once' $? 143
before=$(cut -d' ' -f14,15 "/proc/$left/stat")
kill -KILL $left
wait $left 2>/dev/null
begin right generate two --yes; right=$pid
wait_for grep -q 'a scenetty that is gone' "$room/right"
ok 'what a dead one left there is in the way too'
fine 'until it is settled' -C ../left cancel job:8
wait $right
is 'then its place is free' $? 0

one_begins() # by $left, and stays on its way
{
	serve "[$CREATE, $FETCH, $STUCK]"
	begin left generate one --yes; left=$pid
	wait_for was_asked '"GET"' 1
}

two_waits() # for it, by $right
{
	begin right generate two --yes; right=$pid
	wait_for grep -q '^two waits for one' "$room/right"
}

film chain "$CHAIN"
one_begins
begin right generate two --yes; right=$pid
wait_for grep -q "^two waits for one, which another scenetty makes (job 11, process $left)$" "$room/right"
ok 'a scene waits for what another one makes'
is 'and is not sent' "$(asked '"POST"')" 1
serve "[$CREATE, $FETCH, $POLL]"
wait $left; code=$?
wait $right
is 'both are made' "$((code + $?)) $(asked '"POST"')" '0 1'
cp takes/two/t001.json "$room/out"
is 'the one from the other' "$(json /recipe/start_take)" one/t001

one_begins
two_waits
serve "[$CREATE, $FETCH, $REFUSE]"
wait $right
is 'what it waited for fails' $? 1
like 'it says so, and takes no old one' "$(cat "$room/right")" \
	'*: two: waited for a frame of one, whose job 13 is failed: mine: no luck*'
wait $left
is 'it was not sent' "$(asked '"POST"')" 0

"$scenetty" -q set one prompt='ok, again'
one_begins
two_waits
kill -KILL $left
wait $left 2>/dev/null
serve "[$CREATE, $FETCH, $POLL]"
"$scenetty" -q -C ../seed generate one # it writes in the ledger, which the dead one can't
wait $right
is 'one that dies is taken over' "$? $(asked '"POST"')" '0 1'
cp takes/two/t002.json "$room/out"
is 'and its take is gone on from' "$(json /recipe/start_take)" one/t002

one_begins
kill -KILL $left
wait $left 2>/dev/null
serve "[$CREATE, $FETCH, $REFUSE]"
fails 'taken up, it fails' '*' '*two: waited for a frame of one, whose job 17 is failed: *' \
	generate two --yes
is 'so does who waits for it' "$(asked '"POST"')" 0

serve "[$CREATE, $FETCH, $POLL]"
film same "$CHAIN, {\"id\": \"three\", \"prompt\": \"ok\", \"start\": \"previous\"}"
begin left generate --yes; left=$pid
begin right generate --yes; right=$pid
wait $left; code=$?
wait $right
is 'two that make one chain' "$((code + $?))" 0
is 'make each scene once' "$(asked '"POST"') $(find takes -name '*.mp4' | wc -l)" '3 3'
"$scenetty" status --json >"$room/out"
is 'each from the one before' "$(json /scenes/0/state /scenes/1/state /scenes/2/state | tr '\n' ' ')" \
	'current current current '

# Whatever the clock says when a job is taken up, it has time to come: a year before, after 2038.
film clocks '{"id": "one", "prompt": "ok"}'
for then in 1763833200 2200000000; do
	serve "[$CREATE, $FETCH, $STUCK]"
	begin left generate --all --yes
	wait_for was_asked '"GET"' 1
	kill -KILL $pid
	wait $pid 2>/dev/null
	serve "[$CREATE, $FETCH, $POLL]"
	SCENETTY_NOW=$then "$scenetty" jobs --settle --json >"$room/out" 2>"$room/err"
	is "taken up at $then" "$? $(json /jobs/0/state) $(asked '"POST"')" '0 done 0'
done

# What a server says of when to ask again: up to five minutes, and that is seen.
film limits '{"id": "one", "prompt": "ok"}'
limit() # HEADER
{
	serve "[{\"method\": \"POST\", \"path\": \"/v1/videos\", \"replies\": [{\"status\": 429, \"headers\": {$1}, \"body\": {\"error\": {\"message\": \"slow down\"}}}]}]"
	begin limit generate --yes
}

told() # PATTERN of the notes
{
	wait_for grep -q "^one asks again in $1: mine: slow down$" "$room/limit"
	"$scenetty" jobs --open >"$room/out" 2>/dev/null
	kill $pid
	wait $pid
	code=$?
}

for far in '"Retry-After": "99999999999"' '"Retry-After": "Thu, 01 Jan 2099 00:00:00 GMT"'; do
	limit "$far"
	told '[56]:[0-9][0-9], at 17:[45][0-9]'
	like 'another process sees it' "$(cat "$room/out")" '*submitting*asks again in [56]:*: mine: slow down*'
	is 'and it is stopped at once' "$code $(asked '"POST"')" '143 1'
done
limit '"retry-after-ms": "7000"'
told '0:0[78], at 17:40'
is 'thousandths' "$code $(asked '"POST"')" '143 1'
limit '"Retry-After": "7"'
wait_for grep -q '^one asks again' "$room/limit"
kill -KILL $pid
wait $pid 2>/dev/null
fine 'killed while it waits' jobs --settle --json
is 'it was refused, so it is nowhere' "$(json /jobs/0/state)" cancelled
for none in '"Retry-After": "-5"' '"Retry-After": "Thu, 01 Jan 1970 00:00:00 GMT"' \
	'"retry-after-ms": "soon"'; do
	limit "$none"
	wait_for was_asked '"POST"' 3
	kill $pid
	wait $pid
	is "it asks again by itself ($none)" $? 143
done

# The answer comes when nobody wants it any more.
serve '[{"method": "POST", "path": "/v1/videos", "replies": [{"status": 429, "after": 300, "headers": {"Retry-After": "9999"}}]}]'
begin limit generate --yes
wait_for was_asked '"POST"' 1
kill $pid
wait $pid
is 'stopped while it is asked for, and not asked for again' "$? $(asked '"POST"')" '143 1'
finish
