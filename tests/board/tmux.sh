# The board in a real tmux, started from a shell with job control, as people have it: drawn,
# resized, pasted into, put aside, ended. In the same way GNU screen and mosh.
. "$top_srcdir/tests/board/lib.sh"
command -v tmux >/dev/null || { echo "1..0 # SKIP no tmux here"; exit 0; }
unset TMUX STY LINES COLUMNS VISUAL ENV LC_CTYPE LANG
film=$room/film TERM=xterm-256color PS1='$ ' PATH=$top_builddir:$PATH SCREENDIR=$room/screens
export TERM PS1 PATH SCREENDIR
mkdir -m 700 "$SCREENDIR"
trap 'tm kill-server 2>/dev/null; rm -rf "$room"' EXIT
make_film "$film"
cp "$film/film.json" "$room/before"

tm()
{
	tmux -u -S "$room/tmux" -f /dev/null "$@"
}

screen_now()
{
	tm capture-pane -p >"$room/now"
}

shows()
{
	screen_now && grep -qF -- "$1" "$room/now"
}

pane() # usage: pane FORMAT WANTED
{
	[ "$(tm display-message -p "$1")" = "$2" ]
}

# The shell's prompt is the last thing on the screen.
has_prompt()
{
	screen_now && [ "$(grep . "$room/now" | tail -n 1)" = '$' ]
}

# usage: check NAME COMMAND…: waits until it is true; else shows the screen, and that is
# all: what follows stands on it
check()
{
	name=$1
	shift
	until_true "$@"
	status=$?
	result "$name" $status
	[ $status = 0 ] && return
	screen_now
	sed 's/^/# /' "$room/now"
	finish
	exit 1
}

keys()
{
	tm send-keys "$@"
}

says() # a line for the shell, on a screen without older words
{
	tm send-keys -R
	tm clear-history
	keys "$1" Enter
}

# What tmux keeps of what was set: the other screen, the mouse, the cursor.
is_restored()
{
	has_prompt && pane '#{alternate_on}#{mouse_any_flag}#{cursor_flag}' 001
}

board()
{
	until_true pane '#{alternate_on}' 1 && until_true shows 't001 of 1'
}

the_program() # its process
{
	pgrep -P "$(tm display-message -p '#{pane_pid}')" -x scenetty
}

has_ended()
{
	! the_program >/dev/null
}

# What stands there is what is drawn on an empty screen: nothing was left behind.
stands_as_redrawn()
{
	cp "$room/now" "$room/was"
	tm send-keys -R
	keys C-l
	until_true same_as_was
}

same_as_was()
{
	screen_now && cmp -s "$room/now" "$room/was"
}

# Near the lower edge, which a smaller screen never had; and all pictures have come.
has_settled()
{
	screen_now && tail -n 3 "$room/now" | grep -q 'next take' &&
		[ "$(grep -o 'd\{31\}' "$room/now" | grep -c .)" = 12 ]
}

in_film()
{
	grep -qF -- "$1" "$film/film.json"
}

tm new-session -d -x 120 -y 40 /bin/sh -i
check 'a shell' has_prompt
says "scenetty $film"
check 'the board' board
check 'has its film for a title' pane '#{pane_title}' 'The Lighthouse'

for size in 20x5 400x120 40x12 81x25 5x2 200x60 80x24 100x30; do
	tm resize-window -x "${size%x*}" -y "${size#*x}"
done
check 'a storm of sizes' has_settled
check 'leaves nothing behind' stands_as_redrawn

i=0
while [ $i -lt 40 ]; do
	i=$((i + 1))
	echo "Line $i of a page; dd u q :quit, é 灯 “quoted”."
done >"$room/page"
tm load-buffer "$room/page"
keys Enter
check 'a form' shows 'what is seen'
keys Enter M-\>
tm paste-buffer -p
check 'a page is pasted' shows 'Line 40'
keys Escape Escape
check 'as text, and it is in the film' in_film '"Line 40 of a page; dd u q :quit, é 灯 “quoted”.'
in_film '"Line 1 of' || in_film 'wakes.Line 1 of'
result 'from its first line on' $?
keys u
check 'one undo takes it away' cmp -s "$film/film.json" "$room/before"

keys C-z
check 'put aside: the shell has its terminal' is_restored
says 'echo cooked; stty -a | grep -o " echo "'
check 'as it was' shows ' echo '
says fg
check 'and back' board

cat >"$room/editor" <<'END2'
#!/bin/sh
stty -a | grep -q ' icanon' && sed -i 's/sea/ocean/' "$1"
END2
chmod +x "$room/editor"
keys C-z
until_true has_prompt
says 'kill %1; fg'
check 'TERM while it was put aside' is_restored
says "EDITOR=$room/editor scenetty $film"
board
keys E
check 'the prompt comes back from an editor' shows 'the ocean wakes'
check 'and goes to the film' in_film 'while the ocean'

for way in TERM HUP; do
	keys D
	until_true shows 10
	kill -$way "$(the_program)"
	check "$way: the terminal is as it was" is_restored
	[ "$(grep -c '"First light"' "$film/film.json")" = 2 ]
	result "$way: saved" $?
	says "scenetty $film"
	board
	keys u
	until_true shows '9 scenes'
done
# How many colours there are is seen by their sequences.
has_rgb()
{
	tm capture-pane -pe | grep -q '[34]8[;:]2[;:]'
}

has_no_rgb()
{
	shows 't001 of 1' && ! has_rgb
}

has_no_rgb
result 'nobody says that there are more than 256 colours' $?
keys ':colours true' Enter
check 'the user says so' has_rgb
check 'all is there as before' shows 'First light'
keys q
until_true is_restored
says "scenetty $film"
check 'and once is enough' has_rgb
keys ':colours auto' Enter
check 'as the terminal has it' has_no_rgb
check 'it is told' shows '256 colours'

keys D
until_true shows '10 scenes'
kill -KILL "$(the_program)"
until_true has_ended
keys C-j 'stty sane; clear' C-j # Enter is none where nobody put the terminal right
until_true has_prompt
says "scenetty $film"
check 'KILL: the next start has what was done' shows '10 scenes'
keys u q
check 'leaves' is_restored

says "LC_ALL=C scenetty $film"
check 'without UTF-8' board
[ "$(LC_ALL=C tr -d '\000-\177' <"$room/now" | wc -c)" = 0 ]
result 'it is ASCII' $?
keys q
until_true is_restored

if command -v screen >/dev/null; then
	says "screen -U -c /dev/null scenetty $film"
	check 'in GNU screen' board
	keys l
	check 'keys' shows 'A sail, far out'
	keys C-a ?
	until_true shows 'Screen key bindings'
	keys Enter
	check 'and what it draws over goes again' shows 'A sail, far out'
	keys q
	until_true is_restored
else
	skip 'in GNU screen' 'no screen here'
fi

if command -v mosh-server >/dev/null && command -v mosh-client >/dev/null &&
	mosh-server new -i 127.0.0.1 -l LC_ALL=C.UTF-8 -- "$top_builddir/scenetty" "$film" \
		>"$room/mosh" 2>&1 </dev/null; then
	# shellcheck disable=SC2046 # its port and its key
	set -- $(sed -n 's/^MOSH CONNECT //p' "$room/mosh")
	says "MOSH_KEY=$2 mosh-client 127.0.0.1 $1"
	check 'in mosh' board
	keys l
	check 'keys' shows 'A sail, far out'
	keys q
	until_true is_restored
else
	skip 'in mosh' 'no mosh here'
fi

says "scenetty $film"
board
keys D
until_true shows '10 scenes'
tm kill-server
saved_twice()
{
	[ "$(grep -c '"First light"' "$film/film.json")" = 2 ]
}
until_true saved_twice
result 'the whole server goes: saved' $?
finish
