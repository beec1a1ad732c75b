# Measurements, as ratios against a peer in the same run. Never timed tests; the
# programs are built by `make check` so that they keep building.
check_PROGRAMS += bench/duel bench/keys bench/play bench/poster bench/save
bench_keys_SOURCES = bench/keys.c bench/median.h
bench_keys_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)
bench_duel_SOURCES = bench/duel.c bench/median.h
bench_duel_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)
bench_play_SOURCES = bench/play.c bench/median.h
bench_play_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)
bench_play_CFLAGS = $(AM_CFLAGS) $(MEDIA_CFLAGS)
bench_play_LDADD = libcore.a libmedia.a libutil.a $(LEDGER_LIBS) $(MEDIA_LIBS) \
	$(UTIL_LIBS) -lm
bench_poster_SOURCES = bench/poster.c bench/median.h
bench_poster_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)
bench_save_SOURCES = bench/save.c bench/median.h
bench_save_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)
EXTRA_DIST += bench/cut.sh bench/film bench/jobs.sh bench/run

bench: all bench/duel bench/keys bench/play bench/poster bench/save \
	tests/wire/peer tests/job/fake_media tests/ui/ptyrun
	top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' $(srcdir)/bench/run
.PHONY: bench
