#!/bin/sh
# The README's table of providers is what their files say; with GENERATE=1 it is written.
readme=$top_srcdir/README.md
table=$("$top_builddir/tests/wire/table" "$top_srcdir/providers") || exit 99
if [ -n "${GENERATE-}" ]; then
	new=$(TABLE=$table awk '
		/^\| provider \| what it is/ { print ENVIRON["TABLE"]; skip = 1 }
		skip && /^\|/ { next }
		{ skip = 0; print }' "$readme")
	printf '%s\n' "$new" >"$readme"
fi
if [ "$table" = "$(sed -n '/^| provider | what it is/,/^$/p' "$readme")" ]; then
	echo "ok 1 - the README's table of providers is what their files say"
else
	echo "# GENERATE=1 make check TESTS=tests/wire/readme.sh writes it"
	echo "not ok 1 - the README's table of providers is what their files say"
fi
echo 1..1
