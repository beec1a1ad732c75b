#!/bin/sh
# Saving under fire: killed before every system call, refused by each of them,
# the power cut behind each of them. In the end also ways to save that are known
# to be bad, which the sweep has to find out.
# shellcheck disable=SC2154,SC1091 # top_srcdir and top_builddir come from make check
LC_ALL=C; export LC_ALL
. "$top_srcdir/tests/lint/tap.sh"
driver=$top_builddir/tests/deep/save_driver
here=$top_srcdir/tests/deep
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

# Old and new content for the bare save, then for a change through the store.
mkdir "$film" "$room/old.save" "$room/old.change"
head -c 20000 /dev/zero | tr '\0' A >"$room/old.save/film.json"
head -c 20000 /dev/zero | tr '\0' B >"$room/new.save"
printf '{\n\t"scenetty": 1,\n\t"title": "old",\n\t"scenes": []\n}\n' \
	>"$room/old.change/film.json"
sed 's/old/new/' "$room/old.change/film.json" >"$room/new.change"

# fresh MODE: the film as it was before.
fresh()
{
	rm -rf "$film"
	case $1 in
	change) cp -R "$room/old.change" "$film" ;;
	*) cp -R "$room/old.save" "$film" ;;
	esac
}

kind()
{
	case $1 in
	change) echo change ;;
	*) echo save ;;
	esac
}

is_old() { cmp -s "$film/film.json" "$room/old.$(kind "$1")/film.json"; }
is_new() { cmp -s "$film/film.json" "$room/new.$(kind "$1")"; }
temps() { find "$film" -name '.*.tmp*'; }

# calls MODE: the system calls behind "begin", as "name ordinal" (strace counts
# each name by itself, from the start of the program).
calls()
{
	fresh "$1"
	strace -o "$room/log" "$driver" "$1" "$film" >/dev/null
	awk -F '(' '
		/^[a-z]/ { count[$1]++; if (begun && $1 !~ /^exit/) print $1, count[$1] }
		/^write\(1, "begin/ { begun = 1 }' "$room/log"
}

# kills MODE: prints what went wrong.
kills()
{
	calls "$1" >"$room/calls"
	[ -s "$room/calls" ] || echo "nothing to sweep"
	while read -r name ordinal; do
		fresh "$1"
		strace -qqq -o /dev/null -e trace="$name" \
			-e inject="$name:signal=KILL:when=$ordinal" "$driver" "$1" "$film" \
			>"$room/out" 2>&1
		at="killed before $name $ordinal"
		grep -q saved "$room/out" && ! is_new "$1" && echo "$at: saved, yet not new"
		is_old "$1" || is_new "$1" || echo "$at: neither old nor new"
		[ "$1" = change ] || continue
		# The next start sees one of both, keeps it, and sweeps.
		title=$("$driver" title "$film" 2>&1)
		again=$("$driver" start "$film" 2>&1)
		case $title in old | new) ;; *) echo "$at: opens as '$title'" ;; esac
		[ "$title" = "$again" ] || echo "$at: '$title' became '$again'"
		grep -q "\"$title\"" "$film/film.json" || echo "$at: '$title' is not on disk"
		[ -z "$(temps)" ] || echo "$at: a temp file stays: $(temps)"
	done <"$room/calls"
}

# errors MODE: each call fails in each way; prints what went wrong.
errors()
{
	calls "$1" >"$room/calls"
	while read -r name ordinal; do
		case $name in
		openat | openat2 | write | fsync | fdatasync | close | rename* | fchmod | ftruncate) ;;
		mkdirat | pwrite64 | fcntl) ;;
		*) continue ;;
		esac
		for error in ENOSPC EIO EDQUOT EROFS EACCES; do
			fresh "$1"
			strace -qqq -o /dev/null -e trace="$name" \
				-e inject="$name:error=$error:when=$ordinal" "$driver" "$1" "$film" \
				>"$room/out" 2>"$room/err"
			code=$?
			at="$error from $name $ordinal"
			# What was said goes to stdout too, and may be what is refused.
			[ $code = 3 ] && continue
			if [ $code = 0 ]; then
				is_new "$1" || echo "$at: told nothing, yet not saved"
			elif grep -q '^film.json is written but' "$room/err"; then
				is_new "$1" || echo "$at: not written although it says so"
			else
				is_old "$1" || echo "$at: an error, yet the old film is gone"
				[ "$(wc -l <"$room/err")" = 1 ] || echo "$at: not one sentence"
				title=
				[ "$1" = change ] && title=$("$driver" title "$film" 2>&1)
				[ "$1" = save ] || [ "$title" = old ] || echo "$at: opens as '$title'"
			fi
			[ -z "$(temps)" ] || echo "$at: a temp file stays"
		done
	done <"$room/calls"
}

# losses MODE: the states a power cut may leave, from the trace of a save.
losses()
{
	fresh "$1"
	strace -o "$room/log" -s 0 -e trace=openat,write,fsync,renameat \
		"$driver" "$1" "$film" >/dev/null
	awk -f "$here/power_loss.awk" "$room/log"
}

expect 'a save killed before every call leaves the old film or the new one' "$(kills save)"
expect 'so does a change of a film, and the next start knows it' "$(kills change)"
expect 'a save that is refused says so, the old film whole, no temp file' "$(errors save)"
expect 'so does a change of a film' "$(errors change)"
# locks ERROR WORDS: what the lock's failing says.
locks()
{
	fresh change
	strace -qqq -o /dev/null -e trace=fcntl -e inject=fcntl:error="$1" \
		"$driver" change "$film" >/dev/null 2>"$room/err" && echo "$1: nothing was said"
	grep -q "$2" "$room/err" || echo "$1: $(cat "$room/err")"
	is_old change || echo "$1: the film was changed"
}

expect 'a file system without locks is told by name' "$(
	locks ENOLCK "this file system can't lock files"
	locks EOPNOTSUPP "this file system can't lock files"
	locks EIO "can't lock the film: Input/output error")"
expect 'a power cut at any moment leaves the old film or the new one, when saved the new' "$(
	losses save; losses change)"
expect 'the sweep finds a save in place to be bad' "$(
	[ -n "$(kills naive)" ] || echo 'killing shows nothing'
	[ -n "$(losses naive)" ] || echo 'cutting the power shows nothing')"
expect 'the sweep finds a rename without a sync to be bad' "$(
	[ -n "$(losses unsynced)" ] || echo 'cutting the power shows nothing')"
finish
