# Random keys; the seeds stand here, so that what fails once fails again.
. "$top_srcdir/tests/board/lib.sh"
fuzz=$(cd "$top_builddir" && pwd)/tests/board/fuzz # in the room, for what “new” makes
for seed in 1 2 3 4 5 6; do
	rm -rf "$room/film"
	make_film "$room/film"
	rm -rf "$room/film/.scenetty" # the history begins here
	(cd "$room" && exec timeout 60 "$fuzz" "$room/film" $seed) >"$room/said" 2>&1
	status=$?
	tail -n 5 "$room/said" | sed 's/^/# /'
	result "random keys, seed $seed" $status
done
finish
