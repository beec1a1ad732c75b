# For the scripts here: a home and a folder of their own, and TAP.
#
#   run WORDS…             scenetty with these words; then $code, and the files
#                          out and err in $room
#   fine NAME WORDS…       it ends with 0 and says nothing wrong
#   fails NAME CODE TEXT WORDS…
#                          it ends with CODE and one line on stderr: "scenetty: TEXT",
#                          CODE and TEXT patterns
#   is NAME ACTUAL EXPECTED
#   like NAME ACTUAL PATTERN
#   check NAME COMMAND…    the command succeeds
#   json POINTER…          what lies there in $room/out
#   ids [OPTIONS]          the ids of all scenes
#   wait_for COMMAND…      until it succeeds; the test's own limit ends it
#   put_take FOLDER SCENE TAKE SECONDS
#                          a take that no provider has made
#   finish                 at the end
set -u
scenetty=${scenetty:-$top_builddir/scenetty}
jsontool=$top_builddir/tests/cli/json
room=$(mktemp -d "${TMPDIR:-/tmp}/scenetty-cli.XXXXXX") || exit 99
trap 'chmod -R u+rwx "$room"; rm -rf "$room"' EXIT
trap 'exit 99' HUP INT TERM
unset NO_COLOR COLORTERM SCENETTY_MEDIA
HOME=$room/home XDG_STATE_HOME=$room/state XDG_CONFIG_HOME=$room/config XDG_CACHE_HOME=$room/cache
SCENETTY_NOW=1795369200 TERM=dumb LC_ALL=C.UTF-8
export HOME XDG_STATE_HOME XDG_CONFIG_HOME XDG_CACHE_HOME SCENETTY_NOW TERM LC_ALL
mkdir "$HOME" "$room/work"
cd "$room/work" || exit 99
exec </dev/null
count=0

ok() # NAME
{
	count=$((count + 1))
	echo "ok $count - $1"
}

not_ok() # NAME DETAILS
{
	count=$((count + 1))
	echo "not ok $count - $1"
	printf '%s\n' "$2" | sed 's/^/# /'
}

run()
{
	code=0
	"$scenetty" "$@" >"$room/out" 2>"$room/err" </dev/null || code=$?
}

wait_for()
{
	until "$@" >/dev/null 2>&1; do
		:
	done
}

said() # what the last run did, for a failed test
{
	echo "code $code"
	sed 's/^/out: /' "$room/out" | head -n 40
	sed 's/^/err: /' "$room/err" | head -n 40
}

fine()
{
	name=$1
	shift
	run "$@"
	if [ "$code" -eq 0 ] && ! grep -q '^scenetty: ' "$room/err"; then
		ok "$name"
	else
		not_ok "$name" "$(said)"
	fi
}

fails()
{
	name=$1 wanted=$2 text=$3
	shift 3
	run "$@"
	# shellcheck disable=SC2254 # the text is a pattern
	case $(grep '^scenetty: ' "$room/err") in
	"scenetty: "$text) hit=1 ;;
	*) hit=0 ;;
	esac
	# shellcheck disable=SC2254 # so is the code
	case $code in
	$wanted) ;;
	*) hit=0 ;;
	esac
	if [ "$hit" -eq 1 ]; then
		ok "$name"
	else
		not_ok "$name" "expected code $wanted and: $text
$(said)"
	fi
}

is()
{
	if [ "$2" = "$3" ]; then
		ok "$1"
	else
		not_ok "$1" "found:    $2
expected: $3"
	fi
}

like()
{
	# shellcheck disable=SC2254 # it is a pattern
	case $2 in
	$3) ok "$1" ;;
	*) not_ok "$1" "found:    $2
expected: $3" ;;
	esac
}

check()
{
	name=$1
	shift
	if "$@" >"$room/check" 2>&1; then
		ok "$name"
	else
		not_ok "$name" "$* failed
$(cat "$room/check")"
	fi
}

json()
{
	"$jsontool" "$@" <"$room/out"
}

ids() # of all scenes, in their order
{
	"$scenetty" "$@" status --json >"$room/out" 2>/dev/null
	i=0 list=
	while [ "$i" -lt "$(json /totals/scenes)" ]; do
		list="$list${list:+ }$(json "/scenes/$i/id")"
		i=$((i + 1))
	done
	echo "$list"
}

put_take() # FOLDER SCENE TAKE SECONDS: a take that no provider has made
{
	mkdir -p "$1/takes/$2"
	printf 'clip %s' "$3" >"$1/takes/$2/$3.mp4"
	printf '{"take":"%s","scene":"%s","provider":"test","seconds":%s,"sha256":"%s"}\n' \
		"$3" "$2" "$4" "$(sha256sum <"$1/takes/$2/$3.mp4" | cut -d ' ' -f 1)" \
		>"$1/takes/$2/$3.json"
}

finish()
{
	echo "1..$count"
}
