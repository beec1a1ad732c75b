#!/bin/sh
# Money: the bill before, the caps, what is put aside, what it came to. A server on the
# loopback plays a service that charges 0.10 USD for each second it is asked for.
. "$top_srcdir/tests/cli/lib.sh"
. "$top_srcdir/tests/wire/serve.sh"

provide() # URL
{
	cat >"$providers/shop.json" <<END
{"like": "openai-compatible", "base": ["$1/v1"], "in_flight": 4,
 "wait": {"first": 0.02, "most": 0.05}, "read": {"cost": "/cost"},
 "create": {"form": null, "json": {"model": "{model}", "seconds": "{seconds}"}},
 "models": {"*": {"price": null},
  "exact": {"price": {"second": 0.1, "is": "exact", "checked": "2026-11-01"}},
  "euro": {"price": {"second": 0.1, "is": "estimated", "currency": "EUR"}}}}
END
}

creates() # how many takes it was asked for
{
	asked '"method":"POST"'
}

charged() # for all it was asked
{
	sed -n 's/.*"method":"POST".*\\"seconds\\":\([0-9.]*\).*/\1/p' "$log" |
		awk '{ sum += $1 / 10 } END { printf "%.4f\n", sum }'
}

spent() # POINTER…: of the account
{
	"$scenetty" spend --json >"$room/out"
	json "$@" | tr '\n' ' '
}

config=$XDG_CONFIG_HOME/scenetty
"$scenetty" -q new film --size 256x144 && cd film || exit 99
for title in One Two Three; do
	"$scenetty" -q add $title seconds=0.5 prompt="A kitten" >/dev/null
done
"$scenetty" -q set two seconds=0.25
"$scenetty" -q generate one
clip=$PWD/takes/one/t001.mp4
is 'what is free is not spent' "$(spent /spend /totals /unsure)" '#0 #0 #0 '
CREATE='{"method": "POST", "path": "/v1/videos", "replies": [{"body": {"id": "v{N}", "status": "queued"}}]}'
CLIP="{\"path\": \"/clip\", \"replies\": [{\"file\": \"$clip\"}]}"
DONE='{"path": "/v1/videos/v*", "replies": [{"body": {"status": "completed", "url": "http://127.0.0.1:{port}/clip"}}]}'
serve "[$CREATE, $CLIP, $DONE]"
"$scenetty" -q set film provider=shop model=exact

fine 'the bill' generate --all -n 2 --dry-run
is 'a line a scene, and the day of the prices' "$(cat "$room/out")" \
	'scene  takes  seconds  provider  model       each      cost  price
one        2      0.5  shop      exact   0.05 USD  0.10 USD  exact
two        2      0.2  shop      exact  0.025 USD  0.05 USD  exact
three      2      0.5  shop      exact   0.05 USD  0.10 USD  exact
in all 0.25 USD, prices as of 2026-11-01'
is 'nothing was sent for it' "$(creates)" 0
fine 'in JSON' generate --all -n 2 --dry-run --json
is 'the same' "$(json /cost /sums/0/cost /sums/0/currency /unpriced /bill/1/each /bill/1/cost \
	/bill/1/price /bill/1/checked | tr '\n' ' ')" '0.25 0.25 USD 0 0.025 0.05 exact 2026-11-01 '
fails 'it is asked with the sum' 6 'make 6 takes of one, two and three, for 0.25 USD? *' generate --all -n 2
is 'and waits for a yes' "$(creates)" 0
fine 'all of it' generate --all -n 2 --yes
is 'the bill is what the service charged' "$(creates) $(charged)" '6 0.2500'
is 'and what was spent' "$(spent /totals/0/spent /totals/0/told /totals/0/held /totals/0/takes)" \
	'0.25 0 0 6 '
like 'a take knows' "$(cat takes/one/t002.json)" '*"cost": 0.05,*"currency": "USD"*'

"$scenetty" -q set film budget='{"film": 0.3, "currency": "USD"}'
fails 'one cent over' 6 \
	'0.125 USD more would make 0.375 USD, and this film may cost 0.30 USD; nothing was sent: *' \
	generate --all --yes
fine 'the bill says so' generate --all --dry-run --json
like 'why' "$(json /refused)" '0.125 USD more *'
is 'what there is' "$(json /caps/0/of /caps/0/cap /caps/0/limit /caps/0/spent | tr '\n' ' ')" \
	'film film 0.3 0.25 '
is 'nothing was sent' "$(creates)" 6
fine 'to the cent' generate one --yes
is 'was sent' "$(creates)" 7

"$scenetty" -q set film budget='{"film": 0.38, "currency": "USD"}'
"$scenetty" -q generate one --yes 2>/dev/null &
first=$!
"$scenetty" -q generate three --yes 2>/dev/null &
wait $!
codes=$?
wait $first
is 'of two at once one is refused' $((codes + $?)) 6
is 'and one gets what is left' "$(creates) $(spent /totals/0/spent)" '8 0.35 '

"$scenetty" -q set film model=euro
fails 'another currency' 6 '*in EUR and the budget in USD*' generate one --yes
fine 'is made if it is said' generate one --yes --unpriced
is 'and never added' "$(spent /totals/0/spent /totals/0/currency /totals/1/spent /totals/1/currency)" \
	'0.05 EUR 0.35 USD '
"$scenetty" -q set film model=dark
fails 'an unknown price' 6 'what 1 take would cost is not known*--unpriced*' generate one --yes
fine 'too' generate one --yes --unpriced
fine 'is told' spend
is 'by name' "$(cat "$room/out")" \
	'day         takes  seconds     spent  told  on its way  not known
2026-11-22      1      0.5                                      1
2026-11-22      1      0.5  0.05 EUR
2026-11-22      8      3.5  0.35 USD
in all          1      0.5                                      1
in all          1      0.5  0.05 EUR
in all          8      3.5  0.35 USD
job 11 (one, shop): what it cost is not known'
"$scenetty" -q set film model=exact budget='{"day_seconds": 4.9}'
fails 'seconds of clip' 6 '0.5 s of clip more would make 5 s today, and this film may have 4.9 s a day; *' \
	generate one --yes
echo '{"day_seconds": 4}' >"$config/budget.json"
"$scenetty" -q set film budget=
fails 'of all films' 6 '*all films together may have 4 s a day; *“day_seconds” in */budget.json' \
	generate one --yes
echo '{"day": "4"}' >"$config/budget.json"
fails 'a slip is no licence' 3 '*budget.json: day: expected a number*' generate one --yes
rm "$config/budget.json"
is 'nothing of that was sent' "$(creates)" 10

TOLD='{"path": "/v1/videos/v*", "replies": [{"body": {"status": "in_progress"}}, {"body": {"status": "completed", "cost": 0.04, "url": "http://127.0.0.1:{port}/clip"}}]}'
serve "[$CREATE, $CLIP, $TOLD]"
fine 'a service that tells' generate one --yes
is 'is believed' "$(spent /totals/2/spent /totals/2/told)" '0.39 0.04 '
FAILED='{"path": "/v1/videos/v*", "replies": [{"body": {"status": "failed", "error": {"message": "no luck"}}}]}'
serve "[$CREATE, $FAILED]"
fails 'what it says failed' '*' '*no luck*' generate one --yes
is 'is released' "$(creates) $(spent /totals/2/spent /totals/2/held)" '1 0.39 0 '
serve '[{"method": "POST", "path": "/v1/videos", "replies": [{"drop": true}]}]'
fails 'what may have been accepted' '*' '*' generate two --yes
is 'stays put aside' "$(spent /totals/2/spent /totals/2/held /unsure/0/scene /unsure/0/held)" \
	'0.39 0.025 two 0.025 '
"$scenetty" -q set film budget='{"film": 0.4, "currency": "USD"}'
fails 'sent again it would be too dear' 6 '*nothing was sent: *' retry 14 --yes
"$scenetty" jobs --json >"$room/out"
is 'and stays unknown' "$(json /jobs/0/state)" unknown
"$scenetty" -q set film budget= && "$scenetty" -q set two seconds=0.5
fails 'what is asked then is what it costs now' 6 \
	'job 14 (0.025 USD) may have arrived at shop, and is paid twice then; send it again, for 0.05 USD? *' \
	retry 14
"$scenetty" -q set two seconds=0.25
fine 'and is named' spend --by scene
like 'as what it is' "$(cat "$room/out")" '*job 14 (two, shop) may have been accepted: 0.025 USD *'
fine 'by provider' spend --by provider --json --days 1
is 'it is one' "$(json /spend/2/name /spend/2/spent /spend/2/takes | tr '\n' ' ')" 'shop 0.39 10 '
fine 'of another day' spend --since 2026-11-23
is 'is nothing' "$(cat "$room/err")" 'nothing was spent'
fails 'no day' 2 '*expected a day like *' spend --since 2026-02-30
serve "[$CREATE, $CLIP, $DONE]"
"$scenetty" -q set film model=dark
"$scenetty" -q generate one --yes --unpriced
fine 'several of unknown cost' spend --by provider
like 'are told in one line' "$(cat "$room/out")" \
	'*stays put aside
2 takes by shop: what they cost is not known; its own account tells'
cd "$room" || exit 99
fine 'where no film is, all are told' spend --by film
like 'by their folders' "$(cat "$room/out")" '*work/film *0.39 USD*'
finish
