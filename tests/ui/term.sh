#!/bin/sh
# The terminal as a program finds it and leaves it, with the demo in a pty of its own.
here=$(cd "$(dirname "$0")" && pwd)
build=${top_builddir:-.}/tests/ui
ground=$(mktemp -d "${TMPDIR:-/tmp}/term.XXXXXX") || exit 99
trap 'rm -rf "$ground"' EXIT
HOME=$ground TERM=xterm-256color LC_ALL=C.UTF-8 PTYRUN_RAW=$ground/raw
export HOME TERM LC_ALL PTYRUN_RAW
unset COLORTERM NO_COLOR TMUX STY LINES COLUMNS XDG_CONFIG_HOME
# A terminal that curses does not know costs it memory.
ASAN_OPTIONS=detect_leaks=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}
export ASAN_OPTIONS
number=0
failed=0
SIZE=120x40

# run [ARG…] <SCRIPT: what ptyrun prints is in $ground/out
run()
{
	"$build/ptyrun" -s "$SIZE" "$build/demo" "$@" >"$ground/out" 2>"$ground/err" ||
		sed 's/^/# /' "$ground/err"
}

# check WHAT COMMAND…: one result; what was printed is shown where it fails
check()
{
	what=$1
	shift
	number=$((number + 1))
	if "$@"; then
		echo "ok $number - $what"
	else
		sed 's/^/# /' "$ground/out"
		echo "not ok $number - $what"
		failed=1
	fi
}

prints() # TEXT: ptyrun printed just this
{
	[ "$(cat "$ground/out")" = "$1" ]
}

has() # TEXT: somewhere on what it printed
{
	grep -qF -- "$1" "$ground/out"
}

raw_has() # BYTES
{
	grep -qaF -- "$1" "$ground/raw"
}

raw_lacks()
{
	! raw_has "$1"
}

is_ascii() # FILE
{
	[ "$(LC_ALL=C tr -d '\000-\177' <"$1" | wc -c)" -eq 0 ]
}

at_most() # NAME LIMIT: bytes
{
	[ "$(sed -n "s/^$1 //p" "$ground/out")" -le "$2" ]
}

escape=$(printf '\033')
on='1 7 1002 1004 1006 1049 2004'
off='7 25'

run <<-'END'
	wait ready
	settle 20
	modes
	tty
	unknown
	keys q
	end
	modes
	tty
END
check 'modes are on, and off after the end' prints "$on
raw
0
exit 0
$off
cooked"

# How it ends, and what is left then: TERMINAL-STATE of each.
for way in 'keys X/exit 3' 'signal TERM/signal 15' 'signal HUP/signal 1' 'keys A/signal 6' \
	'keys V/' 'keys O/'; do
	run <<-END
		wait ready
		settle 20
		${way%/*}
		end
		modes
		tty
	END
	check "the terminal is put back: ${way%/*}" sh -c '
		grep -qxF "$2" "$1" && grep -qx cooked "$1" && grep -q "^${3:-.}" "$1"' \
		sh "$ground/out" "$off" "${way#*/}"
done

for stop in 'keys \x1a' 'signal TSTP'; do
	run <<-END
		wait ready
		settle 20
		$stop
		stopped
		settle 20
		modes
		tty
		signal CONT
		wait ready
		settle 20
		modes
		tty
		keys n
		wait theme
	END
	check "stopped and gone on: $stop" prints "$off
cooked
$on
raw"
done

run <<-'END'
	wait 120x40
	size 60x12
	wait 60x12
	size 400x120
	wait 400x120
	size 20x5
	wait next theme
	size 80x24
	wait 80x24
	wait Inspector
	screen
END
check 'the size is followed' has 'Inspector'

run <<-'END'
	wait ready
	keys \e[200~one\rtwo\e[201~
	wait pasted 7: one
	keys \e[<0;5;7M
	wait mouse 0 button 1 at 4, 6
	keys \e[I
	wait focus in
	keys \e[1;5C
	wait key C-Right
	keys \e
	wait key Esc
	keys \eP>|XTerm(379)\e\\
	wait answer 14 bytes
	keys \xc3\xa9
	wait key é
	keys \x0c
	settle 20
	screen
END
check 'keys, paste, mouse, focus, answers' has 'key é'

run <<-'END'
	wait ready
	keys m
	settle 20
	modes
	keys m
	settle 20
	modes
END
check 'the mouse is given away and taken back' prints "1 7 1004 1049 2004
$on"

run noir <<-'END'
	wait ready
	settle 30
	mark
	keys \e[C
	settle 30
	bytes move
	mark
	keys \e[I
	wait focus in
	settle 30
	mark
	keys \e[I
	settle 30
	bytes nothing
END
check 'what has not changed is not sent' at_most nothing 0
check 'a card marked, another not, takes 300 bytes' at_most move 300

LC_ALL=C run <<-'END'
	wait ready
	settle 20
END
check 'nothing but ASCII without UTF-8' is_ascii "$ground/raw"

export NO_COLOR=1
run <<-'END'
	wait ready
	settle 20
END
unset NO_COLOR
check 'NO_COLOR: no colours' raw_lacks "$escape[38;5;"
run -c 16 noir <<-'END'
	wait ready
	settle 20
END
check 'sixteen colours: no others' raw_lacks "$escape[38;5;2"

run -c 256 <<-'END'
	wait ready
	slow
	keys N
	wait 1111
	settle 300
	keys N
	wait 2222
	keys x
	mark
	wait key x
	bytes echo
	settle 300
	bytes all
END
check 'on a slow line a key does not wait for a screen of pictures' awk '
	{ got[$1] = $2 } END { exit !(got["all"] > 80000 && got["echo"] < got["all"] / 3) }
' "$ground/out"

if TERM=vte-direct tput cup 1 1 >/dev/null 2>&1; then
	export COLORTERM=truecolor
	run noir <<-'END'
		wait ready
		keys P
		wait all colours shown
		settle 1000
		screen
	END
	unset COLORTERM
	check 'pairs of true colours never run out' sh -c 'tail -c 20000 "$1" |
		grep -qaF "38;2;207;201;189"' sh "$ground/raw"
else
	number=$((number + 1))
	echo "ok $number - pairs of true colours never run out # SKIP no vte-direct here"
fi

for name in xterm-unheard-of tmux-256color screen linux vt100 rxvt ansi; do
	TERM=$name run <<-'END'
		wait ready
		keys q
		end
	END
	check "TERM=$name" prints 'exit 0'
done

TERM='' run <<-'END'
	end
	screen
END
check 'without TERM it says so' has 'TERM is not set'
TERM=unheard-of run <<-'END'
	end
	screen
END
check 'an unknown TERM is named' has "the terminal 'unheard-of' is unknown here"
TERM=dumb run <<-'END'
	end
	screen
END
check 'a dumb one is refused' has "a 'dumb' terminal can't"
"$build/demo" </dev/null >"$ground/out" 2>&1
check 'no terminal at all is told' has 'the board needs a terminal'
echo "1..$number"
exit $failed
