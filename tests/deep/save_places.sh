#!/bin/sh
# Saving where it can't be done: a full disk, a read-only one, a folder or a file
# that may not be written, a link. One sentence, the old film whole, nothing left.
# shellcheck disable=SC2154 # top_builddir comes from make check
LC_ALL=C; export LC_ALL
driver=$top_builddir/tests/deep/save_driver
number=0
failed=0
room=$(mktemp -d) || exit 99
film=$room/film
HOME=$room; export HOME
# shellcheck disable=SC2317 # called by the trap
leave()
{
	chattr -i "$film/film.json" 2>/dev/null
	umount "$film" 2>/dev/null
	rm -rf "$room"
}
trap leave EXIT
trap 'exit 99' INT TERM
chmod 755 "$room"
mkdir "$film"

write_old()
{
	printf '{\n\t"scenetty": 1,\n\t"title": "old",\n\t"scenes": []\n}\n' >"$film/film.json"
}

# refused NAME WORDS [COMMAND…]: the change, run by the command, is refused with the
# words.
refused()
{
	name=$1 words=$2
	shift 2
	number=$((number + 1))
	before=$(cat "$film/film.json")
	why=
	"$@" "$driver" change "$film" >"$room/out" 2>"$room/err" && why='nothing was said'
	grep -q "$words" "$room/err" && [ "$(wc -l <"$room/err")" = 1 ] || why=$(cat "$room/err")
	[ "$(cat "$film/film.json")" = "$before" ] || why='the film is not as it was'
	[ -z "$(find "$film" -name '.*.tmp*')" ] || why='a temp file stays'
	[ "$("$driver" title "$film" 2>&1)" = old ] || why='it opens as something else'
	if [ -n "$why" ]; then
		echo "# $why"
		echo "not ok $number - $name"
		failed=1
	else
		echo "ok $number - $name"
	fi
}

skip()
{
	number=$((number + 1))
	echo "ok $number - $1 # SKIP $2"
}

# A disk with room for less and less.
if mount -t tmpfs -o size=64k none "$film" 2>/dev/null; then
	write_old
	"$driver" change "$film" >/dev/null && "$driver" start "$film" >/dev/null
	write_old
	rm -rf "$film/.scenetty"
	cat /dev/zero >"$film/filler" 2>/dev/null
	refused 'a full disk' 'No space left on device'
	for free in 4096 8192 12288; do
		rm "$film/filler"
		rm -rf "$film/.scenetty"
		head -c $((65536 - 4096 - free)) /dev/zero >"$film/filler"
		refused "a disk with room for $free bytes" 'No space left on device'
	done
	rm "$film/filler"
	number=$((number + 1))
	if "$driver" change "$film" >/dev/null 2>"$room/err"; then
		echo "ok $number - with room again it is saved"
	else
		echo "not ok $number - with room again it is saved"
		failed=1
	fi
	umount "$film"
else
	skip 'a full disk' 'mounting is not allowed here'
fi

write_old
if mount --bind "$film" "$film" 2>/dev/null && mount -o remount,bind,ro "$film" 2>/dev/null; then
	refused 'a read-only disk' 'Read-only file system'
	umount "$film"
else
	umount "$film" 2>/dev/null
	skip 'a read-only disk' 'mounting is not allowed here'
fi

chmod 555 "$film"
chmod 444 "$film/film.json"
if [ "$(id -u)" != 0 ]; then
	refused 'a folder that may not be written' 'Permission denied'
elif command -v setpriv >/dev/null; then
	refused 'a folder that may not be written' 'Permission denied' \
		setpriv --reuid=65534 --regid=65534 --clear-groups
else
	skip 'a folder that may not be written' 'root, and no setpriv'
fi
chmod 755 "$film"
chmod 644 "$film/film.json"

if chattr +i "$film/film.json" 2>/dev/null; then
	refused 'an immutable film.json' 'Operation not permitted'
	chattr -i "$film/film.json"
else
	skip 'an immutable film.json' 'no such flag here'
fi

mv "$film/film.json" "$room/target.json"
ln -s ../target.json "$film/film.json"
refused 'a symbolic link' 'is a symbolic link and is not written through'
rm "$film/film.json"
mv "$room/target.json" "$film/film.json"

rm -rf "$film/.scenetty"
mkdir "$room/elsewhere"
ln -s ../elsewhere "$film/.scenetty"
refused 'a .scenetty that leads elsewhere' '.scenetty'
rm "$film/.scenetty"

echo "1..$number"
exit $failed
