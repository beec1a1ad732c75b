# For tests that need a service: a server on the loopback that plays one.
#
#   serve ROUTES           a new server (peer.c says what it can do): $port, $log of what
#                          it was asked, and the user's file that leads there, by
#   provide URL            which a test may have of its own
#   asked PATTERN          how often it was asked so
#   was_asked PATTERN NTH  it was, so often
peer_pid=
trap 'stop_serving; chmod -R u+rwx "$room"; rm -rf "$room"' EXIT
GPU_KEY=sk-a-secret-nobody-sees; export GPU_KEY
routes=$room/routes.json log=$room/log providers=$XDG_CONFIG_HOME/scenetty/providers
mkdir -p "$providers"

end_peer() # PID
{
	[ -z "$1" ] || { kill "$1"; wait "$1" 2>/dev/null; }
}

stop_serving()
{
	end_peer "$peer_pid"
	peer_pid=
}

# The one before goes when this one is there, so that nobody is refused in between; what
# it is still asked is in no log.
serve()
{
	peer_before=$peer_pid
	printf '%s' "$1" >"$routes"
	rm -f "$log"
	: >"$log"
	rm -f "$room/port"
	mkfifo "$room/port"
	"$top_builddir/tests/wire/peer" "$routes" "$log" "${port-0}" >"$room/port" &
	peer_pid=$!
	read -r port <"$room/port"
	end_peer "$peer_before"
	provide "http://127.0.0.1:$port"
}

provide()
{
	cat >"$providers/mine.json" <<END
{"like": "openai-compatible", "base": ["$1/v1"],
 "key": {"env": "GPU_KEY"}, "wait": {"first": 0.05, "most": 0.1}}
END
}

asked()
{
	grep -c "$1" "$log"
}

was_asked()
{
	[ "$(asked "$1")" -ge "$2" ]
}
