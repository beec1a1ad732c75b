#!/bin/sh
# A check that never fails checks nothing: each is run on a small clean tree,
# then on the same tree with one fault planted, which it has to name.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/tap.sh"
tree=$(mktemp -d "${TMPDIR:-/tmp}/lint.XXXXXX") || exit 99
trap 'rm -rf "$tree"' EXIT

clean_tree()
{
	rm -rf "$tree/src"
	mkdir -p "$tree/src/util" "$tree/src/film" "$tree/src/job" "$tree/src/cut" \
		"$tree/src/worker" "$tree/src/media/clip" "$tree/src/media/cut"
	for name in util/a film/b job/c cut/d worker/message media/e media/clip/f media/cut/g; do
		guard=$(echo "${name}_h" | tr 'a-z/' 'A-Z_')
		printf '/* SPDX-License-Identifier: MIT */\n#ifndef %s\n#define %s\n#endif\n' \
			"$guard" "$guard" >"$tree/src/$name.h"
	done
	printf '%s\n' '/* SPDX-License-Identifier: MIT */' '#include "film/b.h"' \
		'#include "util/a.h"' 'int b;' >"$tree/src/film/b.c"
	printf '%s\n' '/* SPDX-License-Identifier: MIT */' '#include "util/a.h"' \
		'#include "worker/message.h"' '#include <libavutil/frame.h>' >"$tree/src/media/e.c"
	printf '%s\n' '/* SPDX-License-Identifier: MIT */' '#include "media/clip/f.h"' \
		'#include "media/e.h"' >"$tree/src/media/cut/g.c"
}

# What CHECK says of the tree that expect should show: nothing if it passes.
verdict()
{
	"$here/$1" "$tree" 2>&1 | grep -v '^ok\|^1\.\.' || :
}

# planted CHECK FILE WORDS: the check fails now and its words are about FILE.
planted()
{
	said=$(verdict "$1")
	case "$said" in
	*"$2"*"$3"*"not ok"*) expect "$1 sees in $2: $3" '' ;;
	*) expect "$1 sees in $2: $3" "it said: ${said:-nothing}" ;;
	esac
	clean_tree
}

lines() # COUNT TEXT
{
	awk -v n="$1" -v text="$2" 'BEGIN { while (n-- > 0) print text }'
}

clean_tree
for check in check-floors check-sizes check-style; do
	expect "$check passes a clean tree" "$(verdict $check)"
done

echo '#include "film/b.h"' >>"$tree/src/util/a.h"
planted check-floors util/a.h 'may not include film/b.h'
echo '#include "cut/d.h"' >>"$tree/src/job/c.h"
planted check-floors job/c.h 'may not include cut/d.h'
echo '#include "film/b.h"' >>"$tree/src/media/e.c"
planted check-floors media/e.c 'may not include film/b.h'
echo '#include "media/cut/g.h"' >>"$tree/src/media/clip/f.h"
planted check-floors media/clip/f.h 'may not include media/cut/g.h'
echo '#include "film/b.h"' >>"$tree/src/media/clip/f.h"
planted check-floors media/clip/f.h 'may not include film/b.h'
echo '#include "media/e.h"' >>"$tree/src/cut/d.h"
planted check-floors cut/d.h 'may not include media/e.h'
echo '#include "b.h"' >>"$tree/src/film/b.c"
planted check-floors film/b.c 'not named by its path'
echo '#  include <cjson/cJSON.h>' >>"$tree/src/film/b.c"
planted check-floors film/b.c 'belongs to util/json.c'
echo '#include <libavcodec/avcodec.h>' >>"$tree/src/film/b.c"
planted check-floors film/b.c 'belongs to media/'
mkdir "$tree/src/attic" && cp "$tree/src/util/a.h" "$tree/src/attic/"
planted check-floors attic/a.h 'stands on no floor'

lines 400 'int x;' >>"$tree/src/film/b.c"
planted check-sizes film/b.c '404 lines'
{ echo 'int f(void)'; echo '{'; lines 78 '	b++;'; echo '}'; } >>"$tree/src/film/b.c"
planted check-sizes film/b.c 'f has 81 lines'

echo 'int x;' >"$tree/src/film/b.c"
planted check-style film/b.c 'SPDX'
echo 'int x; ' >>"$tree/src/film/b.c"
planted check-style film/b.c 'int x; '
printf 'int x;\r\n' >>"$tree/src/film/b.c"
planted check-style film/b.c 'int x;'
printf 'int x;' >>"$tree/src/film/b.c"
planted check-style film/b.c ''
printf '\t/* %s */\n' "$(lines 87 x | tr -d '\n')" >>"$tree/src/film/b.c"
planted check-style film/b.c '101 columns'
sed 's/FILM_B_H/B_H/' "$tree/src/film/b.h" >"$tree/b" && mv "$tree/b" "$tree/src/film/b.h"
planted check-style film/b.h 'no guard FILM_B_H'
echo "/* TO""DO: later */" >>"$tree/src/film/b.c"
planted check-style film/b.c 'later'
# These two look at a build folder.
printf 'print-distfiles:\n\t@echo README.md\n' >"$tree/Makefile"
case "$("$here/check-dist" "$tree")" in
*SKIP*) ;;
*'# HACKING.md'*'not ok'*) expect 'check-dist misses HACKING.md' '' ;;
*) expect 'check-dist misses HACKING.md' "$("$here/check-dist" "$tree")" ;;
esac

rm -rf "$tree/src" && mkdir -p "$tree/src/util"
echo 'int used(void); int unused(void); int used(void) { return 0; } int unused(void) { return 0; }
' >"$tree/src/util/a.c"
echo 'int used(void); int main(void) { return used(); }' >"$tree/src/util/b.c"
symbols()
{
	top_srcdir=$tree "$here/check-symbols" "$tree" 2>&1
}
"${CC:-cc}" -c -o "$tree/src/util/libx_a-a.o" "$tree/src/util/a.c"
expect 'check-symbols wants every source compiled' "$(symbols |
	grep -qx '# src/util/b.c' || symbols)"
"${CC:-cc}" -c -o "$tree/src/util/b.o" "$tree/src/util/b.c"
expect 'check-symbols names what nobody uses' "$(symbols |
	grep -qx '# src/util/a.c: unused' || symbols)"
expect 'and nothing else' "$(symbols | grep '^#' | grep -v unused)"
printf '#!/bin/sh\nexit 127\n' >"$tree/nm" && chmod +x "$tree/nm"
expect 'nor does it pass without nm' "$(PATH=$tree:$PATH symbols |
	grep -qx '# nm shows no symbols' || PATH=$tree:$PATH symbols)"
finish
