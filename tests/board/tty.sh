# The program at a terminal, a pty of its own: it starts, is stopped, resized, ended in
# every way there is, and leaves the terminal as it was.
. "$top_srcdir/tests/board/lib.sh"
TERM=xterm-256color; export TERM
unset TMUX STY LINES COLUMNS VISUAL EDITOR DISPLAY
make_film "$room/film"

# usage: at SIZE FILM <SCRIPT: what it prints is in $room/out
at()
{
	"$top_builddir/tests/ui/ptyrun" -s "$1" "$top_builddir/scenetty" "$2" >"$room/out" 2>&1
}

# usage: check NAME COMMAND…
check()
{
	name=$1
	shift
	"$@"
	status=$?
	[ $status = 0 ] || sed 's/^/# /' "$room/out" | head -n 30
	result "$name" $status
}

has()
{
	grep -qF -- "$1" "$room/out"
}

printed() # the lines, in this order, and no others
{
	printf '%s\n' "$@" | cmp -s - "$room/out"
}

at 120x40 "$room/film" <<'END'
wait The Lighthouse
wait t001 of 1
keys q
end
modes
tty
END
check 'starts, shows the film, leaves by q' printed 'exit 0' '7 25' cooked

for way in 'signal TERM' 'signal HUP'; do
	at 80x24 "$room/film" <<END
wait The Lighthouse
keys D
wait duplicate
$way
end
END
	check "$way: says so in its exit" grep -q '^exit 1[24][39]$' "$room/out"
	check "$way: saved" [ "$(grep -c '"First light"' "$room/film/film.json")" -gt 1 ]
	scenetty -C "$room/film" -q undo
done

# Nobody reads any more what it draws.
at 120x40 "$room/film" <<'END'
wait The Lighthouse
deaf \x0c
keys D
signal TERM
end
tty
END
check 'nobody reads: ended all the same' printed 'exit 143' cooked
check 'nobody reads: saved' [ "$(grep -c '"First light"' "$room/film/film.json")" -gt 1 ]
scenetty -C "$room/film" -q undo

cat >"$room/other" <<'END'
wait Take the film over?
keys y
wait t001 of 1
gone Take the film over?
keys D
wait duplicate
keys q
end
END
at 120x40 "$room/film" <<END
wait t001 of 1
deaf \\x0c
keys D
sh "$top_builddir/tests/ui/ptyrun" "$top_builddir/scenetty" "$room/film" <"$room/other"
hear
wait read-only
wait 11 scenes
settle 100
screen
size 119x40
settle 100
size 120x40
settle 100
screen
keys q
END
check 'nobody reads: taken over by another' has 'exit 0'
check 'read again, all is there' awk '
	{ line[NR] = $0 }
	END { for (i = 1; i <= 40; i++) bad += line[NR - 40 + i] != line[NR - 80 + i]; exit bad || NR < 81 }
' "$room/out"
scenetty -C "$room/film" -q undo
scenetty -C "$room/film" -q undo

at 80x24 "$room/film" <<'END'
wait The Lighthouse
keys D
wait duplicate
signal KILL
end
END
at 80x24 "$room/film" <<'END'
wait 10 scenes
keys u
wait 9 scenes
keys q
end
END
check 'kill -9: the next start has what was done' has 'exit 0'

at 80x24 "$room/film" <<'END'
wait The Lighthouse
keys \x1a
stopped
signal CONT
wait The Lighthouse
keys l
wait A sail, far out
keys q
end
END
check 'stopped, and gone on with' has 'exit 0'

cat >"$room/editor" <<'END'
#!/bin/sh
sed 's/sea/ocean/' "$1" >"$1.new" && cat "$1.new" >"$1" && rm "$1.new"
END
chmod +x "$room/editor"
EDITOR=$room/editor; export EDITOR
at 80x24 "$room/film" <<'END'
wait t001 of 1
keys E
wait while the ocean
keys q
end
END
check 'the prompt through an editor' has 'exit 0'
check 'is in the film' grep -q 'while the ocean' "$room/film/film.json"
EDITOR=false
at 80x24 "$room/film" <<'END'
wait t001 of 1
keys E
wait the editor ended with status 1
wait while the ocean
keys q
end
END
check 'an editor that fails changes nothing' has 'exit 0'
unset EDITOR

at 80x24 "$room/film" <<'END'
wait t001 of 1
keys P
wait ►
keys \e[O
wait ▌▌
keys \e[I
wait ►
keys qq
end
END
check 'what plays waits while nobody looks' has 'exit 0'

at 120x40 "$room/film" <<'END'
wait t001 of 1
size 20x5
size 200x60
size 1x1
size 40x12
size 80x24
wait t001 of 1
size 20x5
wait Lighthouse
keys q
end
END
check 'a storm of sizes' has 'exit 0'

at 80x24 "$room/film" <<'END'
wait t001 of 1
keys \e[200~dd quit\e[201~
wait add dd-quit as scene 2
keys u
wait undid: add dd-quit
keys q
end
END
check 'pasted text is never keys' has 'exit 0'

LC_ALL=C at 80x24 "$room/film" <<'END'
wait The Lighthouse
wait t001 of 1
screen
keys q
end
END
check 'a locale without UTF-8 gets ASCII' sh -c \
	"grep -q 'exit 0' '$room/out' && ! LC_ALL=C grep -q '[^ -~]' '$room/out'"

mkdir "$room/long"
awk 'BEGIN {
	print "{\"scenetty\": 1, \"title\": \"Long\", \"scenes\": ["
	for (i = 1; i < 4000; i++)
		printf("{\"id\": \"s%d\", \"prompt\": \"a night that goes on and on\"},\n", i)
	print "{\"id\": \"the-end\", \"prompt\": \"dawn\"}]}"
}' >"$room/long/film.json"
at 120x40 "$room/long" <<'END'
keys Gd
wait the-end
keys dq
end
END
check 'a long film: what is typed before it has been read is not lost' sh -c \
	"grep -q 'exit 0' '$room/out' && ! grep -q the-end '$room/long/film.json'"
echo '}' >>"$room/long/film.json"
at 120x40 "$room/long" <<'END'
wait something stands behind the end of the value
end
tty
END
check 'one that is broken far below its beginning' printed 'exit 3' cooked

for kind in 'vt100 20x5' 'vt100 400x120' 'linux 20x5' 'linux 400x120' 'xterm-mono 80x24'; do
	TERM=${kind% *} at "${kind#* }" "$room/film" <<'END'
wait First light
keys l
wait A sail
keys q
end
END
	check "TERM=$kind" has 'exit 0'
done
finish
