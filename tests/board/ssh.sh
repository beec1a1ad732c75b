# The board over SSH: a server of its own on the loopback; the line drops, or goes silent,
# in the middle of a word.
. "$top_srcdir/tests/board/lib.sh"
sshd=$(PATH=$PATH:/usr/sbin:/usr/local/sbin command -v sshd) && command -v ssh >/dev/null ||
	{ echo "1..0 # SKIP no sshd here"; exit 0; }
unset SSH_AUTH_SOCK TMUX STY LINES COLUMNS
TERM=xterm-256color; export TERM
film=$room/film
server=
trap '[ -z "$server" ] || kill $server; rm -rf "$room"' EXIT
make_film "$film"

listens()
{
	grep -q 'Server listening' "$room/sshd.log" || ! kill -0 "$server" 2>/dev/null
}

# Root's sshd wants this folder, and a system that runs none may lack it.
[ "$(id -u)" != 0 ] || mkdir -p -m 755 /run/sshd
ssh-keygen -q -t ed25519 -N '' -f "$room/key"
cp "$room/key.pub" "$room/allowed"
{
	echo '#!/bin/sh'
	export -p | grep -E ' (LC_ALL|HOME|XDG_[A-Z]*|SCENETTY_[A-Z]*|ASAN_OPTIONS|UBSAN_OPTIONS)='
	echo "exec \"$top_builddir/scenetty\" \"$film\""
} >"$room/remote"
chmod +x "$room/remote"
port=$((20000 + $$ % 20000))
for try in 1 2 3 4 5 6 7 8; do
	port=$((port + try))
	"$sshd" -D -e -f /dev/null -p $port -h "$room/key" -o ListenAddress=127.0.0.1 \
		-o PidFile=none -o UsePAM=no -o StrictModes=no -o PermitRootLogin=yes \
		-o AuthorizedKeysFile="$room/allowed" -o ForceCommand="$room/remote" \
		2>"$room/sshd.log" &
	server=$!
	until_true listens
	kill -0 $server 2>/dev/null && break
	server=
done

# usage: over_ssh <SCRIPT: what it prints is in $room/out
over_ssh()
{
	"$top_builddir/tests/ui/ptyrun" -s 80x24 ssh -F /dev/null -tt -p $port -i "$room/key" \
		-o IdentitiesOnly=yes -o BatchMode=yes -o LogLevel=ERROR \
		-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null 127.0.0.1 \
		>"$room/out" 2>&1
}

# usage: check NAME COMMAND…
check()
{
	name=$1
	shift
	until_true "$@"
	status=$?
	[ $status = 0 ] || sed 's/^/# /' "$room/out" "$room/sshd.log" | tail -n 40
	result "$name" $status
}

in_film()
{
	grep -qF -- "$1" "$film/film.json"
}

said()
{
	grep -qxF -- "$1" "$room/out"
}

if ! [ "$server" ] || ! over_ssh <<'END2'
wait t001 of 1
keys q
end
END2
then
	sed 's/^/# /' "$room/sshd.log" "$room/out" | tail -n 30
	echo '1..0 # SKIP no way in by ssh here'
	exit 0
fi
said 'exit 0'
result 'starts and ends' $?

over_ssh <<'END2'
wait t001 of 1
keys \r\r\e>
keys  Then the line
wait Then the line
signal KILL
end
END2
check 'dropped while one writes: all that was seen is saved' in_film 'wakes. Then the line'

# A line that is silent: nobody hears that it is gone, and the board goes on there.
mkfifo "$room/script"
over_ssh <"$room/script" &
exec 3>"$room/script"
cat >&3 <<'END2'
wait t001 of 1
keys \r\r\e>
keys  goes silen
wait goes silen
signal STOP
stopped
screen
END2
check 'a line goes silent' grep -q 'goes silen' "$room/out"
mv "$room/out" "$room/silent"
over_ssh <<'END2'
wait Take the film over?
keys y
wait the film is yours now
wait goes silen
keys q
end
END2
check 'the next board takes over what was written' said 'exit 0'
check 'and it is in the film' in_film 'Then the line goes silen"'
exec 3>&-
wait $! # ptyrun, and with it the silent client
finish
