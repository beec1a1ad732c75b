# For tests that need a service: a server on the loopback that plays one.
#
#   serve ROUTES           a new server (peer.c says what it can do); $port, $log
#   asked PATTERN          how often it was asked so
#   was_asked PATTERN NTH  it was, so often
#   wait_for COMMAND…      until it succeeds
peer_pid=
trap '[ -z "$peer_pid" ] || kill "$peer_pid"; chmod -R u+rwx "$room"; rm -rf "$room"' EXIT
GPU_KEY=sk-a-secret-nobody-sees; export GPU_KEY

serve() # ROUTES: a new server; $port, and $log of what it was asked
{
	[ -z "$peer_pid" ] || { kill "$peer_pid"; wait "$peer_pid" 2>/dev/null; }
	printf '%s' "$1" >"$room/routes.json"
	log=$room/log
	: >"$log"
	rm -f "$room/port"
	mkfifo "$room/port"
	"$top_builddir/tests/wire/peer" "$room/routes.json" "$log" "${port-0}" >"$room/port" &
	peer_pid=$!
	read -r port <"$room/port"
	mkdir -p "$XDG_CONFIG_HOME/scenetty/providers"
	cat >"$XDG_CONFIG_HOME/scenetty/providers/mine.json" <<END
{"like": "openai-compatible", "base": ["http://127.0.0.1:$port/v1"],
 "key": {"env": "GPU_KEY"}, "wait": {"first": 0.05, "most": 0.1}}
END
}

asked() # PATTERN: how often
{
	grep -c "$1" "$log"
}

wait_for() # COMMAND…: until it succeeds; the test's own limit ends it
{
	until "$@" >/dev/null 2>&1; do
		:
	done
}

was_asked()
{
	[ "$(asked "$1")" -ge "$2" ]
}

