# For bench/run: the cut of thirty unlike clips of five seconds (or $BENCH_CLIPS),
# noisy, h264, hevc and vp9, half of them with sound, against ffmpeg's concat
# filter with the same chain a clip and the same encoder settings.

cut_clip() # NUMBER: makes clips/NUMBER.EXTENSION
{
	case $(($1 % 4)) in
	0) shape=1280x720 rate=24 ;;
	1) shape=1280x720 rate=30 ;;
	2) shape=1920x1080 rate=24 ;;
	3) shape=1920x1080 rate=30 ;;
	esac
	case $(($1 / 2 % 3)) in
	0) source=mandelbrot ;;
	1) source=testsrc2 ;;
	2) source=gradients ;;
	esac
	extension=mp4 sound=aac
	case $(($1 % 5)) in
	3) codec='libx265 -preset ultrafast -x265-params log-level=error' ;;
	4) codec='libvpx-vp9 -deadline realtime -cpu-used 8 -b:v 6M' extension=webm sound=libopus ;;
	*) codec='libx264 -preset veryfast -crf 20' ;;
	esac
	set -- "$1" -f lavfi -i "$source=s=$shape:r=$rate"
	[ $(($1 % 2)) -eq 1 ] || set -- "$@" -f lavfi -i 'sine=f=220:r=48000' -c:a "$sound"
	number=$1
	shift
	# shellcheck disable=SC2086 # the codec's words
	ffmpeg -nostdin -v error "$@" -t 5 -vf noise=alls=6:allf=t,format=yuv420p -c:v $codec \
		"$here/clips/$number.$extension"
}

cut_take() # SCENE CLIP TAKE
{
	mkdir -p "$here/cut/takes/$1"
	cp "$2" "$here/cut/takes/$1/$3.${2##*.}"
	printf '{"take":"%s","scene":"%s","seconds":5,"sha256":"%s"}\n' "$3" "$1" \
		"$(sha256sum <"$2" | head -c 64)" >"$here/cut/takes/$1/$3.json"
}

cut_film() # begins the folder with the clips as takes
{
	mkdir -p "$here/clips" "$here/cut"
	scenes=
	for i in $(seq "$clips"); do
		cut_clip "$i"
		cut_take "s$i" "$here"/clips/"$i".* t001
		scenes="$scenes${scenes:+,}{\"id\":\"s$i\",\"circled\":\"t001\"}"
	done
	printf '{"scenetty":1,"size":"1280x720","fps":24,"scenes":[%s]}\n' "$scenes" \
		>"$here/cut/film.json"
}

# The same with ffmpeg: one graph, everything decoded and encoded.
cut_peer()
{
	chain=fps=24,scale=1280:720:force_original_aspect_ratio=decrease
	chain=$chain:out_color_matrix=bt709:out_range=tv
	chain="$chain,pad=1280:720:(ow-iw)/2:(oh-ih)/2,setsar=1,format=yuv420p"
	graph= streams=
	set --
	for i in $(seq "$clips"); do
		n=$((i - 1))
		set -- "$@" -i "$(echo "$here"/clips/"$i".*)"
		graph="$graph[$n:v]${chain}[v$n];"
		if [ $((i % 2)) -eq 0 ]; then
			graph="$graph[$n:a]aresample=48000:async=1000:first_pts=0,"
			graph="${graph}aformat=channel_layouts=stereo,apad=whole_dur=5,atrim=0:5[a$n];"
		else
			graph="${graph}anullsrc=r=48000:cl=stereo,atrim=0:5[a$n];"
		fi
		streams="$streams[v$n][a$n]"
	done
	ffmpeg -nostdin -v error "$@" -filter_complex \
		"$graph${streams}concat=n=$clips:v=1:a=1[v][a]" -map '[v]' -map '[a]' \
		-c:v libx264 -preset veryfast -crf 18 -color_primaries bt709 -color_trc bt709 \
		-colorspace bt709 -color_range tv -c:a aac -b:a 192k -movflags +faststart \
		-y "$here/peer.mp4"
}

seconds()
{
	awk -v ms="$1" 'BEGIN { print ms / 1000 }'
}

clips=${BENCH_CLIPS:-30}
cut_film
peer=$(seconds "$(once_ms cut_peer)")
first=$(seconds "$(once_ms "$scenetty" -C "$here/cut" cut)")
cut_clip $((clips + 2))
cut_take s2 "$(echo "$here"/clips/$((clips + 2)).*)" t002
sed -i 's/"s2","circled":"t001"/"s2","circled":"t002"/' "$here/cut/film.json"
changed=$(seconds "$(once_ms "$scenetty" -C "$here/cut" cut)")
again=$(seconds "$(once_ms "$scenetty" -C "$here/cut" cut)")
row "cut of $clips mixed clips, 1280x720, the first" "$first" "$peer" s "ffmpeg's concat filter"
row "… with one of them changed" "$changed" "$peer" s ''
row "… with none changed" "$again" "$peer" s ''
