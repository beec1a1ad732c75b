#!/bin/sh
# Jobs at a service, seen and seen to from the board.
. "$top_srcdir/tests/cli/lib.sh"
. "$top_srcdir/tests/wire/serve.sh"
SCENETTY_FAKE=$room SCENETTY_MEDIA=$top_builddir/tests/job/fake_media
SCENETTY_DATA=$top_builddir/data TERM=xterm-256color
export SCENETTY_FAKE SCENETTY_MEDIA SCENETTY_DATA TERM PTYRUN_RAW="$room/raw"
"$scenetty" -q new film && cd film || exit 99
for title in One Two Three; do
	"$scenetty" -q add $title seconds=0.5 prompt=ok >/dev/null
done
"$scenetty" -q generate one
clip=$room/clip.mp4
mv takes/one/t001.mp4 "$clip"
rm -rf takes .scenetty
"$scenetty" -q set one circled= && "$scenetty" -q set film provider=mine

board() # <SCRIPT: what ptyrun prints is in $room/out
{
	"$top_builddir/tests/ui/ptyrun" -s 120x40 "$scenetty" . >"$room/out" 2>&1
}

play() # KEYS…: the screen is in $room/out
{
	"$top_builddir/tests/board/play" . "$@" >"$room/out" 2>&1
}

shows() # NAME TEXT
{
	if grep -qF -- "$2" "$room/out"; then ok "$1"; else not_ok "$1" "$(cat "$room/out")"; fi
}

ended() # NAME: the board did as the script says
{
	if grep -qx 'exit 0' "$room/out"; then ok "$1"; else not_ok "$1" "$(cat "$room/out")"; fi
}

CREATE='{"method": "POST", "path": "/v1/videos", "replies": [{"body": {"id": "v{N}", "status": "queued"}}]}'
FETCH="{\"path\": \"/v1/videos/v*/content\", \"replies\": [{\"file\": \"$clip\"}]}"
DELETE='{"method": "DELETE", "path": "/v1/videos/v*", "replies": [{"body": {}}]}'
# Its state is what the file says.
POLL="{\"path\": \"/v1/videos/v*\", \"replies\": [{\"file\": \"$room/stands\"}]}"
busy='echo "{\"status\": \"in_progress\"}" >"$room/stands"' ready='echo "{\"status\": \"completed\"}" >"$room/stands"'
export room
eval "$busy"
priced() # MORE: the file with a price, and what more is to be in it
{
	sed -i "s|\"wait\"|\"models\": {\"*\": {\"seconds\": {\"max\": 2}, \"price\": {\"second\": 1, \"is\": \"exact\"}}}, $1&|" "$providers/mine.json"
}

serve "[$CREATE, $FETCH, $DELETE, $POLL]"
priced ''
"$scenetty" -q set one seconds=3
play r
shows 'what a model cannot do is refused at once, with the nearest' 'not of 3: the nearest is 2'
printf 'board F none\nboard F7 fit .\n' >"$XDG_CONFIG_HOME/scenetty/keys"
play
shows 'and the key that makes it so, by what it is bound to' 'is 2; F7'
rm "$XDG_CONFIG_HOME/scenetty/keys"
"$scenetty" -q set one seconds=0.5
echo '{"day": 0.4}' >"$XDG_CONFIG_HOME/scenetty/budget.json"
play R
shows 'what a cap refuses is told on the board' '0.40 USD'
is 'and nothing is sent' "$(asked '"POST"')" 0
rm "$XDG_CONFIG_HOME/scenetty/budget.json"

board <<'END'
wait One
keys r
wait mine: 1 take, 0.50 USD (exact)
wait make 1 take of one, for 0.50 USD?
keys y
wait ▶
keys LX
wait whether it is
wait counts as spent: nobody said
keys qq
end
END
ended 'stopped from the list, with what that means for the bill'
is 'the service hears it' "$(asked '"DELETE"')" 1

serve "[$CREATE, $FETCH, $POLL]"
board <<END
wait One
keys :set one notes=x\r
wait set notes
sh "$scenetty" -q generate two --yes >/dev/null 2>&1 & echo \$! >"$room/pid"
wait ▶1
keys L
wait carries it
wait waiting
sh kill -KILL \$(cat "$room/pid"); $ready
wait two t001
wait done
keys qq
end
END
ended 'another program makes it, is killed, and the board that is open takes it up'
is 'sent once' "$(asked '"POST"')" 1
is 'circled' "$("$jsontool" /scenes/1/circled <film.json)" t001

eval "$busy"
board <<END
wait One
keys r
wait ▶
keys \r\rwords
sh $ready
wait take made
keys  go on
wait words go on
keys \x13qq
end
END
ended 'a take comes while somebody writes'
check 'what is written stays' grep -q 'words go on' film.json
"$scenetty" -q set one prompt=ok

serve '[{"method": "POST", "path": "/v1/videos", "replies": [{"drop": true}]}]'
sed -i 's|"wait"|"lookup": null, &|' "$providers/mine.json"
board <<'END'
wait One
keys r
wait ?
keys L
wait f asks the service for it; D
keys f
wait one: mine
keys r
wait is made twice
keys n
wait nobody said yes
keys D
wait never arrived, as was said
keys qq
end
END
ended 'nobody knows what became of it: the ways out, by their keys'
is 'all of that sends nothing' "$(asked '"POST"')" 1

serve '[{"method": "POST", "path": "/v1/videos", "replies": [{"status": 401, "body": {"error": {"message": "who are you?"}}}]}]'
sed -i 's|"wait"|"in_flight": 1, &|' "$providers/mine.json"
play 'M r' 'g m'
shows 'a wrong key is told' \
	'3 of 3 takes failed: one: mine: who are you?; see that the key (GPU_KEY) is right and may use this'
is 'and not for each that was not sent' "$(grep -c '^│.*not sent' "$room/out") $(asked '"POST"')" '0 1'

serve '[{"method": "POST", "path": "/v1/videos", "replies": [{"status": 429, "headers": {"Retry-After": "90"}}]}]'
board <<'END'
wait One
keys lr
wait two asks again in
wait ▶1
keys L
wait submitting
keys X
wait stopped
keys qq
end
END
ended 'what waits says for what, and until when'

# What a service lists of its models comes while one chooses among them.
serve '[{"path": "/v1/videos/models", "replies": [{"after": 300, "body": {"data": [
	{"id": "acme/far", "supported_durations": [2]},
	{"id": "acme/vast", "supported_durations": [4], "pricing_skus": {"duration_seconds": "0.4"}}]}}]}]'
echo '{"like": "openrouter", "base": ["http://127.0.0.1:'"$port"'/v1"], "key": {"env": "GPU_KEY"}}' \
	>"$providers/many.json"
"$scenetty" -q set one provider=many
board <<'END'
wait no model is named
keys r
wait asking many what its models do and cost
wait 1 of 1 takes failed: one: no model is named
keys q
end
END
ended 'what needs a model says so, once the list has come'
rm -rf "$XDG_CACHE_HOME/scenetty"
"$scenetty" -q set one model=acme/vast seconds=4
"$top_builddir/tests/board/play" -H . r y >"$room/out" 2>&1
shows 'a question that comes later is not answered by what one types then' 'answer it again'
is 'and stands there yet, for nothing was sent' \
	"$(grep -c 'make 1 take of one, for about 1.60 USD' "$room/out") $(asked '"POST"')" '1 0'
"$scenetty" -q set one model= seconds=0.5
rm -rf "$XDG_CACHE_HOME/scenetty"
board <<'END'
wait One
keys \r\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\r
keys v
wait 4 s · 0.40 USD/s
gone acme/far
keys \e[B\r
wait acme/vast makes clips of 4 s, not of 0.5
keys qq
end
END
ended 'the list comes into the choice that is open'
"$scenetty" -q set one provider= model=

serve '[{"method": "POST", "path": "/v1/videos", "replies": [{"body": {"id": "v\u001b[31m\u202e1"}}]},
	{"path": "*", "replies": [{"body": {"status": "failed", "error": {"message": "\u001b]0;stolen\u0007\u202eesrever"}}}]}]'
board <<'END'
wait One
keys r
wait esrever
keys L
wait esrever
keys v
wait theirs
keys qqq
end
END
ended 'what a service says is shown'
check 'and does nothing to the terminal' awk '/\033\]0;stolen|\342\200\256/ { exit 1 }' "$room/raw"

serve '[{"method": "POST", "path": "/v1/videos", "replies": [{"hang": true}]}]'
board <<END
wait One
keys r
sh until grep -q POST "$log"; do :; done
keys q
wait once more to leave
keys \x03
end
END
like 'a board that a service holds is left at the second word' "$(cat "$room/out")" '*exit 130*'
finish
