# For the scripts that cut films of clips made by ffmpeg and let ffmpeg judge what
# comes out. Sourced after tests/cli/lib.sh.
#
#   clip NAME ARGUMENTS…   ffmpeg makes the clip $room/clips/NAME
#   film SIZE FPS SCENES   begins the film in $room/film; SCENES is JSON
#   take SCENE CLIP SECONDS [NAME]
#   cut [OUTPUT]           then $code, $room/out (the report), $room/err (notes)
#   notes PATTERN          how many lines of the notes match
for tool in ffmpeg ffprobe; do
	command -v $tool >/dev/null && continue
	echo "1..0 # SKIP no $tool"
	exit 0
done
SCENETTY_MEDIA=$top_builddir/scenetty-media
export SCENETTY_MEDIA
clips=$room/clips film=$room/film
mkdir "$clips"

quiet_ffmpeg()
{
	ffmpeg -nostdin -hide_banner -v error -threads 2 -y "$@"
}

clip()
{
	clip_name=$1
	shift
	quiet_ffmpeg "$@" "$clips/$clip_name" || exit 99
}

film()
{
	rm -rf "$film"
	mkdir "$film"
	printf '{"scenetty":1,"title":"Tést","size":"%s","fps":%s,"scenes":[%s]}\n' \
		"$1" "$2" "$3" >"$film/film.json"
}

take()
{
	mkdir -p "$film/takes/$1"
	cp "$clips/$2" "$film/takes/$1/${4:-t001}.${2##*.}"
	printf '{"take":"%s","scene":"%s","seconds":%s,"sha256":"%s"}\n' "${4:-t001}" "$1" "$3" \
		"$(sha256sum <"$clips/$2" | cut -c 1-64)" >"$film/takes/$1/${4:-t001}.json"
}

cut_film()
{
	code=0
	"$top_builddir/tests/media/${cutter:-cutter}" "$film" "$@" >"$room/out" 2>"$room/err" || code=$?
}

notes()
{
	grep -c "^note: .*$1" "$room/err"
}

# stream v|a ENTRIES [FILE]: as comma separated values
stream()
{
	ffprobe -v error -count_packets -select_streams "$1" -show_entries "stream=$2" \
		-of csv=p=0:nk=1 "${3:-$film/film.mp4}"
}

# What is wrong with the film, judged from outside; nothing when all is well.
faults() # FRAMES SAMPLES
{
	mp4=$film/film.mp4
	ffmpeg -nostdin -v error -xerror -err_detect explode -i "$mp4" -f null - 2>&1
	decoded=$(ffprobe -v error -count_frames -select_streams v \
		-show_entries stream=nb_read_frames -of csv=p=0 "$mp4")
	[ "$decoded" = "$1" ] || echo "$decoded of $1 frames decode"
	# Behind the edit list: all that was encoded, the encoder's first 1024 are none.
	samples=$(ffprobe -v error -ignore_editlist 1 -select_streams a \
		-show_entries packet=duration -of csv=p=0 "$mp4" |
		awk -F, '{ sum += $1 } END { print sum - 1024 }')
	[ "$samples" = "$2" ] || echo "$samples of $2 samples"
	ffprobe -v error -show_entries stream=start_time -of csv=p=0 "$mp4" |
		grep -v '^0\.000000$'
	ffprobe -v error -show_entries packet=stream_index,dts -of csv=p=0 "$mp4" |
		awk -F, '$1 in last && $2 <= last[$1] { print "time goes back in stream " $1 }
			{ last[$1] = $2 }'
	is_like=$(stream v \
		profile,pix_fmt,color_range,color_space,color_transfer,color_primaries,sample_aspect_ratio)
	[ "$is_like" = "High,1:1,yuv420p,tv,bt709,bt709,bt709" ] || echo "it is $is_like"
	[ "$(stream a codec_name,profile,sample_rate,channels)" = aac,LC,48000,2 ] ||
		echo "its sound is $(stream a codec_name,profile,sample_rate,channels)"
	[ "$(od -An -c -j "$(first_box "$mp4")" -N 8 "$mp4" | tr -d ' \n' | tail -c 4)" = moov ] ||
		echo "the index is not the first thing"
}

# Where the box after ftyp begins.
first_box()
{
	od -An -tu1 -N 4 "$1" | awk '{ print (($1 * 256 + $2) * 256 + $3) * 256 + $4 }'
}

# Every picture's digest, in order.
pictures()
{
	quiet_ffmpeg -i "$1" -map 0:v -f framemd5 - </dev/null | sed -n 's/^0,.*, *//p'
}

# The film's pictures as runs of those of the segments, each run as long as it can
# be: "60 48 12" for 60 of one, then 48 of another…; "?" where none has them.
runs()
{
	for segment in "$film"/.scenetty/segments/*.mp4; do
		pictures "$segment" | sed "s|^|$(basename "$segment" .mp4) |"
	done >"$room/segments"
	pictures "$film/film.mp4" | awk '
		FNR == NR { count[$1]++; digest[$1, count[$1]] = $2
			if (!($2 in first)) { first[$2] = $1; at[$2] = count[$1] }
			next }
		{ if (length && digest[name, place + 1] == $1) { place++; length_of_run++; next }
		  if (length_of_run) printf "%d ", length_of_run
		  if ($1 in first) { name = first[$1]; place = at[$1]; length_of_run = 1 }
		  else { printf "? "; length_of_run = 0; name = "" } }
		END { print length_of_run }' "$room/segments" -
}
