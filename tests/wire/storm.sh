#!/bin/sh
# Forty jobs at a service that refuses at random, with and without a word of when to come
# back: all of them end, keys on the board are answered meanwhile, and what was accepted
# was sent once and is here. Then two programs make the same film at once.
. "$top_srcdir/tests/cli/lib.sh"
. "$top_srcdir/tests/wire/serve.sh"
SCENETTY_FAKE=$room SCENETTY_MEDIA=$top_builddir/tests/job/fake_media
export SCENETTY_FAKE SCENETTY_MEDIA
"$scenetty" -q new film && cd film || exit 99
"$scenetty" -q add One seconds=0.5 prompt=ok >/dev/null
"$scenetty" -q generate || exit 99
clip=$room/clip.mp4
mv takes/one/t001.mp4 "$clip"
rm -rf takes .scenetty
i=0 scenes=
while [ $i -lt 40 ]; do
	i=$((i + 1))
	scenes="$scenes${scenes:+, }{\"id\": \"s$i\", \"title\": \"Scene number $i\", \"prompt\": \"ok\", \"seconds\": 0.5}"
done
printf '{"scenetty": 1, "id": "storm", "provider": "mine", "scenes": [%s]}\n' "$scenes" >film.json

STORM='"odds": 0.4, "storm": [{"status": 429}, {"status": 429, "headers": {"Retry-After": "0"}},
	{"status": 503, "headers": {"Retry-After": "0"}}'
CREATE="{\"method\": \"POST\", \"path\": \"/v1/videos\", $STORM, {\"status\": 503}], \"replies\": [{\"body\": {\"id\": \"v{N}\", \"status\": \"queued\"}}]}"
FETCH="{\"path\": \"/v1/videos/v*/content\", $STORM, {\"status\": 503}], \"replies\": [{\"file\": \"$clip\"}]}"
POLL="{\"path\": \"/v1/videos/v*\", $STORM, {\"status\": 500}], \"cycle\": true, \"replies\": [{\"body\": {\"status\": \"in_progress\"}}, {\"body\": {\"status\": \"completed\"}}]}"
ROUTES="[$CREATE, $FETCH, $POLL]"
serve "$ROUTES"
sed -i 's/"first": 0.05, "most": 0.1/"first": 0.02, "most": 0.05/; s/"key":/"in_flight": 3, &/' \
	"$XDG_CONFIG_HOME/scenetty/providers/mine.json"
TERM=xterm-256color "$top_builddir/tests/ui/ptyrun" -s 120x40 "$scenetty" . >"$room/out" 2>&1 <<'END'
wait Scene number 1
keys :generate --yes\r
wait ing
keys G
wait Scene number 40
keys gg
wait Scene number 1
keys L
wait submitting
keys \e
wait Scene number 1
wait takes failed
keys q
end
END
check 'all end, and keys are answered' grep -qx 'exit 0' "$room/out"
"$scenetty" jobs --json | tr -d ' ' >"$room/out"
is 'none is open' "$(grep -o '"state":"[a-z]*"' "$room/out" | sort -u | tr -d '\n')" '"state":"done""state":"failed"'
done=$(grep -o '"state":"done"' "$room/out" | wc -l)
failed=$(grep -o '"state":"failed"' "$room/out" | wc -l)
is 'all forty' $((done + failed)) 40
is 'every clip that was accepted is here' "$(find takes -name '*.mp4' | wc -l)" "$done"
is 'and was accepted once' "$(grep -o '"remote":"v[0-9]*"' "$room/out" | sort -u | wc -l)" "$done"

serve "$(printf '%s' "$ROUTES" | sed 's/"odds": 0.4/"odds": 0/g')"
rm -rf takes
"$scenetty" -q generate --yes & one=$!
"$scenetty" -q generate --yes & other=$!
wait $one; wait $other
is 'two programs send each scene once' "$(asked '"POST"')" 40
is 'and make one take of each' "$(find takes -name '*.mp4' | wc -l)" 40
finish
