#!/bin/sh
# No test is without an end, leaves something running, reads what is not its own, or
# takes over which signals somebody ignores: tests/within sees to it.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/tap.sh"
within=$top_builddir/tests/within

# usage: says WHAT PATTERN SECONDS COMMAND…
says()
{
	what=$1 pattern=$2
	shift 2
	said=$("$within" "$@" 2>&1; echo "code $?")
	# shellcheck disable=SC2254 # a pattern
	case $said in
	$pattern) expect "$what" '' ;;
	*) expect "$what" "it said: $said" ;;
	esac
}

says 'a test ends as it does' 'ok 1
code 3' 60 sh -c 'echo ok 1; exit 3'
says 'one that is killed has failed' 'code 137' 60 sh -c 'kill -9 $$'
says 'one that does not end is named and ended, and whoever it waits for' \
	"Bail out! *# * sh -c sleep 998*# * sleep 998*code 143" 0.2 sh -c 'sleep 998 & setsid sleep 998; :'
says 'what runs on is named and ended' \
	'ok 1*Bail out! *# * sleep 997*code 0' 60 sh -c 'echo ok 1; setsid sleep 997 &'
expect 'nobody is left' "$(pgrep -fx 'sleep 99[78]')"
says 'it has nothing to read' 'code 0' 60 cat
says 'signals are as at a login' 'code 129' 60 \
	sh -c "trap '' HUP; exec \"$within\" 60 sh -c 'kill -HUP \$\$; exit 5'"
finish
