#!/bin/sh
# Caps on the board: what a film and a day may cost, in money and in seconds of clip, while
# another program makes a take. A server on the loopback plays a service that is never done.
. "$top_srcdir/tests/cli/lib.sh"
. "$top_srcdir/tests/wire/serve.sh"
SCENETTY_FAKE=$room SCENETTY_MEDIA=$top_builddir/tests/job/fake_media
SCENETTY_DATA=$top_builddir/data TERM=xterm-256color
export SCENETTY_FAKE SCENETTY_MEDIA SCENETTY_DATA TERM
config=$XDG_CONFIG_HOME/scenetty

provide() # URL
{
	cat >"$providers/shop.json" <<END
{"like": "openai-compatible", "base": ["$1/v1"], "in_flight": 2, "wait": {"first": 0.1, "most": 0.2},
 "models": {"*": {"start": true, "price": {"second": 0.1, "is": "exact", "checked": "2026-11-01"}}}}
END
}

# The screens behind each of KEYS; $room/words is all of it on one line.
play() # KEYS…
{
	for keys; do
		set -- "$@" "$keys" show
		shift
	done
	"$top_builddir/tests/board/play" -s 120x40 . "$@" >"$room/out" 2>&1
	tr -s '\n ' ' ' <"$room/out" >"$room/words"
}

says() # NAME TEXT
{
	if grep -qF -- "$2" "$room/words"; then ok "$1"; else not_ok "$1" "$(cat "$room/out")"; fi
}

"$scenetty" -q new film && cd film || exit 99
"$scenetty" -q add One seconds=4 prompt=ok >/dev/null
"$scenetty" -q add Two seconds=4 prompt=ok >/dev/null
"$scenetty" -q generate one
clip=$room/clip.mp4
mv takes/one/t001.mp4 "$clip" && rm -rf takes .scenetty
"$scenetty" -q set one circled= && "$scenetty" -q set film provider=shop
serve '[{"method": "POST", "path": "/v1/videos", "replies": [{"body": {"id": "v{N}", "status": "queued"}}]},
	{"path": "*", "replies": [{"body": {"status": "in_progress"}}]}]'
"$scenetty" -q generate one --yes 2>"$room/err" &
other=$!
wait_for was_asked '"POST"' 1

play l ": 'set film budget=\"0.7 USD\"' Enter" r \
	": 'set film budget=\"0.7 USD a day\"' Enter" r \
	": 'set film budget=\"7 s\"' Enter" r ": 'set film budget=\"7 s a day\"' Enter" r \
	"$(printf '$(echo %s >%s)' "'{\"film\": 0.5}'" "$config/budget.json")" \
	": 'set film budget=' Enter" r
way='nothing was sent: raise it with “set film budget=…”'
held='0.40 USD of what is spent is put aside for takes on their way'
says 'the film’s cap in money, and what another program has begun' \
	"0.40 USD more would make 0.80 USD, and this film may cost 0.70 USD; $held; $way"
says 'the day’s' \
	"0.40 USD more would make 0.80 USD today, and this film may cost 0.70 USD a day; $held; $way"
says 'the film’s in seconds' "4 s of clip more would make 8 s, and this film may have 7 s; $way"
says 'the day’s' "4 s of clip more would make 8 s today, and this film may have 7 s a day; $way"
says 'the user’s own' \
	"and a film may cost 0.50 USD; $held; nothing was sent: raise “film” in "

echo '{"day_seconds": 30}' >"$config/budget.json"
play ": 'set film budget=\"0.9 USD, 2 USD a day\"' Enter" r n
says 'what is left is told with the question' \
	'left in the film’s budget: 0.50 USD, 1.60 USD today; in'
says 'in each budget' 'yours: 26 s of clip today'
says 'and who makes it for how much' 'shop: 1 take, 0.40 USD (exact, 2026-11-01)'
is 'nothing of that was sent' "$(asked '"POST"')" 1

# It is taken while the question stands there.
"$top_builddir/tests/ui/ptyrun" -s 120x40 "$scenetty" . >"$room/out" 2>&1 <<END
wait One
keys r
wait make 1 take of one
sh "$scenetty" -q generate two --yes 2>/dev/null & echo \$! >"$room/pid"
sh until [ "\$(grep -c POST "$log")" = 2 ]; do :; done
keys y
wait 0.40 USD more would make 1.20 USD
keys q
end
END
like 'a yes to what another program took in between is a no' "$(cat "$room/out")" '*exit 0*'
is 'and nothing is sent' "$(asked '"POST"')" 2
kill "$other" "$(cat "$room/pid")"

# Two waits for the take of one, and is changed meanwhile.
rm -rf "$XDG_STATE_HOME" "$config/budget.json"
"$scenetty" -q set film budget= && "$scenetty" -q set two start=one/last
stands=$room/stands
echo '{"status": "in_progress"}' >"$stands"
serve "[{\"method\": \"POST\", \"path\": \"/v1/videos\", \"replies\": [{\"body\": {\"id\": \"w\", \"status\": \"queued\"}}]},
	{\"path\": \"/v1/videos/w/content\", \"replies\": [{\"file\": \"$clip\"}]},
	{\"path\": \"*\", \"replies\": [{\"file\": \"$stands\"}]}]"
"$top_builddir/tests/ui/ptyrun" -s 120x40 "$scenetty" . >"$room/out" 2>&1 <<END
wait One
keys R
wait make 2 takes of one and two, for 0.80 USD?
keys y
wait ▶1
keys :set two seconds=8\r
wait set seconds
sh echo '{"status": "completed"}' >"$stands"
wait the yes was to 0.40 USD, and it has been changed since: 0.80 USD
keys q
end
END
like 'a yes to one price is none to a higher one' "$(cat "$room/out")" '*exit 0*'
is 'so it is not sent' "$(asked '"POST"')" 1
finish
