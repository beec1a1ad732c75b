#!/bin/sh
# Making takes where there is no room or no right to: a sentence, nothing half-made,
# and with room the next command completes the film.
# shellcheck disable=SC2154,SC1091 # top_srcdir and top_builddir come from make check
LC_ALL=C; export LC_ALL
. "$top_srcdir/tests/lint/tap.sh"
scenetty=${scenetty:-$top_builddir/scenetty}
json=$top_builddir/tests/cli/json
room=$(mktemp -d) || exit 99
HOME=$room XDG_STATE_HOME=$room/state SCENETTY_DATA=$top_builddir/data
export HOME XDG_STATE_HOME SCENETTY_DATA
disk=$room/disk
# shellcheck disable=SC2317 # called by the trap
leave()
{
	cd /
	umount "$disk" 2>/dev/null
	rm -rf "$room"
}
trap leave EXIT
trap 'exit 99' INT TERM
mkdir "$disk" "$XDG_STATE_HOME"
if ! mount -t tmpfs -o size=600k none "$disk" 2>/dev/null; then
	echo '1..0 # SKIP mounting is not allowed here'
	exit 0
fi

film()
{
	rm -rf "$1"
	"$scenetty" -q new "$1" --size 256x144 || exit 99
	"$scenetty" -C "$1" -q add One seconds=1 prompt='A kitten' >/dev/null
	"$scenetty" -C "$1" -q add Two seconds=1 prompt='A storm at sea' >/dev/null
}

generate() # FILM
{
	"$scenetty" -C "$1" generate >"$room/out" 2>"$room/err" </dev/null
}

fill() # BYTES: leaves so many free on the disk
{
	rm -f "$disk/filler"
	left=$(df --output=avail -B1 "$disk" | tail -n 1)
	[ "$left" -le "$1" ] || head -c $((left - $1)) /dev/zero >"$disk/filler"
}

litter() { find "$1" -name '*.claim' -o -name '.*.tmp*' -o -name '*.mp4' -size 0; }

# refused WHEN FILM WORDS: prints what is wrong with a generate that can't.
refused()
{
	if generate "$2"; then
		echo "$1: nothing was said"
	elif ! grep -q "^scenetty: .*$3" "$room/err"; then
		echo "$1: $(cat "$room/err")"
	fi
	[ -z "$(litter "$2")" ] || echo "$1: left: $(litter "$2")"
}

completes() # WHEN FILM
{
	generate "$2" || echo "$1: $(cat "$room/err")"
	said=$("$scenetty" -C "$2" status --json | "$json" /totals/current /totals/jobs | tr '\n' ' ')
	[ "$said" = '2 0 ' ] || echo "$1: current and open jobs are $said"
	[ -z "$(litter "$2")" ] || echo "$1: left: $(litter "$2")"
}

# With less and less room: told, or made all the same.
tight() # WHEN FILM
{
	if ! generate "$2"; then
		echo tight >>"$room/tight"
		grep -q '^scenetty: .*\(No space left on device\|the disk is full\)' "$room/err" ||
			echo "$1: $(cat "$room/err")"
	fi
	[ -z "$(litter "$2")" ] || echo "$1: left: $(litter "$2")"
	rm -f "$disk/filler"
	completes "$1, then more" "$2"
}

film_disk()
{
	: >"$room/tight"
	for free in 0 4 8 16 24 32 40 48 56 64 72 80 96 112 128 160 192 224 256; do
		rm -f "$disk/filler"
		film "$disk/film"
		fill $((free * 1024))
		tight "$free KiB" "$disk/film"
	done
	[ "$(wc -l <"$room/tight")" -gt 3 ] || echo 'there was always room'
}

# A new ledger, then one that fills up while takes are being made.
ledger_disk()
{
	XDG_STATE_HOME=$disk/state; export XDG_STATE_HOME
	: >"$room/tight"
	for old in no yes; do
		for free in 0 4 8 16 24 32 40 48 56 64 96 128; do
			rm -rf "$disk"/*
			film "$room/film"
			[ $old = no ] || "$scenetty" -C "$room/film" generate 1 >/dev/null 2>&1
			fill $((free * 1024))
			tight "$free KiB" "$room/film"
		done
	done
	[ "$(wc -l <"$room/tight")" -gt 6 ] || echo 'there was always room'
}

read_only()
{
	rm -rf "$disk"/*
	film "$disk/film"
	mount -o remount,ro "$disk"
	refused 'read-only' "$disk/film" 'Read-only file system'
	mount -o remount,rw "$disk"
	completes 'writable again' "$disk/film"
}

not_ours()
{
	film "$room/ours"
	mkdir -p "$room/nobody"
	chmod 755 "$room" "$room/ours"
	chown 65534 "$room/nobody"
	XDG_STATE_HOME=$room/nobody setpriv --reuid=65534 --regid=65534 --clear-groups \
		"$scenetty" -C "$room/ours" generate >"$room/out" 2>"$room/err" &&
		echo 'nothing was said'
	grep -q '^scenetty: .*Permission denied' "$room/err" || cat "$room/err"
	completes 'by its owner' "$room/ours"
}

expect 'a film on a full disk' "$(film_disk)"
expect 'a ledger on a full disk' "$(ledger_disk)"
expect 'a film on a read-only disk' "$(read_only)"
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
	expect 'a film that is somebody else'\''s' "$(not_ours)"
fi
finish
