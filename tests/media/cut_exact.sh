#!/bin/sh
# The cut to the sample, the frame and the shade: sounds stay where they are
# through thirty scenes, white stays white, every rate and shape comes out.
. "$top_srcdir/tests/cli/lib.sh"
. "$top_srcdir/tests/media/films.sh"

# A click a second into the clip: eight samples, loud.
click='aevalsrc=if(between(n\,RATE\,RATE+7)\,0.9\,0):s=RATE'
clip a.mp4 -f lavfi -i testsrc2=s=256x144:r=24 -f lavfi -i "$(echo "$click" | sed 's/RATE/44100/g')" \
	-t 2 -ac 1 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac -b:a 192k
clip b.mkv -f lavfi -i testsrc2=s=256x144:r=30 -f lavfi -i "$(echo "$click" | sed 's/RATE/48000/g')" \
	-t 2 -c:v libx264 -preset ultrafast -g 999 -pix_fmt yuv420p -c:a pcm_s16le
clip c.mp4 -f lavfi -i testsrc2=s=256x144:r=25 -f lavfi -i "$(echo "$click" | sed 's/RATE/48000/g')" \
	-t 2 -ac 2 -c:v mpeg4 -c:a aac -b:a 192k

# Where the clicks lie in the film, against where they were laid: the worst of
# the distances in thousandths of a second, and how many were found.
clicks() # RATE-NUM RATE-DEN FRAMES-A-SCENE
{
	quiet_ffmpeg -i "$film/film.mp4" -f s16le -ac 1 -ar 48000 - |
		od -An -v -td2 -w2 | awk -v num="$1" -v den="$2" -v frames="$3" '
		{ loud = $1 < 0 ? -$1 : $1
		  if (loud > 6000 && NR > quiet_until) {
			begin = int(found * frames * 48000 * den / num + 0.5)
			off = (NR - 1 - begin - 24000) / 48
			if (off < 0) off = -off
			if (off > worst) worst = off
			found++
			quiet_until = NR + 9600 } }
		END { printf "%s %d\n", worst < 1 ? "close" : worst, found }'
}

thirty() # FPS
{
	scenes=
	for i in $(seq 30); do
		scenes="$scenes${scenes:+,}{\"id\":\"s$i\",\"circled\":\"t001\",
			\"takes\":{\"t001\":{\"in\":0.5,\"out\":2}}}"
	done
	film 256x144 "$1" "$scenes"
	for i in $(seq 1 3 30); do
		take "s$i" a.mp4 2
		take "s$((i + 1))" b.mkv 2
		take "s$((i + 2))" c.mp4 2
	done
	cut_film
}

thirty 24
is 'thirty scenes of three clips are encoded three times' "$(json /frames /made /reused |
	tr '\n' ' ')" '1080 3 27 '
is 'their clicks are where they were' "$(clicks 24 1 36)" 'close 30'
is 'the film is sound' "$(faults 1080 2160000)" ''
thirty 29.97
is 'so are they at 29.97' "$(clicks 30000 1001 45)" 'close 30'
is 'to the sample' "$(faults 1350 2162160)" ''

# The middle of the first picture.
middle()
{
	quiet_ffmpeg -i "$1" -frames:v 1 -vf 'crop=16:16' -pix_fmt yuv420p -f rawvideo - |
		od -An -v -tu1 -w1 | awk '{ sum[NR <= 256 ? 1 : NR <= 320 ? 2 : 3] += $1 }
		END { printf "%d %d %d\n", sum[1] / 256 + 0.5, sum[2] / 64 + 0.5, sum[3] / 64 + 0.5 }'
}

near() # each within 2 of what is expected
{
	echo "$1 $2" | awk '{ for (i = 1; i <= NF / 2; i++) {
		off = $i - $(i + NF / 2)
		if (off > 2 || off < -2) far = 1 } } END { exit far }'
}

# shade NAME SIZE COLOUR MATRIX RANGE TAGS… : how it comes out in bt709, limited
shade()
{
	name=$1 size=$2 colour=$3 matrix=$4 range=$5
	shift 5
	clip shade.mp4 -f lavfi -i "color=$colour:s=$size:r=24:d=0.2,format=rgb24" -vf \
		"scale=out_color_matrix=$matrix:out_range=$range,format=yuv420p" \
		-c:v libx264 -preset ultrafast "$@"
	film 256x144 24 '{"id":"a","circled":"t001"}'
	take a shade.mp4 0.2
	cut_film
	case $colour in
	white) wanted='235 128 128' ;;
	gray) wanted='126 128 128' ;;
	red) wanted='63 102 240' ;;
	esac
	found=$(middle "$film/film.mp4")
	if near "$found" "$wanted"; then
		ok "$name"
	else
		not_ok "$name" "found $found, expected $wanted"
	fi
}

for colour in white gray red; do
	shade "$colour, bt709 limited, tagged" 320x180 $colour bt709 tv \
		-colorspace bt709 -color_range tv
	shade "$colour, bt709 full, tagged" 320x180 $colour bt709 pc \
		-colorspace bt709 -color_range pc
	shade "$colour, bt601 full, tagged" 320x180 $colour bt601 pc \
		-colorspace smpte170m -color_range pc
	shade "$colour, bt601 limited, tagged, large" 1280x720 $colour bt601 tv \
		-colorspace smpte170m -color_range tv
	shade "$colour, untagged and small is bt601" 320x180 $colour bt601 tv
	shade "$colour, untagged and large is bt709" 1280x720 $colour bt709 tv
done

# Pictures numbered by their shade: which of them the film shows.
numbered() # RATE
{
	clip numbered.mp4 -f lavfi -i "color=black:s=64x64:r=$1:d=3" -vf \
		"geq=lum='16+2*mod(N\,100)':cb=128:cr=128,format=yuv420p" -c:v libx264 \
		-preset ultrafast -qp 0 -colorspace bt709 -color_range tv
	film 256x256 "$2" "{\"id\":\"a\",\"circled\":\"t001\",\"takes\":{\"t001\":{\"in\":$3,\"out\":$4}}}"
	take a numbered.mp4 3
	cut_film
	quiet_ffmpeg -i "$film/film.mp4" -vf 'crop=16:16' -pix_fmt yuv420p -f rawvideo - |
		od -An -v -tu1 -w384 | awk '{ printf "%d ", int(($120 - 16) / 2 + 0.5) }'
}

is 'a clip of the film’s rate comes out picture by picture' "$(numbered 24 24 0.5 1)" \
	'12 13 14 15 16 17 18 19 20 21 22 23 '
is 'also when it is trimmed between two pictures' "$(numbered 24 24 1.23 1.73)" \
	'30 31 32 33 34 35 36 37 38 39 40 41 '
is 'of a faster one the nearest are taken' "$(numbered 60 24 0 0.34)" '0 3 5 8 10 13 15 18 '
is 'those of a slower one stand longer' "$(numbered 12 24 0 0.5)" '0 0 1 1 2 2 3 3 4 4 5 5 '

# A dissolve from white with a tone to silent black: even steps of light, and half
# of the power in its middle.
clip white.mp4 -f lavfi -i color=white:s=256x144:r=24 -f lavfi -i sine=f=1000:r=48000 -t 1 \
	-vf scale=out_color_matrix=bt709:out_range=tv,format=yuv420p -c:v libx264 \
	-preset ultrafast -colorspace bt709 -color_range tv -c:a aac -b:a 192k
clip black.mp4 -f lavfi -i color=black:s=256x144:r=24 -t 1 -pix_fmt yuv420p -c:v libx264 \
	-preset ultrafast -colorspace bt709 -color_range tv
film 256x144 24 '{"id":"a","circled":"t001","transition":{"kind":"dissolve","seconds":0.5}},
	{"id":"b","circled":"t001"}'
take a white.mp4 1
take b black.mp4 1
cut_film
is 'a dissolve goes in even steps' "$(quiet_ffmpeg -i "$film/film.mp4" -vf 'crop=16:16' \
	-pix_fmt yuv420p -f rawvideo - | od -An -v -tu1 -w384 | awk '
	NR <= 12 { wanted = 235 }
	NR > 12 { wanted = 235 - 219 * (NR - 12) / 13 }
	NR > 24 { wanted = 16 }
	{ off = $120 - wanted; if (off > 3 || off < -3) printf "%d: %d, not %d ", NR, $120, wanted }
	END { print NR }')" 36
is 'and its sound with equal power' "$(quiet_ffmpeg -i "$film/film.mp4" -f s16le -ac 1 - |
	od -An -v -td2 -w2 | awk '
	NR > 12000 && NR <= 14400 { full += $1 * $1 }
	NR > 34800 && NR <= 37200 { middle += $1 * $1 }
	NR > 48480 { after += $1 * $1 }
	END { printf "%.1f %.1f\n", middle / full, after / full }')" '0.5 0.0'

for shape in '256x144 1' '144x256 120' '3840x2160 24' '854x480 12.5' '640x360 23.976'; do
	film "${shape% *}" "${shape#* }" '{"id":"a","circled":"t001","takes":{"t001":{"in":0,"out":0.05}}}'
	take a a.mp4 2
	cut_film
	frames=$(json /frames)
	is "a film of $shape" "$code $(stream v width,height,nb_read_packets)" \
		"0 $(echo "${shape% *}" | tr x ,),$frames"
done

film 256x144 24 '{"id":"a","circled":"t001","takes":{"t001":{"in":0,"out":0.01}}}'
take a a.mp4 2
cut_film
is 'a film of one picture' "$code $(json /frames) $(faults 1 2000)" '0 1 '

scenes=
for i in $(seq 60); do
	scenes="$scenes${scenes:+,}{\"id\":\"s$i\",\"circled\":\"t001\",\"takes\":{\"t001\":{\"in\":0,
		\"out\":0.$((i % 9))5}},\"transition\":{\"kind\":\"dissolve\",\"seconds\":0.1}}"
done
film 256x144 24 "$scenes"
for i in $(seq 60); do
	take "s$i" a.mp4 2
done
cut_film
frames=$(json /frames)
is 'sixty scenes of a few pictures, all dissolving' \
	"$code $(faults "$frames" $((frames * 2000)))" '0 '
finish
