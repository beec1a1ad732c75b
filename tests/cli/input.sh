#!/bin/sh
# Bad input: one clear sentence each, an exit code, nothing lost.
. "$top_srcdir/tests/cli/lib.sh"

bad() # NAME PATTERN FILM.JSON-TEXT: status refuses the film with file and line
{
	printf '%b' "$3" >film/film.json
	cp film/film.json "$room/before"
	fails "$1" 3 "$2" -C film status
	cmp -s film/film.json "$room/before" || not_ok "$1: film.json was touched" ''
}

mkdir film
fails 'no film.json' 4 '*film*' -C film status
fails 'no folder' 4 '*nowhere*' -C nowhere status
bad 'an empty file' '*film.json:1: *' ''
bad 'no JSON' '*film.json:2: *' '{\n  "scenetty": 1,,\n}'
bad 'cut off' '*film.json:* *' '{"scenetty": 1, "scenes": ['
bad 'not an object' '*film.json:1: *' '[]'
bad 'no format version' '*film.json:1: *scenetty*' '{"scenes": []}'
bad 'no scenes' '*film.json:1: *scenes*' '{"scenetty": 1}'
bad 'a wrong type' '*film.json:4: *seconds: expected a number*' \
	'{\n"scenetty": 1,\n"scenes": [\n{"id": "a", "seconds": "five"}]}'
bad 'a number out of range' '*film.json:1: *mood: expected a number from -5 to 5*' \
	'{"scenetty": 1, "scenes": [{"id": "a", "mood": 7}]}'
bad 'an unknown choice' '*film.json:1: *kind: expected person, place or prop*' \
	'{"scenetty": 1, "cast": [{"name": "a", "kind": "ghost"}], "scenes": []}'
bad 'an id twice' '*film.json:3: *“a”*' \
	'{"scenetty": 1, "scenes": [\n{"id": "a"},\n{"id": "a"}]}'
bad 'a member twice' '*film.json:3: *title*' \
	'{"scenetty": 1, "scenes": [{\n"id": "a", "title": "x",\n"title": "y"}]}'
bad 'a path out of the folder' '*film.json:2: *' \
	'{"scenetty": 1, "scenes": [{"id": "a",\n"start": {"file": "../../etc/passwd"}}]}'
bad 'an absolute path' '*film.json:2: *' \
	'{"scenetty": 1, "scenes": [{"id": "a",\n"start": {"file": "/etc/passwd"}}]}'
bad 'an id that is no slug' '*film.json:1: *id*' \
	'{"scenetty": 1, "scenes": [{"id": "../a"}]}'
bad 'previous as an id' '*film.json:1: *previous*' \
	'{"scenetty": 1, "scenes": [{"id": "previous"}]}'
bad 'a line break in a line' '*film.json:1: *title*' \
	'{"scenetty": 1, "scenes": [{"id": "a", "title": "x\\ny"}]}'
bad 'not UTF-8' '*film.json:1: *UTF-8*' '{"scenetty": 1, "title": "\0377", "scenes": []}'
bad 'a NUL' '*film.json:1: *' '{"scenetty": 1, "title": "\\u0000", "scenes": []}'
bad 'a byte order mark' '*film.json:1: *byte order mark*without one*' \
	'\0357\0273\0277{"scenetty": 1, "scenes": []}'
bad 'a raw control character' '*film.json:1: *take it out*' \
	'{"scenetty": 1, "title": "a\033b", "scenes": []}'
bad 'control characters' '*film.json:1: *' \
	'{"scenetty": 1, "title": "\\u001b[31mred", "scenes": []}'
check 'none of them reached the terminal' sh -c "! grep -q '$(printf '\033')' '$room/err'"
{
	printf '{"scenetty": 1, "scenes": [{"id": "a", "prompt": "'
	head -c 40000 /dev/zero | tr '\0' x
	printf '"}]}'
} >film/film.json
fails 'a huge prompt' 3 '*film.json:1: *prompt: expected at most 32000 characters*' -C film status
{
	printf '{"scenetty": 1, "scenes": [{"id": "a", "notes": "'
	head -c 40000000 /dev/zero | tr '\0' x
	printf '"}]}'
} >film/film.json
fails 'a huge film' 3 '*film.json*' -C film status
printf '%5000s' '' | sed 's/ /{"a":/g' >film/film.json
fails 'deeper than deep' 3 '*film.json:1: *' -C film status
rm film/film.json
mkfifo film/film.json
fails 'a pipe for a film' '[134]' '*film.json*' -C film status
rm film/film.json
ln -s /etc/passwd film/film.json
run -C film status
check 'a link for a film is refused or no film' test "$code" -ne 0
rm film/film.json

printf '{"scenetty": 99, "scenes": [{"id": "a"}]}\n' >film/film.json
fine 'a newer format can be read' -C film status
fails 'and not changed' 1 '*can’t be changed: *' -C film set a shot=wide

printf '{"scenetty":1,"title":"t","promt":"x","scenes":[{"id":"a","prmpt":"y","zzz":[1.50]}]}\n' \
	>film/film.json
fine 'unknown members are no mistake' -C film set a shot=wide
like 'they are kept' "$(tr -d '\t\n' <film/film.json)" '*"promt": "x"*"prmpt": "y","zzz": *1.5*'
fine 'check' -C film check
like 'check asks about them, with the line' "$(cat "$room/out")" '*film.json:*prmpt*prompt*'

"$scenetty" -q new other && cd other || exit 99
"$scenetty" -q add One >/dev/null
fails 'a huge value' 3 'prompt: expected at most 32000 characters*' \
	set 1 "prompt=$(head -c 40000 /dev/zero | tr '\0' x)"
fails 'a control character' 3 'title: *' set 1 "title=$(printf 'a\033[31mb')"
fails 'a bidi trick' 3 'title: *' set 1 "title=$(printf 'a\342\200\256b')"
fails 'a title that is not UTF-8' 3 '*UTF-8*' add "$(printf 'a\377')"
fails 'a path out of the folder' 3 'start: *' set 1 'start={"file":"../x.png"}'
fails 'no JSON for a shape' 3 'options:*' set 1 options=x
run add 'Evil' 'prompt=a b c'
run "$(printf 'x\033]0;evil\a')"
check 'a strange command is cleaned' sh -c "! grep -q '$(printf '\033')' '$room/err'"

"$scenetty" -q add Two prompt='A kitten' seconds=0.1 >/dev/null
mv .scenetty ../kept && : >.scenetty
fails 'no folder for the pieces of a cut' 1 "a cut keeps its pieces in the film's folder, *" cut
rm .scenetty && mv ../kept .scenetty

fine 'a folder with an odd name' new "$(printf '../x\ny')"
like 'its title is cleaned' "$(cat "$(printf '../x\ny')/film.json")" '*"title": "x^Jy"*'
fine 'a film without scenes' -C "$(printf '../x\ny')" generate
like 'has nothing to make' "$(cat "$room/err")" 'no scenes yet; *'

mkdir -p takes/two
printf '{"take":"t001","scene":"two","seconds":1,"sha256":"%064d"}' 0 >takes/two/t001.json
: >takes/two/t001.mp4
fails 'an empty clip is damage' 3 '*error* found' check
like 'check says which' "$(cat "$room/out")" '*takes/two/t001.mp4: the clip is empty*'
rm -r takes

stands=': a file stands where a folder should be; move it away'
: >takes
fails 'a file where the takes should be' 1 "takes/one$stands" status
fails 'no take is made there' 1 "takes/one$stands" generate
rm takes && mkdir takes && : >takes/two
fails 'a file where the takes of a scene should be' 1 "takes/two$stands" takes two
rm -r takes && ln -s ../film takes
fails 'a link in their place' 3 'takes/one is or goes through a symbolic link, *; put what *' status
rm takes

fails 'a range backwards' 2 'the range 2-1 runs backwards; did you mean 1-2?' rm 2-1
run -C . status --json
is 'the folder is told in full' "$(json /film/folder)" "$(pwd -P)"

before=$(sha256sum <film.json)
chmod a-w . film.json
as_user= # root may write everywhere; somebody else tries
if [ "$(id -u)" -eq 0 ]; then
	as_user='setpriv --reuid=65534 --clear-groups'
	mkdir -p "$XDG_STATE_HOME"
	chmod a+rx "$room" "$room/work"
	chmod -R a+rwX "$XDG_STATE_HOME"
fi
if $as_user "$scenetty" version >/dev/null 2>&1; then
	program=$scenetty
	scenetty=$room/as_user
	printf '#!/bin/sh\nexec %s "%s" "$@"\n' "$as_user" "$program" >"$scenetty"
	chmod a+rx "$scenetty"
	fails 'a read-only folder' 1 '*can’t be changed: *' set 1 shot=wide
	fine 'can be read' status
	fails 'nothing is generated in it' 1 '*can’t be changed: *' generate
	fails 'nor is it cut' 1 '*' cut
	scenetty=$program
else
	for name in 'a read-only folder' 'can be read' 'nothing is generated in it' \
		'nor is it cut'; do
		ok "$name # SKIP nobody but root can run this"
	done
fi
chmod u+w . film.json
is 'film.json is as it was' "$(sha256sum <film.json)" "$before"
finish
