#!/bin/sh
# The cut from outside: clips of every kind become one film, exact to the frame
# and the sample; what was made is used again, what is damaged is made again.
. "$top_srcdir/tests/cli/lib.sh"
. "$top_srcdir/tests/media/films.sh"

clip a.mp4 -f lavfi -i testsrc2=s=320x180:r=24 -f lavfi -i sine=f=220:r=44100 -t 2.5 \
	-ac 1 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac
clip b.webm -f lavfi -i mandelbrot=s=200x300:r=30 -f lavfi -i sine=f=330:r=48000 -t 2 \
	-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus
clip c.avi -f lavfi -i testsrc=s=720x576:r=25 -t 2 -vf setsar=64/45 -c:v mpeg4
clip d.mp4 -f lavfi -i testsrc2=s=640x360:r=60000/1001 -f lavfi -i sine=f=440:r=22050 -t 2 \
	-c:v libx265 -preset ultrafast -x265-params log-level=error -pix_fmt yuv420p10le -c:a ac3
clip e.png -f lavfi -i testsrc2=s=401x301 -frames:v 1
clip f.webm -f lavfi -i testsrc2=s=320x180:r=24 -t 2 -vf "select='lt(mod(n*7\,11)\,6)'" -vsync vfr \
	-c:v libvpx -deadline realtime -cpu-used 8

mixed()
{
	film 256x144 "$1" '{"id":"a","circled":"t001","takes":{"t001":{"in":0.25,"out":2.25}},
		"transition":{"kind":"dissolve","seconds":0.5}},
		{"id":"b","circled":"t001"}, {"id":"c","circled":"t001",
		"transition":{"kind":"dissolve","seconds":9}},
		{"id":"d","circled":"t001","transition":{"kind":"dissolve","seconds":0.25}},
		{"id":"e","circled":"t001"},
		{"id":"f","circled":"t001","transition":{"kind":"dissolve","seconds":1}}'
	take a a.mp4 2.5
	take b b.webm 2
	take c c.avi 2
	take d d.mp4 2
	take e e.png 1
	take f f.webm 2
}

mixed 24
cut_film
is 'a film of unlike clips is cut' "$code $(json /frames /seconds /scenes /animatics /made /reused |
	tr '\n' ' ')" '0 222 9.25 6 0 9 0 '
is 'it is sound' "$(faults 222 444000)" ''
is 'it bears its title' "$(ffprobe -v error -show_entries format_tags=title -of csv=p=0 \
	"$film/film.mp4")" 'Tést'
is 'it is as large as told' "$(json /bytes /path)" "$(stat -c %s "$film/film.mp4")
$(realpath "$film")/film.mp4"
is 'a dissolve that is too long is told of' "$(notes 'dissolve is cut to half')" 1
is 'all pieces have the same parameters' "$(cat "$film"/.scenetty/segments/*.json |
	grep -o '"parameters":"[0-9a-f]*"' | sort | uniq -c | awk '{ print $1 }')" 9
is 'the pictures are the segments’ own' "$(runs)" '36 12 36 24 24 18 6 18 48'

cp "$film/film.mp4" "$room/first.mp4"
cut_film
is 'nothing is encoded twice' "$code $(json /made /reused | tr '\n' ' ')" '0 0 9 '
check 'the same film comes out' cmp "$film/film.mp4" "$room/first.mp4"
TERM=xterm "$top_builddir/tests/ui/ptyrun" -s 300x10 "$scenetty" -C "$film" cut >"$room/seen" <<'END'
end
screen
END
is 'at a terminal one line says where it is, and how long' \
	"$(grep -c "/film.mp4: .* s, .*, 9 reused" "$room/seen")" 1

sed -i 's/"out":2.25/"out":2/' "$film/film.json"
cut_film
is 'one scene is changed: it and its dissolve are made' "$code $(json /frames /made /reused |
	tr '\n' ' ')" '0 216 2 7 '
is 'the changed film is sound' "$(faults 216 432000)" ''

# The largest segment is damaged, each time in another way.
rm -r "$film/.scenetty"
cut_film
largest=$(find "$film/.scenetty/segments" -name '*.mp4' -exec ls -S {} + | head -n 1)
cp "$film/film.mp4" "$room/first.mp4"
truncate -s -1 "$largest"
cut_film
is 'a segment cut short is made again' "$code $(json /made /reused | tr '\n' ' ')" '0 1 8 '
check 'with the same result' cmp "$film/film.mp4" "$room/first.mp4"
rm "${largest%.mp4}.pcm"
cut_film
is 'so is one whose sound is gone' "$code $(json /made /reused | tr '\n' ' ')" '0 1 8 '
touch -r "$largest" "$room/time"
dd if=/dev/zero of="$largest" bs=1 seek=3000 count=2000 conv=notrunc 2>"$room/dd"
touch -r "$room/time" "$largest"
cut_film
is 'one that only looks right spoils nothing' "$code $(json /made /reused | tr '\n' ' ')" '0 9 0 '
is 'that is told of' "$(notes 'damaged and is made again')" 1
check 'and the film is the same' cmp "$film/film.mp4" "$room/first.mp4"


# So is one that a dissolve is made from anew.
dissolve=$(find "$film/.scenetty/segments" -name '*.mp4' | while read -r piece; do
	[ -e "${piece%.mp4}.pcm" ] || echo "$piece"; done | head -n 1)
for segment in "$film"/.scenetty/segments/*.pcm; do
	touch -r "${segment%.pcm}.mp4" "$room/time"
	dd if=/dev/zero of="${segment%.pcm}.mp4" bs=1000 count=1 conv=notrunc 2>"$room/dd"
	touch -r "$room/time" "${segment%.pcm}.mp4"
done
rm "$dissolve"
cut_film
is 'nor do those a dissolve is made of' "$code $(json /made /reused | tr '\n' ' ')$(notes \
	'damaged and is made again')" '0 9 0 1'
check 'and again the film is the same' cmp "$film/film.mp4" "$room/first.mp4"

# Another release of the encoder writes other parameters.
record=$(find "$film/.scenetty/segments" -name '*.json' | head -n 1)
sed -i 's/"parameters":"[0-9a-f]\{8\}/"parameters":"00000000/' "$record"
cut_film
is 'pieces that can’t be joined are made again' "$code $(json /made /reused | tr '\n' ' ')" '0 9 0 '

mixed 30000/1001 2>/dev/null
sed -i 's|30000/1001|29.97|' "$film/film.json"
cut_film
frames=$(json /frames)
is 'at 29.97 frames a second it is sound' \
	"$code $frames $(faults "$frames" $(((frames * 48048 + 15) / 30)))" '0 278 '

film 144x256 24 '{"id":"a","circled":"t001"},{"id":"gap","seconds":1,"prompt":"a kitten by a fire",
	"transition":{"kind":"dissolve","seconds":0.25}},{"id":"b","circled":"t001"}'
take a a.mp4 2.5
take b b.webm 2
cut_film
is 'an animatic stands in for what is missing' "$code $(json /frames /animatics /made | tr '\n' ' ')" \
	'0 126 1 4 '
is 'that is told of, by name' "$(notes 'scene has no circled take, its animatic stands in: gap$')" 1
is 'the film is sound' "$(faults 126 252000)" ''
is 'no take was made of it' "$(ls "$film/takes")" 'a
b'
cut_film
is 'the stand-in is kept' "$code $(json /animatics /made /reused | tr '\n' ' ')" '0 1 0 4 '
finish
