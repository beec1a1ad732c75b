#!/bin/sh
# What was paid for comes home though the disk fills up behind the request: the film's,
# then the ledger's, with less and less room. And with none to begin with nothing is sent.
. "$top_srcdir/tests/cli/lib.sh"
. "$top_srcdir/tests/wire/serve.sh"
SCENETTY_FAKE=$room SCENETTY_MEDIA=$top_builddir/tests/job/fake_media
export SCENETTY_FAKE SCENETTY_MEDIA
disk=$room/disk
trap 'cd /; stop_serving; umount "$disk" 2>/dev/null; rm -rf "$room"' EXIT
mkdir "$disk"
if ! mount -t tmpfs -o size=3m none "$disk" 2>/dev/null; then
	echo '1..0 # SKIP mounting is not allowed here'
	exit 0
fi
"$scenetty" -q new new && cd new || exit 99
"$scenetty" -q add One seconds=0.5 prompt=ok >/dev/null
"$scenetty" -q generate || exit 99
clip=$room/clip
head -c 8 takes/one/t001.mp4 >"$clip"
printf '{"seconds": 0.5, "pad": "' >>"$clip"
seq 20000 | tr -d '\n' >>"$clip"
printf '"}' >>"$clip"
rm -rf takes .scenetty
"$scenetty" -q set film provider=mine
cd ..
CREATE='{"method": "POST", "path": "/v1/videos", "replies": [{"after": 60, "body": {"id": "v1", "status": "queued"}}]}'
CONTENT="{\"path\": \"/v1/videos/v1/content\", \"replies\": [{\"file\": \"$clip\"}]}"
POLL='{"path": "/v1/videos/v1", "replies": [{"body": {"status": "completed"}}]}'
INSIDE="{\"method\": \"POST\", \"path\": \"/v1/videos\", \"replies\": [{\"after\": 60, \"body\": {\"data\": [{\"b64_json\": \"$(base64 -w0 "$clip")\"}]}}]}"

fill() # KB: leaves so many free
{
	left=$(df --output=avail -k "$disk" | tail -n 1)
	[ "$left" -le "$1" ] || head -c $(((left - $1) * 1024)) /dev/zero >"$disk/filler"
}

over() # the program ends, or says that it waits
{
	! kill -0 $pid 2>/dev/null || grep -q 'goes on by itself' "$room/said"
}

# What is wrong with a job whose disk has that much room behind its request.
meet() # WHERE KB ROUTES
{
	"$scenetty" -C film generate --yes >"$room/said" 2>&1 &
	pid=$!
	wait_for was_asked '"POST"' 1
	fill "$2"
	wait_for over
	[ ! -s "$room/said" ] || ! grep 'mended' "$room/said" >>"$room/tight"
	rm -f "$disk/filler"
	wait $pid
	"$scenetty" -C film jobs --settle >"$room/out" 2>&1
	[ "$(asked '"POST"')" = 1 ] && cmp "$clip" film/takes/one/*.mp4 ||
		echo "$1, $2 KB: sent $(asked '"POST"') times: $(cat "$room/said" "$room/out")"
	left=$(find film/ -name '*.claim' -o -name '.*.tmp*' -o -name '*.clip')
	[ -z "$left" ] || echo "$1, $2 KB: left: $left"
}

sweep() # film|state ROUTES
{
	: >"$room/tight"
	for kb in 0 4 8 12 16 20 24 32 40 64 80 96 100 104 108 112 116 120 124 128 160; do
		rm -rf "${disk:?}"/* film "$XDG_STATE_HOME"
		cp -R new "$disk/film"
		if [ "$1" = film ]; then
			ln -s "$disk/film" film
		else
			mv "$disk/film" film
			mkdir "$disk/state"
			ln -s "$disk/state" "$XDG_STATE_HOME"
		fi
		serve "$2"
		meet "$1" $kb
	done
	[ "$(wc -l <"$room/tight")" -gt 3 ] || echo 'there was always room'
	stop_serving
}

is "the film's disk, and a clip that is fetched" "$(sweep film "[$CREATE, $CONTENT, $POLL]")" ''
is "the film's disk, and a clip in the answer" "$(sweep film "[$INSIDE]")" ''
is "the ledger's disk, and a clip that is fetched" "$(sweep state "[$CREATE, $CONTENT, $POLL]")" ''
is "the ledger's disk, and a clip in the answer" "$(sweep state "[$INSIDE]")" ''

rm -rf "${disk:?}"/* film "$XDG_STATE_HOME"
cp -R new "$disk/film"
serve "[$CREATE]"
fill 300
fails 'without room' '*' '*nothing was sent: the disk of the film has 0 MB left, and a clip may need 1; make room first' \
	-C "$disk/film" generate --yes
is 'nothing is sent' "$(asked '"POST"')" 0
finish
