#!/bin/sh
# Every provider's file against transcripts of its wire.
exec "$top_builddir/tests/wire/play" "$top_srcdir/providers" "$top_srcdir"/tests/wire/talks/*.json
