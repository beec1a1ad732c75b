#!/bin/sh
# Making a take under fire: scenetty killed before every system call that leaves a
# trace, and refused by each of them. The next command completes the film: one whole
# take, circled, no job open, nothing half-made.
# shellcheck disable=SC2154,SC1091 # top_srcdir and top_builddir come from make check
LC_ALL=C; export LC_ALL
. "$top_srcdir/tests/lint/tap.sh"
scenetty=${scenetty:-$top_builddir/scenetty}
json=$top_builddir/tests/cli/json
if ! command -v strace >/dev/null; then
	echo '1..0 # SKIP no strace'
	exit 0
fi
if grep -q '^#define SANITIZED' "$top_builddir/config.h"; then
	echo '1..0 # SKIP the leak checker does not work under strace'
	exit 0
fi
room=$(mktemp -d) || exit 99
trap 'rm -rf "$room"' EXIT
trap 'exit 99' INT TERM
film=$room/film
HOME=$room XDG_STATE_HOME=$room/state SCENETTY_FAKE=$room SCENETTY_MEDIA=$top_builddir/tests/job/fake_media
export HOME XDG_STATE_HOME SCENETTY_FAKE SCENETTY_MEDIA
mkdir "$room/new"
printf '{\n\t"scenetty": 1,\n\t"scenes": [\n\t\t{"id": "match", "prompt": "ok", "seconds": 0.5}\n\t]\n}\n' \
	>"$room/new/film.json"

fresh()
{
	rm -rf "$film" "$XDG_STATE_HOME"
	cp -R "$room/new" "$film"
}

generate() # [COMMAND…]: under that command
{
	"$@" "$scenetty" -C "$film" generate >"$room/out" 2>"$room/err" </dev/null
}

# calls: those that leave a trace, as "name ordinal" (strace counts each name by
# itself).
calls()
{
	fresh
	generate strace -qqq -o "$room/log" || cat "$room/err" >&2
	awk -F '(' '
		/^[a-z]/ { count[$1]++ }
		/^(write|pwrite64|openat|openat2|mkdir|mkdirat|fsync|fdatasync|fchmod)\(/ ||
		/^(rename|renameat|renameat2|link|linkat|unlink|unlinkat|ftruncate)\(/ ||
		/^(sendmsg|socketpair|clone|clone3|fork|vfork|close|poll)\(/ {
			print $1, count[$1]
		}' "$room/log"
}

# complete WHEN: prints what is wrong behind the next command.
complete()
{
	generate env || echo "$1: the next one fails: $(cat "$room/err")"
	takes=$(find "$film/takes" -type f | sed "s|$film/takes/||" | sort | tr '\n' ' ')
	[ "$takes" = 'match/t001.json match/t001.mp4 ' ] ||
		[ "$takes" = 'match/t002.json match/t002.mp4 ' ] || echo "$1: takes are $takes"
	temps=$(find "$film" "$XDG_STATE_HOME" -name '.*.tmp*' -o -name '*.claim')
	[ -z "$temps" ] || echo "$1: left: $temps"
	said=$("$scenetty" -C "$film" status --json | "$json" /totals/current /totals/jobs | tr '\n' ' ')
	[ "$said" = '1 0 ' ] || echo "$1: current and open jobs are $said"
}

kills()
{
	calls >"$room/calls"
	[ "$(wc -l <"$room/calls")" -gt 100 ] || echo "only few calls to sweep"
	while read -r name ordinal; do
		fresh
		generate strace -qqq -o /dev/null -e trace="$name" \
			-e inject="$name:signal=KILL:when=$ordinal"
		complete "killed before $name $ordinal"
	done <"$room/calls"
}

# Refused, it says so in one sentence, or managed without.
errors() # ERROR
{
	calls >"$room/calls"
	while read -r name ordinal; do
		case $name in
		close | poll | sendmsg | socketpair | clone* | *fork) continue ;;
		esac
		fresh
		generate strace -qqq -o /dev/null -e trace="$name" \
			-e inject="$name:error=$1:when=$ordinal"
		code=$?
		at="$1 from $name $ordinal"
		# A claim that could not be given back goes when the next take is made.
		[ ! -e "$film/takes/match/t001.json" ] || rm -f "$film/takes/match/t001.claim"
		[ $code -lt 126 ] || echo "$at: ended with $code"
		[ $code = 0 ] || grep -q '^scenetty: ' "$room/err" ||
			grep -q 'error while loading shared libraries' "$room/err" ||
			[ "$name" = write ] || echo "$at: failed without a word: $(cat "$room/err")"
		complete "$at"
	done <"$room/calls"
}

# The real media process, killed before its own calls: the first time only, then
# always. $room/wrapper stands between.
workers() # once|always
{
	export SCENETTY_DATA="$top_builddir/data"
	real=$top_builddir/scenetty-media
	sed 's/"prompt": "ok"/"prompt": "A kitten"/; s/"scenes"/"size": "256x144", &/' \
		"$room/new/film.json" >"$room/real.json"
	cat >"$room/wrapper" <<-END
		#!/bin/sh
		[ "\$1" = draw ] && [ -e "$room/kill" ] || exec "$real" "\$@"
		[ "$1" = always ] || rm "$room/kill"
		exec strace -qqq -o "$room/worker.log" \$SCENETTY_KILL "$real" "\$@"
	END
	chmod +x "$room/wrapper"
	export SCENETTY_MEDIA="$room/wrapper"
	: >"$room/kill"
	fresh
	cp "$room/real.json" "$film/film.json"
	SCENETTY_KILL='' generate env || cat "$room/err"
	awk -F '(' '/^(write|pwrite64|sendmsg|lseek|fstat|recvmsg|seccomp)\(/ { print $1, ++count[$1] }' \
		"$room/worker.log" >"$room/calls"
	[ "$(wc -l <"$room/calls")" -gt 20 ] || echo "only few calls to sweep"
	while read -r name ordinal; do
		: >"$room/kill"
		fresh
		cp "$room/real.json" "$film/film.json"
		SCENETTY_KILL="-e trace=$name -e inject=$name:signal=KILL:when=$ordinal" generate env
		code=$?
		at="worker killed $1 before $name $ordinal"
		[ "$1" = once ] && [ $code != 0 ] && echo "$at: $(cat "$room/err")"
		[ $code = 0 ] || echo "$at" >>"$room/killed"
		[ $code = 0 ] || grep -q 'the media process was ended by signal 9' "$room/err" ||
			echo "$at: $(cat "$room/err")"
		rm -f "$room/kill"
		complete "$at"
	done <"$room/calls"
	[ "$1" = once ] || [ -s "$room/killed" ] || echo 'nobody was killed'
}

expect 'killed before any call, the next command completes the film' "$(kills)"
for error in ENOSPC EIO EACCES; do
	expect "refused by any call with $error, it says so and the next completes the film" \
		"$(errors $error)"
done
for often in once always; do
	expect "a media process killed $often before any call" "$(workers $often)"
done
finish
