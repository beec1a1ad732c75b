# Words of the board's tests: a room of their own, a film, the player. Sourced.
# Pictures and clips are the fake media process's.
LC_ALL=C.UTF-8; export LC_ALL
: "${top_builddir:=.}" "${top_srcdir:=.}"
top_builddir=$(cd "$top_builddir" && pwd)
room=$(mktemp -d "${TMPDIR:-/tmp}/scenetty-board-XXXXXX") || exit 99
trap 'rm -rf "$room"' EXIT
trap 'exit 99' HUP INT TERM
HOME=$room XDG_STATE_HOME=$room/state XDG_CONFIG_HOME=$room/config
SCENETTY_MEDIA=$top_builddir/tests/job/fake_media SCENETTY_FAKE=$room SCENETTY_FAKE_ACT=ok
SCENETTY_NOW=1764000000 SCENETTY_DATA=$top_builddir/data
export HOME XDG_STATE_HOME XDG_CONFIG_HOME SCENETTY_MEDIA SCENETTY_FAKE SCENETTY_FAKE_ACT
export SCENETTY_NOW SCENETTY_DATA
unset COLORTERM NO_COLOR FAL_KEY
test_number=0

scenetty()
{
	"$top_builddir/scenetty" "$@"
}

play()
{
	"$top_builddir/tests/board/play" "$@"
}

# usage: result NAME STATUS
result()
{
	test_number=$((test_number + 1))
	if [ "$2" = 0 ]; then
		echo "ok $test_number - $1"
	else
		echo "not ok $test_number - $1"
	fi
}

# usage: skip NAME WHY
skip()
{
	test_number=$((test_number + 1))
	echo "ok $test_number - $1 # SKIP $2"
}

finish()
{
	echo "1..$test_number"
}

# usage: until_true COMMAND…: false if it has not come true within a minute or so
until_true()
{
	turns=0
	until "$@"; do
		turns=$((turns + 1))
		[ $turns -lt 3000 ] || return
		sleep 0.02
	done
}

# A film of nine scenes in three groups: takes, none, a stale one, moods, a cast.
make_film()
{
	scenetty new -q "$1" --title "The Lighthouse" --size 1280x720
	(
		cd "$1" || exit
		scenetty add -q cast:keeper kind=person looks="an old man in oilskins"
		scenetty add -q cast:lamp kind=prop looks="a brass lamp"
		scenetty add -q "First light" prompt="@keeper trims the @lamp while the sea wakes." \
			group="I. Calm" mood=2 shot=wide light=dawn seconds=4
		scenetty add -q "A sail" prompt="A sail, far out, where no ship should be." \
			group="I. Calm" mood=3
		scenetty add -q "Glass falling" prompt="The barometer drops; @keeper frowns." \
			group="I. Calm" mood=0 shot=close seconds=3.5
		scenetty add -q "Wind" prompt="The first wind bends the grass flat." \
			group="II. Storm" mood=-2 light=storm
		scenetty add -q "The lamp dies" prompt="@lamp gutters. Dark. Only the sea is left." \
			group="II. Storm" mood=-5 notes="hold on the dark"
		scenetty add -q "Running" prompt="@keeper runs up the stairs, one hand on the wall." \
			group="II. Storm" mood=-3 move=handheld seconds=6
		scenetty add -q "A match" group="III. Light" mood=1
		scenetty add -q "The turn" prompt="The sail turns from the rocks." \
			group="III. Light" mood=4
		scenetty add -q "Morning, 灯台" prompt="Calm. @keeper sleeps in his chair." \
			group="III. Light" mood=5 transition="dissolve 1"
		scenetty generate -q 1-6 --seed 3
		scenetty generate -q 2 --seed 7
		scenetty generate -q 2 --seed 8
		scenetty set -q 4 light=night
	) >/dev/null
}
