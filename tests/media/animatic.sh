#!/bin/sh
# Animatics from outside: the length, the size, the same bytes for the same seed,
# every word the fields know, text that is too long, scripts without a font.
. "$top_srcdir/tests/cli/lib.sh"
. "$top_srcdir/tests/media/films.sh"

make_takes() # WORDS…
{
	run -C "$film" generate -q "$@"
}

# The takes of the film: scene, then frames, size and channels as ffprobe counts.
made()
{
	for made_take in "$film"/takes/*/t001.mp4; do
		scene=${made_take%/t001.mp4}
		echo "${scene##*/} $(ffprobe -v error -count_frames -select_streams v -show_entries \
			stream=width,height,nb_read_frames -of csv=p=0 "$made_take" |
			tr ',' ' ') $(stream a channels "$made_take")"
	done
}

prompt='"prompt":"A kitten plays with matches in the kitchen while an old woman sleeps"'

film 320x180 24 '{"id":"a",'"$prompt"',"seconds":1,"seed":7,"dialogue":"Be good."}'
make_takes
is 'a second is 24 frames, with sound' "$code $(made)" '0 a 320 180 24 2'
make_takes a --seed 7
check 'the same seed gives the same bytes' cmp "$film/takes/a/t001.mp4" "$film/takes/a/t002.mp4"
make_takes a --seed 8
is 'another seed another staging' "$(cmp -s "$film/takes/a/t001.mp4" "$film/takes/a/t003.mp4" &&
	echo the same)" ''
is 'the clip decodes to its end' "$(ffmpeg -nostdin -v error -xerror -i \
	"$film/takes/a/t001.mp4" -f null - 2>&1)" ''
is 'the index stands first' "$(od -An -c -j "$(first_box "$film/takes/a/t001.mp4")" -N 8 \
	"$film/takes/a/t001.mp4" | tr -d ' \n' | tail -c 4)" moov
is 'the room is quiet' "$(ffmpeg -nostdin -hide_banner -i "$film/takes/a/t001.mp4" -af volumedetect \
	-f null - 2>&1 | awk '/mean_volume/ { print ($5 < -40 ? "quiet" : $5) }')" quiet

# Sizes, rates and lengths at their limits.
for shape in 256x144:24:0.5:12 144x256:30:0.5:15 720x1280:12:0.25:3 3840x2160:24:0.1:2 \
	320x180:23.976:1:24 320x180:1:2:2 256x144:120:0.5:60; do
	IFS=: read -r size fps seconds frames <<-END
		$shape
	END
	film "$size" "$fps" '{"id":"a",'"$prompt"',"seconds":'"$seconds"'}'
	make_takes
	is "$size, $fps fps, $seconds s" "$code $(made)" \
		"0 a ${size%x*} ${size#*x} $frames 2"
done

# Each word a field offers draws, beside each other in one film.
scenes=
for pair in shot=extreme-wide shot=wide shot=full shot=medium shot=close shot=extreme-close \
	angle=eye angle=low angle=high angle=overhead angle=dutch move=static move=push-in \
	move=pull-out move=pan-left move=pan-right move=tilt-up move=tilt-down move=truck-left \
	move=truck-right move=crane-up move=crane-down move=orbit move=handheld move=zoom-in \
	move=zoom-out light=day light=dawn light=golden light=dusk light=night light=fire \
	light=candle light=storm light=fog light=snow light=heaven light=neon; do
	scenes=$scenes${scenes:+,}'{"id":"'${pair%=*}-${pair#*=}'","'${pair%=*}'":"'${pair#*=}'",'$prompt',"seconds":0.2}'
done
film 256x144 10 "$scenes"
make_takes
is 'every shot, angle, move and light' "$code $(made | awk '{ $1 = ""; print }' | sort -u) $(made |
	grep -c .)" '0  256 144 2 2 38'

# A picture to start with stands behind the things, in the take and where the animatic
# stands in for it; what another animatic has drawn does not.
corner() # CLIP SECONDS: the colour of its left upper corner, as far as it can be named
{
	ffmpeg -nostdin -v error -ss "$2" -i "$1" -vf 'crop=4:4:0:0,format=rgb24' -frames:v 1 \
		-f rawvideo - | od -An -tu1 -N3 | awk '{ print ($3 > 100 && $1 < 60 && $2 < 60 ? "blue" : $0) }'
}
film 256x144 10 '{"id":"a",'"$prompt"',"seconds":0.5,"move":"push-in","start":{"file":"refs/a.png"}},
	{"id":"b",'"$prompt"',"seconds":0.5,"start":"previous"}'
mkdir "$film/refs"
ffmpeg -v error -f lavfi -i color=blue:s=60x60 -frames:v 1 "$film/refs/a.png"
make_takes
is 'a picture is the backdrop' "$code $(corner "$film/takes/a/t001.mp4" 0.4)" '0 blue'
run -C "$film" circle a none
run -C "$film" cut -q
is 'in the cut, too' "$code $(corner "$film/film.mp4" 0) $(corner "$film/film.mp4" 0.7 | grep -c blue)" \
	'0 blue 0'
printf 'no picture' >"$film/refs/a.png"
make_takes a
like 'one that is broken' "$code $(cat "$room/err")" '1 scenetty: *the start frame (refs/a.png): *'

# Text.
long=$(awk 'BEGIN { while (n++ < 650) printf "words " }')
film 256x144 10 '{"id":"a",'"$prompt"',"seconds":0.2,"title":"'"$(echo "$long" | cut -c 1-190)"'",
	"dialogue":"'"$long"'"}, {"id":"b","seconds":0.2}, {"id":"c","seconds":0.2,
	"prompt":"'"$long $long $long"'"}'
make_takes
is 'text that is too long, and none at all' "$code $(made | awk '{ $1 = ""; print }' | sort -u)" \
	'0  256 144 2 2'

with_fonts() # FILE…
{
	rm -rf "$room/fonts" && mkdir "$room/fonts"
	[ $# -eq 0 ] || cp "$@" "$room/fonts/"
	printf '<fontconfig><include>/etc/fonts/conf.d</include><dir>%s</dir><cachedir>%s</cachedir></fontconfig>\n' \
		"$room/fonts" "$(mktemp -d "$room/cache.XXXX")" >"$FONTCONFIG_FILE"
}
fonts=$(fc-match -f '%{file}' 'DejaVu Sans') emoji=$(fc-match -f '%{file}' 'Noto Color Emoji')
FONTCONFIG_FILE=$room/fonts.conf
export FONTCONFIG_FILE
film 256x144 10 '{"id":"a","title":"漢字","seconds":0.2}'
with_fonts "$fonts" "$emoji"
make_takes
like 'a script without a font is named' "$code $(cat "$room/err")" '1 scenetty: *漢*fonts-noto-cjk*'
film 256x144 10 '{"id":"a",'"$prompt"',"seconds":0.2}'
with_fonts "$fonts"
make_takes
like 'no emoji font' "$code $(cat "$room/err")" '1 scenetty: *fonts-noto-color-emoji*'
is 'nothing is left of what failed' "$(find "$film/takes" "$film/.scenetty/tmp" -type f 2>/dev/null)" ''
with_fonts "$fonts" "$emoji"
make_takes
is 'and it works once the font is there' "$code $(made)" '0 a 256 144 2 2'
finish
