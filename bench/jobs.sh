# For bench/run: jobs at a service on the loopback (tests/wire/peer): what two hundred at
# once cost, and how long a thousand that were left take to be fetched. Clips are looked
# at by the tests' fake media process, so that scenetty alone is measured.

jobs_peer() # ROUTES
{
	[ -z "${jobs_server:-}" ] || kill "$jobs_server"
	printf '%s' "$1" >"$here/routes.json"
	: >"$here/asked"
	rm -f "$here/port"
	mkfifo "$here/port"
	"$top_builddir/tests/wire/peer" "$here/routes.json" "$here/asked" "${port:-0}" >"$here/port" &
	jobs_server=$!
	read -r port <"$here/port"
}

jobs_provider() # FIRST MOST: seconds between polls
{
	mkdir -p "$XDG_CONFIG_HOME/scenetty/providers"
	printf '{"like": "openai-compatible", "base": ["http://127.0.0.1:%s/v1"], "in_flight": 2000,
		"wait": {"first": %s, "most": %s}}' "$port" "$1" "$2" \
		>"$XDG_CONFIG_HOME/scenetty/providers/bench.json"
}

jobs_film() # FOLDER SCENES
{
	rm -rf "$1"
	mkdir "$1"
	scenes=$(seq -f '{"id": "s%g", "prompt": "ok", "seconds": 0.5}' -s ', ' "$2")
	printf '{"scenetty": 1, "id": "%s", "provider": "bench", "scenes": [%s]}\n' \
		"${1##*/}" "$scenes" >"$1/film.json"
}

jobs_sent() # HOW-MANY: until so many were
{
	while [ "$(grep -c '"method":"POST"' "$here/asked")" -lt "$1" ]; do
		sleep 0.1
	done
}

jobs_ticks() # of a process, in ms
{
	awk -v hz="$(getconf CLK_TCK)" '{ print ($14 + $15) * 1000 / hz }' "/proc/$1/stat"
}

jobs_rows()
{
	example
	clip=$(find "$here/film/takes" -name '*.mp4' | sort | head -n 1)
	create='{"method": "POST", "path": "/v1/videos", "replies": [{"body": {"id": "v{N}", "status": "queued"}}]}'
	fetch='{"path": "/v1/videos/v*/content", "replies": [{"file": "'$here/clip.mp4'"}]}'
	poll='{"path": "/v1/videos/v*", "replies": [{"body": {"status": "STATE"}}]}'
	slow="[$create, $(printf %s "$poll" | sed s/STATE/in_progress/)]"
	ready="[$create, $fetch, $(printf %s "$poll" | sed s/STATE/completed/)]"

	# From "it is ready" to the take, with the real media process, less the start.
	port=0
	jobs_peer "[$(printf %s "$create" | sed s/queued/completed/), $(printf %s "$fetch" | sed "s|$here/clip.mp4|$clip|")]"
	jobs_provider 1 2
	jobs_film "$here/one" 1
	sed -i 's/"seconds": 0.5/"seconds": 5/' "$here/one/film.json"
	whole=$(once_ms "$scenetty" -C "$here/one" generate)
	start=$(once_ms "$scenetty" -C "$here/one" status)
	row 'a clip is ready: the take is there after' "$((whole - start))" 1000 ms 'limit'
	jobs_peer "$(cat "$here/routes.json")"
	jobs_provider 1 2
	TERM=xterm-256color "$top_builddir/tests/ui/ptyrun" -s 120x40 "$scenetty" "$here/one" >"$here/card" <<-END
		wait current
		keys r
		wait t001 of 2
		keys :set s1 notes=held\r
		wait set notes
		mark
		keys r
		wait t001 of 3
		ms card
		keys q
		end
	END
	row 'and the card shows it after' "$(awk '$1 == "card" { print $2 }' "$here/card")" 1000 ms 'limit'

	SCENETTY_FAKE=$here
	export SCENETTY_FAKE
	media=$SCENETTY_MEDIA
	SCENETTY_MEDIA=$top_builddir/tests/job/fake_media
	jobs_film "$here/made" 1
	"$scenetty" -q -C "$here/made" set film provider=animatic
	"$scenetty" -q -C "$here/made" generate
	cp "$here/made/takes/s1/t001.mp4" "$here/clip.mp4"

	# Two hundred on their way, asked for every second or two: the board against itself.
	jobs_film "$here/idle" 200
	# shellcheck disable=SC2046 # seven figures
	set -- $(keys "" l 60 "$scenetty" "$here/idle")
	idle=$3 idle_worst=$4
	jobs_peer "$slow"
	jobs_film "$here/many" 200
	"$scenetty" -q -C "$here/many" generate --yes &
	maker=$!
	jobs_sent 200
	sleep 3
	before=$(jobs_ticks $maker)
	sleep 5
	cpu=$(awk -v a="$before" -v b="$(jobs_ticks $maker)" 'BEGIN { print (b - a) / 50 }')
	row '200 jobs: of a processor' "$cpu" 10 '%' 'limit'
	row '200 jobs: memory' "$(awk '/^VmRSS/ { print $2 / 1000 }' /proc/$maker/status)" 100 MB 'limit'
	kill -KILL $maker
	wait $maker 2>/dev/null || true
	# shellcheck disable=SC2046 # the board takes them up
	set -- $(keys "" l 60 "$scenetty" "$here/many")
	row '200 jobs on the board: a key, median' "$3" "$idle" ms 'without jobs'
	row '200 jobs on the board: a key, p99' "$4" "$idle_worst" ms 'without jobs'

	jobs_peer "$slow"
	jobs_film "$here/left" 1000
	"$scenetty" -q -C "$here/left" generate --yes &
	maker=$!
	jobs_sent 1000
	sleep 2
	kill -KILL $maker
	wait $maker 2>/dev/null || true
	jobs_peer "$ready"
	row '1000 jobs that were left: all here' \
		"$(once_ms "$scenetty" -C "$here/left" jobs --settle)" 30000 ms 'limit'
	is_here=$(find "$here/left/takes" -name '*.mp4' | wc -l)
	[ "$is_here" = 1000 ] || echo "only $is_here of 1000 came"
	kill "$jobs_server"
	SCENETTY_MEDIA=$media
}
