#!/bin/sh
# Scenes that begin and end with frames of other ones' takes, at a service: a server on
# the loopback that is shown what it would make them of.
. "$top_srcdir/tests/cli/lib.sh"
. "$top_srcdir/tests/wire/serve.sh"

provide() # URL [BOTH]: takes pictures in a text, under /a, and under /b as another server
{
	bases="\"$1/a\"${2:+, \"$1/b\"}"
	cat >"$providers/mine.json" <<END
{"like": "openai-compatible", "base": [$bases], "wait": {"first": 0.01, "most": 0.02},
 "models": {"*": {"start": true, "end": true, "references": 1},
            "bare": {"start": true, "end": false, "references": 0},
            "dear": {"start": true, "price": {"second": 2, "is": "exact"}}},
 "create": {"path": "/videos", "form": null, "json": {"prompt": "{prompt}", "size": "{size}",
   "start": "{start:base64?}", "end": "{end:base64?}", "cast": ["{references*:base64}"]}}}
END
}

sent() # N: the body of the Nth create goes to $room/out
{
	grep '"POST"' "$log" | sed -n "$1p" >"$room/out"
	json /body >"$room/body"
	mv "$room/body" "$room/out"
}

shade() # PNG: its size and how light it is in the middle
{
	od -An -tx1 -j16 -N8 "$1" | tr -d ' \n'
	ffmpeg -v error -i "$1" -vf 'crop=2:2,format=gray' -f rawvideo - | od -An -tu1 -N1
}

frame() # POINTER: that picture of $room/out, as shade tells it
{
	json "$1" | base64 -d >"$room/frame.png" && shade "$room/frame.png"
}

shown() # CLIP N: the clip's picture number N, as shade tells it of a still
{
	printf 0000010000000090
	ffmpeg -v error -i "$1" -vf "select=eq(n\,$2),crop=2:2,format=gray" -frames:v 1 \
		-f rawvideo - | od -An -tu1 -N1
}

recipe() # SCENE TAKE POINTER…
{
	cp "takes/$1/$2.json" "$room/out"
	shift 2
	json "$@" | tr '\n' ' '
}

states()
{
	"$scenetty" status --json >"$room/out" 2>/dev/null
	json /scenes/0/state /scenes/1/state /scenes/2/state /scenes/3/state | tr '\n' ' '
}

made() # the scenes of the last run, in the order of its creates
{
	grep '"POST"' "$log" | sed 's/.*a scene of \([a-z]*\).*/\1/' | tr '\n' ' '
}

# Five clips, each of a shade of its own that grows lighter with every picture.
clips=
for n in 1 2 3 4 5; do
	ffmpeg -v error -f lavfi -i "nullsrc=s=64x36:r=24:d=0.5,geq=lum=$((16 + n * 30))+2*N:cb=128:cr=128" \
		-c:v libx264 -qp 1 -pix_fmt yuv420p "$room/$n.mp4" || exit 99
	clips="$clips{\"path\": \"/a/videos/v$n/content\", \"replies\": [{\"file\": \"$room/$n.mp4\"}]}, "
done
POST='{"method": "POST", "path": "/a/videos", "replies": [{"body": {"id": "v{N}", "status": "queued"}}]}'
DONE='{"path": "/a/videos/*", "replies": [{"body": {"status": "completed"}}]}'

"$scenetty" -q new film --size 256x144 && cd film || exit 99
mkdir refs
ffmpeg -v error -f lavfi -i 'color=gray:s=200x50' -frames:v 1 refs/wide.png || exit 99
"$scenetty" -q set film provider=mine seconds=0.5 fps=24
"$scenetty" -q add One prompt='a scene of one' >/dev/null
"$scenetty" -q add Two prompt='a scene of two' start=previous >/dev/null
"$scenetty" -q add Three prompt='a scene of three' start=two/last end=one@0.25 >/dev/null
"$scenetty" -q add Four prompt='a scene of four' start='{"file":"refs/wide.png"}' >/dev/null

serve "[$POST, $clips $DONE]"
fine 'a chain and a scene beside it' generate
is 'each after those it needs' "$(made)" 'one four two three '
sent 1
is 'one begins with nothing' "$(json /start)" ''
sent 2
is 'a picture is made as large as the clip' "$(frame /start)" \
	"0000010000000090$(shade refs/wide.png | cut -c 17-)"
sent 3
is 'two begins as one ends' "$(frame /start)" "$(shown "$room/1.mp4" 11)"
is 'and its recipe says so' "$(recipe two t001 /recipe/start_take /recipe/pictures/0/take \
	/recipe/pictures/0/sha256)" "one/t001 one/t001 $(sha256sum "$room/frame.png" | cut -c-64) "
sent 4
is 'three begins as two ends' "$(frame /start)" "$(shown "$room/3.mp4" 11)"
is 'and ends with a moment of one' "$(frame /end)" "$(shown "$room/1.mp4" 6)"
is 'all are current' "$(states)" 'current current current current '

"$scenetty" -q trim one t001 0 0.25
is 'one is trimmed: what goes on from its end is stale' "$(states)" \
	'current stale current current '
serve "[$POST, $clips $DONE]"
fine 'made again' generate
is 'with what follows' "$(made)" 'two three '
sent 1
is 'from the last picture that is left' "$(frame /start)" "$(shown "$room/1.mp4" 5)"
sent 2
is 'and on from the new take, not the old' "$(frame /start)" "$(shown "$room/1.mp4" 11)"

"$scenetty" -q circle two t001
is 'another take is circled: who takes a frame from it is stale' "$(states)" \
	'current stale stale current '
"$scenetty" -q circle two t002
is 'and current again when it is taken back' "$(states)" 'current current current current '

"$scenetty" -q set one prompt='a scene of one, again'
serve '[{"method": "POST", "path": "/a/videos", "replies": [{"status": 400, "body": {"error": {"message": "no"}}}]}]'
fails 'the first of a chain fails' 1 '3 of 3 takes failed: one: *no*' generate
like 'the others say why they are not made' "$(cat "$room/err")" \
	'*two: waited for a frame of one, which has no take*'
is 'and are not sent' "$(made)" 'one '
"$scenetty" -q set one prompt='a scene of one'

"$scenetty" -q set one provider=animatic
"$scenetty" -q generate one
"$scenetty" -q circle one t002
fine 'a drawing to go on from' generate two --dry-run
like 'is told of before it is sent' "$(cat "$room/err")" \
	'*two starts with a frame of one/t002, which the animatic has drawn*'
"$scenetty" -q set one provider=none
"$scenetty" -q circle one none
fails 'nothing to take a frame from' '*' '*start frame: it is taken from one, which has no circled take: *' \
	generate two
"$scenetty" -q circle one t001
"$scenetty" -q set three end=one@9
fails 'a moment behind the end' '*' '*end frame: one@9 lies behind the end of one/t001, which lasts 0.5 s' \
	generate three
"$scenetty" -q set three model=bare end=one@0.25
fails 'a model that has no end frame' '*' '*bare takes no end frame: *' generate three
"$scenetty" -q set three model=none end=none start='{"file":"refs/none.png"}'
fails 'a picture that is not there' '*' '*start frame: *refs/none.png*' generate three
printf 'no picture' >refs/none.png
fails 'a picture that is none' 1 '*start frame (refs/none.png): *' generate three
is 'nothing of it was sent' "$(made)" 'one '
"$scenetty" jobs --json >"$room/out"
is 'a job that was not sent has failed' "$(json /jobs/0/state)" failed

# What can't be had is in the bill, and not in its sum.
billed() # the sum, and what is said of scene POSITION
{
	run generate --all --dry-run --json
	json /cost "/bill/$(($1 - 1))/error" | tr '\n' ' '
}
"$scenetty" -q set film model=dear
rm refs/none.png
advice='put a picture there, or choose another '
is 'a picture that is not there' "$(billed 3)" \
	"3 the start frame: can't open refs/none.png: No such file or directory; $advice"
mkdir refs/none.png
is 'a folder' "$(billed 3)" "3 the start frame: refs/none.png is a folder: $advice"
rmdir refs/none.png && : >refs/none.png
is 'an empty one' "$(billed 3)" "3 the start frame: refs/none.png is empty: $advice"
ln -sf wide.png refs/none.png
like 'a link' "$(billed 3)" '3 the start frame: refs/none.png is *symbolic link*'
"$scenetty" -q set one start='{"file":"refs/none.png"}'
is 'who takes a frame from such a scene' "$(billed 2)" \
	'1 it takes a frame from one, which can’t be made '
fails 'is not asked for' 6 'make 1 take of four, for 1.00 USD? *' generate --all
like 'and it is said why' "$(cat "$room/out")" '*one can’t be made: the start frame: refs/none.png *'
is 'nothing was sent for a bill' "$(made)" 'one '
"$scenetty" -q circle one none && "$scenetty" -q set one start=none
is 'a frame of a take that is made before' "$(billed 2)" '3 '
run generate two --dry-run --json
like 'or that is not' "$(json /bill/0/error)" \
	'the start frame: it is taken from one, which has no circled take: *'
"$scenetty" -q circle one t001 && "$scenetty" -q set film model=none

"$scenetty" -q set three start=none prompt='a scene of @cat and @dog:old, @cat'
"$scenetty" -q add cast:cat looks=grey picture='{"file":"refs/wide.png"}'
"$scenetty" -q add cast:dog looks=brown states='{"old":"grey about the mouth"}' \
	picture='{"file":"refs/wide.gif"}'
cp refs/wide.png refs/wide.gif
fails 'more pictures of the cast than it takes' '*' \
	'*takes 1 picture of the cast, and 2 are named here (cat, dog): *' generate three
"$scenetty" -q set cast:cat picture=none
printf 'GIF89a, or so it says' >refs/wide.gif
run generate three --dry-run --json
like 'one of another kind' "$(json /bill/0/error)" 'the picture of dog: refs/wide.gif is not of a kind *'
fails 'is not sent' '*' '*the picture of dog: refs/wide.gif is not of a kind *' generate three
cp refs/wide.png refs/wide.gif
serve "[$POST, $clips $DONE]"
fine 'one that fits' generate three
sent 1
is 'goes as it is' "$(json /cast/0)" "$(base64 -w0 refs/wide.png)"
like 'and the texts of all' "$(json /prompt)" \
	'a scene of cat (grey) and dog (brown; grey about the mouth), cat.'
is 'its recipe has it' "$(recipe three t003 /recipe/pictures/0/as /recipe/pictures/0/sha256)" \
	"references $(sha256sum refs/wide.png | cut -c-64) "
"$scenetty" -q set three model=bare
fine 'a model that takes none' generate three
like 'is told of it in words, which is said' "$(cat "$room/err")" \
	'*bare takes no pictures of the cast: it is told of dog in words alone*'
sent 2
is 'and gets none' "$(json /cast)" ''
"$scenetty" -q set three model=none

# Two servers with room for one each, three scenes that need nobody.
serve "[$(echo "$POST, $clips" | sed 's|/a/|/b/|g') $POST, $clips {\"path\": \"/b/videos/*\", \"replies\": [{\"body\": {\"status\": \"completed\"}}]}, $DONE]"
provide "http://127.0.0.1:$port" both
fine 'two servers' generate one three four
is 'each is sent a scene before a clip is there' \
	"$(sed 's/.*"path":"\/\([ab]\)\/videos\([^"]*\)".*/\1\2/' "$log" | head -n 2 | sort | tr '\n' ' ')" \
	'a b '

# A media process that never answers, and kill -9 while the still is made.
cat >"$room/silent" <<END
#!/bin/sh
echo \$\$ >"$room/silent.pid.new" && mv "$room/silent.pid.new" "$room/silent.pid"
exec cat <&3 >/dev/null
END
chmod +x "$room/silent"
: >"$log"
"$scenetty" -q set two model=dear
SCENETTY_MEDIA=$room/silent "$scenetty" -q generate two --yes 2>/dev/null &
pid=$!
until [ -e "$room/silent.pid" ]; do
	:
done
kill -KILL $pid
wait $pid 2>/dev/null
fine 'killed while a still is made' jobs --settle
"$scenetty" jobs --json >"$room/out"
is 'it was not sent, and is at its end' "$(json /jobs/0/scene /jobs/0/state | tr '\n' ' ')" \
	'two cancelled '
is 'nothing has been asked for' "$(made)" ''
fine 'what it would have cost' spend --json
is 'is not counted' "$(json /spend /totals /unsure | tr '\n' ' ')" '#0 #0 #0 '
finish
