# Random keys; the seeds stand here, so that what fails once fails again.
. "$top_srcdir/tests/board/lib.sh"
for seed in 1 2 3 4 5 6; do
	rm -rf "$room/film"
	make_film "$room/film"
	rm -rf "$room/film/.scenetty" # the history begins here
	(cd "$room" && # for what “new” makes
		exec timeout 300 "$top_builddir/tests/board/fuzz" film $seed) >"$room/said" 2>&1
	status=$?
	tail -n 5 "$room/said" | sed 's/^/# /'
	result "random keys, seed $seed" $status
done
finish
