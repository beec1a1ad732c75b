#!/bin/sh
# A held film under fire: its holder killed before every system call of a change and of
# a save, in a child and waited for; each call of the latter refused in each way.
# shellcheck disable=SC2154,SC1091 # top_srcdir and top_builddir come from make check
LC_ALL=C; export LC_ALL
. "$top_srcdir/tests/lint/tap.sh"
driver=$top_builddir/tests/deep/save_driver
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
HOME=$room; export HOME
printf '{\n\t"scenetty": 1,\n\t"title": "old",\n\t"scenes": []\n}\n' >"$room/old"
sed 's/old/new/' "$room/old" >"$room/new"

fresh()
{
	rm -rf "$film"
	mkdir "$film"
	cp "$room/old" "$film/film.json"
}

is_old() { cmp -s "$film/film.json" "$room/old"; }
is_new() { cmp -s "$film/film.json" "$room/new"; }

# calls MODE: the system calls behind "begin", as "name ordinal".
calls()
{
	fresh
	strace -o "$room/log" "$driver" "$1" "$film" >/dev/null
	awk -F '(' '
		/^[a-z]/ { count[$1]++; if (begun && $1 !~ /^exit/) print $1, count[$1] }
		/^write\(1, "begin/ { begun = 1 }' "$room/log" >"$room/calls"
	[ -s "$room/calls" ] || echo 'nothing to sweep'
}

# judge AT: what went wrong, by what was told and what the next start finds.
judge()
{
	is_old || is_new || echo "$1: neither old nor new"
	grep -q saved "$room/out" && ! is_new && echo "$1: saved, yet not new"
	title=$("$driver" board "$film" 2>&1)
	case $title in
	new) ;;
	old) grep -q applied "$room/out" && echo "$1: what was done is lost" ;;
	*) echo "$1: opens as '$title'" ;;
	esac
	grep -q "\"$title\"" "$film/film.json" || echo "$1: '$title' is not on disk"
	temps=$(find "$film" -name '.*.tmp*')
	[ -z "$temps" ] || echo "$1: a temp file stays: $temps"
}

kills()
{
	calls "$1"
	while read -r name ordinal; do
		fresh
		strace -qqq -o /dev/null -e trace="$name" \
			-e inject="$name:signal=KILL:when=$ordinal" "$driver" "$1" "$film" \
			>"$room/out" 2>&1
		judge "killed before $name $ordinal"
	done <"$room/calls"
}

errors()
{
	calls "$1"
	while read -r name ordinal; do
		case $name in
		openat | openat2 | write | fsync | fdatasync | close | rename* | fchmod | ftruncate) ;;
		*) continue ;;
		esac
		for error in ENOSPC EIO EROFS; do
			fresh
			strace -qqq -o /dev/null -e trace="$name" \
				-e inject="$name:error=$error:when=$ordinal" "$driver" "$1" "$film" \
				>"$room/out" 2>"$room/err"
			code=$?
			at="$error from $name $ordinal"
			[ $code = 3 ] && continue # what was said is what was refused
			[ $code = 0 ] || [ "$(wc -l <"$room/err")" = 1 ] ||
				echo "$at: not one sentence"
			[ $code = 0 ] && ! is_new && echo "$at: told nothing, yet not saved"
			judge "$at"
		done
	done <"$room/calls"
}

expect 'the holder killed before every call: what was done is there at the next start' "$(
	kills waiting)"
expect 'so it is while a child saves' "$(kills child)"
expect 'a save that is refused says so, and what was done stays to be saved' "$(errors waiting)"
finish
