# Golden screens: keys of screens.txt, drawn at three sizes, with many, sixteen and no
# colours. GENERATE=1 writes them anew: look at what git says has changed.
. "$top_srcdir/tests/board/lib.sh"
golden=$top_srcdir/tests/board/golden
make_film "$room/film" || exit 1

draw()
{
	for colours in true 16 none; do
		echo "== $colours"
		cp -a "$room/film" "$room/drawn"
		# shellcheck disable=SC2086 # an argument for all keys
		FILM=$room/drawn/film.json play -l -s "$1" -c $colours "$room/drawn" "$2" || echo "it failed"
		rm -rf "$room/drawn"
	done
}

# Jobs of every kind, in a ledger of their own, some carried by another program.
with_jobs()
{
	[ ! -e "$room/jobs" ] || return 0
	mkdir -p "$room/jobs/scenetty"
	cp -a "$XDG_STATE_HOME/scenetty/ledger.db"* "$room/jobs/scenetty"
	XDG_STATE_HOME=$room/jobs
	id=$(sed -n 's/^\t"id": "\(.*\)",$/\1/p' "$room/film/film.json")
	mkfifo "$room/ready"
	"$top_builddir/tests/board/jobs" "$id" >"$room/ready" &
	trap "kill $!; rm -rf '$room'" EXIT
	read -r _ <"$room/ready"
}

while IFS= read -r line; do
	case $line in '#'* | '') continue ;; esac
	name=${line%%:*} keys=${line#*:}
	case $name in jobs*) with_jobs ;; esac
	for size in 120x40 80x24 40x12; do
		file=$golden/$name-$size.txt
		draw $size "$keys" >"$room/now"
		[ -z "${GENERATE-}" ] || cp "$room/now" "$file"
		cmp -s "$room/now" "$file"
		status=$?
		[ $status = 0 ] || diff "$file" "$room/now" | head -n 20 | sed 's/^/# /'
		result "$name at $size" $status
	done
done <"$top_srcdir/tests/board/screens.txt"
finish
