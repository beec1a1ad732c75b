# What tests are linked with, where they say nothing else.
if HAVE_CMOCKA
check_LIBRARIES = tests/libhelp.a
help = tests/libhelp.a
tests_libhelp_a_SOURCES = tests/unit/check.h tests/unit/recorder.h \
	tests/unit/fake.c tests/unit/fake.h \
	tests/unit/http_help.c tests/unit/http_help.h \
	tests/unit/job_help.c tests/unit/job_help.h \
	tests/unit/ledger_help.c tests/unit/ledger_help.h \
	tests/unit/pool_help.c tests/unit/pool_help.h \
	tests/unit/random_edits.c tests/unit/random_edits.h \
	tests/unit/room.c tests/unit/room.h \
	tests/unit/store_help.c tests/unit/store_help.h \
	tests/media/clips.c tests/media/clips.h tests/media/media.c tests/media/media.h
endif
LDADD = $(help) libui.a libcore.a libutil.a $(NCURSES_LIBS) $(LEDGER_LIBS) $(UTIL_LIBS) \
	$(CMOCKA_LIBS) -lm

# what each of them runs in
check_PROGRAMS += tests/within
tests_within_SOURCES = tests/within.c
tests_within_LDADD =

include tests/unit/local.mk
include tests/ui/local.mk
include tests/media/local.mk
include tests/cli/local.mk
include tests/wire/local.mk
include tests/fuzz/local.mk
include tests/board/local.mk
include tests/deep/local.mk
include tests/lint/local.mk

# a media process that misbehaves
check_PROGRAMS += tests/job/fake_media
tests_job_fake_media_SOURCES = tests/job/fake_media.c tests/job/fake_acts.c tests/job/fake_acts.h
