#!/bin/sh
# What was paid for comes home, whatever happens on its way: answers that are lost, lines
# that break, addresses that lapse, things that are no clips, disks that are full. Each
# scene meets a service of its own, all at once.
. "$top_srcdir/tests/cli/lib.sh"
. "$top_srcdir/tests/wire/serve.sh"
SCENETTY_FAKE=$room SCENETTY_MEDIA=$top_builddir/tests/job/fake_media
export SCENETTY_FAKE SCENETTY_MEDIA

# The fake's clips, of 300 KB, of which no piece is like another's.
"$scenetty" -q new film && cd film || exit 99
"$scenetty" -q add One seconds=0.5 prompt=ok >/dev/null
"$scenetty" -q generate || exit 99
for name in a b; do
	head -c 8 takes/one/t001.mp4 >"$room/$name"
	printf '{"seconds": 0.5, "pad": "' >>"$room/$name"
	seq -f "$name%06.0f" 40000 | tr -d '\n' >>"$room/$name"
	printf '"}' >>"$room/$name"
done
A="\"file\": \"$room/a\"" B="\"file\": \"$room/b\""
base64 -w0 "$room/a" >"$room/a64"
sed 's/{"seconds": 0.5/{"seconds": 36000/' "$room/a" >"$room/endless"
sed 's/{"seconds": 0.5/&, "kind": "picture"/' "$room/a" >"$room/picture"
rm -rf takes
"$scenetty" -q rm one

# A scene, and its service below /NAME: behind a create that names a job, a poll that says
# it is done, and the clip as REPLIES. What is said of the file goes before.
ways='' mine='"like": "openai-compatible", "models": {"*": {"price": {"second": 1,
	"currency": "USD", "checked": "2026-11-23", "is": "exact"}}}'
way() # NAME MEMBERS ROUTES
{
	names="${names-} $1"
	printf '%s' "$2" >"$room/$1.members"
	ways="$ways${ways:+, }$3"
	"$scenetty" -q add "$1" seconds=0.5 prompt=ok provider="$1" >/dev/null
}

at() # NAME PATH MEMBERS: a route
{
	printf '{"path": "/%s%s", %s}' "$1" "$2" "$3"
}

CREATED='"method": "POST", "replies": [{"body": {"id": "v1", "status": "queued"}}]'
brings() # NAME REPLIES [POLLS]
{
	at "$1" /videos "$CREATED"
	printf ', '
	at "$1" '/videos/v1/content' "\"replies\": [$2]"
	printf ', '
	at "$1" '/videos/v1' "\"replies\": [${3-{\"body\": {\"status\": \"completed\"\}\}}]"
}

answers() # NAME REPLY: to the create
{
	at "$1" /videos "\"method\": \"POST\", \"replies\": [$2]"
}

provide()
{
	for name in $names; do
		printf '{%s, "base": "%s/%s", "wait": {"first": 0.001, "most": 0.02}%s}' "$mine" "$1" \
			"$name" "$(cat "$room/$name.members")" >"$providers/$name.json"
	done
}

states() # SCENE…: of the newest job of each
{
	"$scenetty" jobs >"$room/jobs"
	for name; do
		awk -v name="$name" '{ sub(/, left/, "") } $3 == name { print name, $2; exit }' "$room/jobs"
	done | tr '\n' ' '
}

number_of() # SCENE
{
	awk -v name="$1" '$3 == name { print $1; exit }' "$room/jobs"
}

# The answer to the create.
way dropped '' "$(answers dropped '{"drop": true}')"
way gateway '' "$(answers gateway '{"status": 502, "body": "<html>bad gateway"}')"
way behind '' "$(answers behind '{"status": 524, "body": "<html>a timeout"}')"
way twice '' "$(answers twice '{"twice": true, "body": {"id": "v1", "status": "queued"}}'), $(brings twice "{$A, \"twice\": true}" \
	'{"twice": true, "body": {"status": "in_progress"}}, {"twice": true, "body": {"status": "completed"}}')"

# The clip, in pieces of 64 KB.
TAG='"headers": {"ETag": "\"a\""}, "ranges": true' OTHER='"headers": {"ETag": "\"b\""}, "ranges": true'
way ranges '' "$(brings ranges "{$A, $TAG, \"cut\": 65536}")"
way whole '' "$(brings whole "{$A, \"cut\": 65536}, {$A, \"cut\": 131072}, {$A, \"cut\": 200000}, {$A}")"
way changed '' "$(brings changed "{$A, $TAG, \"cut\": 65536}, {$B, $OTHER, \"cut\": 131072}, {$B, $OTHER}")"
WEAK='"headers": {"ETag": "W/\"a\""}, "ranges": true'
way weak '' "$(brings weak "{$A, $WEAK, \"cut\": 65536}, {$B, $WEAK}")"

# Its address.
LENT='{"body": {"status": "completed", "url": "http://127.0.0.1:{port}/lapsed/clip/{N}"}}'
way lapsed '' "$(brings lapsed '{}' "$LENT"), $(at lapsed /clip/1 '"replies": [{"status": 403}]'), \
	$(at lapsed /clip/2 '"replies": [{"status": 404}]'), $(at lapsed /clip/3 "\"replies\": [{$A}]")"
way over '' "$(brings over '{"status": 403, "body": {"error": "Request has expired"}}')"

# No clip.
way short '' "$(brings short "{$A, \"length\": 100000}")"
way long '' "$(brings long "{$A, \"length\": 900000}")"
way untold '' "$(brings untold "{$A, \"length\": -1}")"
way half '' "$(brings half "{$A, \"length\": -1, \"cut\": 100000}")"
way page '' "$(brings page '{"headers": {"Content-Type": "text/html"}, "body": "<html><b>Sorry</b></html>"}')"
way empty '' "$(brings empty '{"body": ""}')"
way endless '' "$(brings endless "{\"file\": \"$room/endless\"}")"
way picture '' "$(brings picture "{\"file\": \"$room/picture\"}")"
way ruined '' "$(answers ruined '{"body": {"data": [{"b64_json": "bm8gY2xpcCBhdCBhbGw="}]}}')"
way private '' "$(brings private '{}' '{"body": {"status": "completed", "url": "http://127.0.0.1:1/clip"}}')"
way beyond '' "$(brings beyond "{$A, $TAG, \"cut\": 65536}, {\"status\": 416}, {$A}")"

serve "[$ways]"
run generate --missing --yes
is 'each was sent once' "$(for name in $names; do asked "\"POST\".*\"/$name/videos\""; done | sort -u)" 1
is 'an answer that was lost leaves it unknown' "$(states dropped gateway behind)" \
	'dropped unknown gateway unknown behind unknown '
is 'what is said twice is heard once' "$(states twice)$(ls takes/twice/*.mp4 | wc -l)" 'twice done 1'
is 'a clip comes home in pieces' "$(states ranges whole changed)" 'ranges done whole done changed done '
check 'whole, where the line broke and went on' cmp "$room/a" takes/ranges/t001.mp4
is 'from where it was' "$(asked '"/ranges/.*"If-Range":"\\"a\\""')" 4
check 'and where it began anew' cmp "$room/a" takes/whole/t001.mp4
check 'and never of two' cmp "$room/b" takes/changed/t001.mp4
check 'which a weak tag does not tell' cmp "$room/b" takes/weak/t001.mp4
is 'an address that lapsed is asked for anew' "$(states lapsed)$(asked '"/lapsed/videos/v1"')" 'lapsed done 3'
like 'what is refused for good names the money' "$(cat "$room/err")" \
	'*over: *Request has expired*0.50 USD count as spent for it*fetch*'
is 'what is no clip is no take' "$(states short long half page empty picture)" \
	'short failed long failed half failed page failed empty failed picture failed '
like 'nor what lasts for ever' "$(states endless) $(cat "$room/err")" \
	'endless failed *endless: the clip lasts 36000 s where 0.5 s were asked for*fetch*'
like 'nor what nobody can read; but it was paid for, and says where it is' \
	"$(states ruined) $(cat "$room/err")" \
	"ruined failed *ruined: *what came is kept as $(find .scenetty/tmp -name '*.clip'); *looks at it*"
rm .scenetty/tmp/*.clip
like 'nobody is led to a private address' "$(states private) $(cat "$room/err")" \
	'private failed *private: *the server names a private address, http://127.0.0.1:1,*'
check 'who has no more of the clip is asked for all of it' cmp "$room/a" takes/beyond/t001.mp4
check 'a length nobody told is no harm' cmp "$room/a" takes/untold/t001.mp4
is 'nothing is left' "$(find . -name '*.claim' -o -name '.*.tmp*' -o -name '*.clip')" ''

# The server is well again.
well=
for name in over short page; do
	well="$well${well:+, }$(brings "$name" "{$A}")"
done
serve "[$well]"
for name in over short page; do
	"$scenetty" -q fetch "$(number_of "$name")" 2>&1
	cmp "$room/a" "$(ls takes/$name/*.mp4)"
done >"$room/said"
is 'all of it can be fetched later' "$(cat "$room/said")$(asked '"POST"')" 0

while_it_runs() # COMMAND…: until it succeeds, or $pid is gone
{
	until "$@" >/dev/null 2>&1 || ! kill -0 $pid 2>/dev/null; do
		:
	done
}

# Killed while it comes.
has_come() # KB
{
	[ -n "$(find .scenetty/tmp -size +"$1"k)" ]
}
ways=
way slow '' "$(brings slow "{$A, $TAG, \"piece\": 32768, \"drip\": 10}")"
way full '' "$(brings full "{$A}")"
way inside '' "$(answers inside "{\"body\": {\"data\": [{\"b64_json\": \"$(cat "$room/a64")\"}]}}")"
way noted '' "$(answers noted '{"after": 200, "body": {"id": "v1", "status": "queued"}}'), $(brings noted "{$A}")"
serve "[$ways]"
for come in 32 128 224; do
	"$scenetty" -q generate slow --missing --yes 2>/dev/null &
	pid=$!
	while_it_runs has_come $come
	kill -KILL $pid
	wait $pid 2>/dev/null
done
fine 'killed while it comes' jobs --settle
check 'it comes whole' cmp "$room/a" takes/slow/t001.mp4
is 'and is not sent again' "$(asked '"POST"')" 1

# A file may not grow beyond 128 or 256 KB (shells count differently), as on a disk that
# is full.
(ulimit -S -f 256 && exec "$scenetty" generate full --yes) >"$room/out" 2>"$room/err"
like 'a clip that has no room' "$? $(cat "$room/err")" \
	"1*full: *the clip can't be written: File too large*“scenetty jobs --settle” goes on with job*"
is 'is on its way still' "$(states full)" 'full waiting '
is 'and leaves none of itself' "$(find .scenetty/tmp -type f)" ''
fine 'with room' jobs --settle
check 'it comes home' cmp "$room/a" takes/full/t001.mp4
is 'and there is nothing left to say' "$("$scenetty" jobs | grep -c 'when that is mended')" 0

if command -v prlimit >/dev/null; then
	mkfifo "$room/line"
	cat "$room/line" >"$room/said" &
	(ulimit -S -f 256 && exec "$scenetty" generate inside --yes) >"$room/line" 2>&1 &
	pid=$!
	while_it_runs grep -q 'inside: .*File too large; it goes on by itself' "$room/said"
	prlimit --pid $pid --fsize=unlimited
	wait $pid
	is 'a clip inside the answer waits for room' $? 0
	check 'and comes home' cmp "$room/a" takes/inside/t001.mp4

	cat "$room/line" >"$room/said" &
	"$scenetty" generate noted --yes >"$room/line" 2>&1 &
	pid=$!
	while_it_runs was_asked '/noted/videos"' 1
	prlimit --pid $pid --fsize=0:
	while_it_runs grep -q 'noted: the ledger .*; it goes on by itself' "$room/said"
	prlimit --pid $pid --fsize=unlimited
	wait $pid
	is 'so does what the ledger must know' $? 0
	check 'before it is asked for' cmp "$room/a" takes/noted/t001.mp4
fi
is 'each was sent once' "$(asked '"POST"')" 4
is 'nothing is left' "$(find . -name '*.claim' -o -name '.*.tmp*' -o -name '*.clip')" ''
finish
