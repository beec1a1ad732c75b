# providers' files, played against transcripts
check_PROGRAMS += tests/wire/play
tests_wire_play_SOURCES = tests/wire/play.c
tests_wire_play_LDADD = libcore.a libutil.a $(LEDGER_LIBS) $(UTIL_LIBS) -lm
TESTS += tests/wire/talks.sh
EXTRA_DIST += tests/wire/talks.sh tests/wire/talks
