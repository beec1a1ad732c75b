#!/bin/sh
# When a film can't be cut: one clear sentence, the old film whole, nothing left
# lying about.
. "$top_srcdir/tests/cli/lib.sh"
. "$top_srcdir/tests/media/films.sh"

clip a.mp4 -f lavfi -i testsrc2=s=256x144:r=24 -f lavfi -i sine=f=220:r=48000 -t 2 \
	-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac -movflags +faststart
clip sound.mp4 -f lavfi -i sine=f=220:r=48000 -t 2 -c:a aac
head -c $(($(stat -c %s "$clips/a.mp4") / 2)) "$clips/a.mp4" >"$clips/half.mp4"
head -c 100000 /dev/urandom >"$clips/noise.mp4"
: >"$clips/empty.mp4"
printf '<html>402 Payment required</html>' >"$clips/html.mp4"

two()
{
	film 256x144 24 '{"id":"match","circled":"t001"},{"id":"home","circled":"t001"}'
	take match a.mp4 2
	take home "$1" 2
}

# The film is as it was, and nothing half-made lies beside it or in the cache.
untouched()
{
	cmp "$film/film.mp4" "$room/old.mp4" && [ -z "$(find "$film" -name '.*.tmp.*')" ]
}

old_film()
{
	cp "$clips/a.mp4" "$room/old.mp4"
	cp "$clips/a.mp4" "$film/film.mp4"
}

refused() # NAME PATTERN [WORDS OF CUTTER]
{
	name=$1 pattern=$2
	shift 2
	cut_film "$@"
	# shellcheck disable=SC2254 # it is a pattern
	case $code:$(cat "$room/err") in
	1:"error: "$pattern) ok "$name" ;;
	*) not_ok "$name" "$(said)" ;;
	esac
}

while read -r broken says; do
	two "$broken"
	old_film
	refused "a take that is $broken" \
		"media: scene home, take t001: $says; circle another take or generate one"
	check "… harms nothing" untouched
done <<'END'
half.mp4 the clip is cut short, * bytes are missing
noise.mp4 not a video or picture: *
empty.mp4 not a video or picture: the file is empty
html.mp4 not a video or picture: *
sound.mp4 *has no picture, only sound
END

# Files made to break what reads them: a film or a sentence, never the process.
broken=
for bad in "$top_srcdir"/tests/media/bad/*; do
	cp "$bad" "$clips"
	film 256x144 24 '{"id":"a","circled":"t001"}'
	take a "${bad##*/}" 2
	cut_film
	case $code:$(grep '^error' "$room/err") in
	0: | 1:'error: media: scene a, take t001: '*) ;;
	*) broken="$broken $bad: $(said)" ;;
	esac
done
is 'files made to break it break nothing' "$broken" ''

two a.mp4
old_film
refused 'a folder that is not there' 'not-found: can'\''t write the film in nowhere/: *' nowhere/f.mp4
refused 'a folder as the film' 'usage: *is a folder; name the film in it, as ./film.mp4' .
refused 'a name that says it is no mp4' 'usage: the film is an mp4; *' film.avi
refused 'a name among the takes' 'usage: *lies among the takes; *' "$film/takes/match/t001.mp4"
ln -s elsewhere link.mp4
refused 'a link' 'usage: *is not a regular file; *' link.mp4
if [ "$(id -u)" -ne 0 ]; then
	mkdir locked
	chmod a-w locked
	refused 'a folder that can’t be written' 'io: can'\''t write locked/f.mp4: *' locked/f.mp4
fi
refused_limit()
{
	trap '' XFSZ
	ulimit -f "$1"
	refused "$2" "$3"
}
# A limit on files is a full disk at a place of our choice.
count_before=$count
(refused_limit 40 'no room for a segment' 'io: scene match, take t001: can'\''t write *')
count=$((count_before + 1))
check 'that harms nothing' untouched
check 'and keeps nothing' test -z "$(ls -A "$film/.scenetty/segments")"
CUTTER_CANCEL=10
export CUTTER_CANCEL
refused 'a cut that is stopped' 'cancelled: the cut was stopped; the film is as it was'
unset CUTTER_CANCEL
check 'harms nothing' untouched
SCENETTY_MEDIA=$room/nothing
refused 'a media program that is not there' 'worker: *is missing or can'\''t be run: *'
SCENETTY_MEDIA=/bin/false
refused 'one that is none' 'worker: *the media process ended with status 1'
SCENETTY_MEDIA=$top_builddir/scenetty-media
check 'harm nothing' untouched
for at in 1 50 96 97; do
	rm -r "$film/.scenetty"
	CUTTER_KILL=$at cut_film
	is "killed at frame $at it leaves the old film" "$code $(cmp "$film/film.mp4" "$room/old.mp4")" \
		'137 '
done
cut_film
is 'after all that the film is cut' "$code $(faults 96 192000)" '0 '
cp "$film/film.mp4" "$room/old.mp4"
check 'and nothing is left of what was killed' untouched
count_before=$count
(refused_limit 150 'no room for the film' 'io: joining the film: can'\''t write *')
count=$((count_before + 1))
check 'leaves the old one' untouched
mkdir sub
cut_film sub/other.mp4
is 'it may go elsewhere' "$code $(json /path)" "0 $(realpath sub/other.mp4)"
check 'with the same bytes' cmp sub/other.mp4 "$film/film.mp4"

# A media process that is killed at its work.
film 2560x1440 24 '{"id":"match","circled":"t001"}'
take match a.mp4 2
old_film
printf '#!/bin/sh\nulimit -t 1\nexec "%s" "$@"\n' "$top_builddir/scenetty-media" >short-lived
chmod +x short-lived
SCENETTY_MEDIA=$PWD/short-lived
refused 'a process that is killed' 'worker: scene match, take t001: the media process *'
check '… leaves the old film' untouched

# One that hangs, at work or before: not for long.
printf '#!/bin/sh\necho $$ >>pids\nexec sleep 600\n' >hangs
chmod +x hangs
SCENETTY_MEDIA=$PWD/hangs cutter=hasty_cutter
refused 'a process that hangs' 'worker: scene match, take t001: the media process *'
SCENETTY_MEDIA=$top_builddir/scenetty-media cutter=cutter
is '… is ended' "$(for pid in $(cat pids); do kill -0 "$pid" 2>/dev/null && echo "$pid"; done)" ''
check '… leaves the old film' untouched

two a.mp4
rm "$film/takes/home/t001.mp4"
cut_film
is 'a clip that is gone is told of' "$code $(json /animatics) $(notes \
	'circled take is gone, its animatic stands in until another is circled or generated: home$')" '0 1 1'
finish
