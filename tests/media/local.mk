# the real media process at the end of a socket
if HAVE_CMOCKA
media_tests = tests/media/test_probe tests/media/test_picture tests/media/test_play \
	tests/media/test_still tests/media/test_process tests/media/test_hostile \
	tests/media/test_sandbox
check_PROGRAMS += $(media_tests)
TESTS += $(media_tests)
plain_tests += $(media_tests)
media_ldadd = $(help) libmedia.a libutil.a $(MEDIA_LIBS) $(UTIL_LIBS) $(CMOCKA_LIBS) -lm
tests_media_test_sandbox_CFLAGS = $(AM_CFLAGS) $(MEDIA_CFLAGS)
tests_media_test_sandbox_LDADD = $(media_ldadd)
endif

# files made to break what reads them
EXTRA_DIST += tests/media/bad/adaptation-broken.ts tests/media/bad/avcc-zero.mp4 \
	tests/media/bad/bomb-16383.webp tests/media/bad/bomb-16384x8704.png \
	tests/media/bad/bomb-4294967295.png tests/media/bad/bomb-65500.jpg \
	tests/media/bad/bomb-65535.gif tests/media/bad/bomb-header.avi \
	tests/media/bad/bomb-header.mp4 tests/media/bad/bomb-lossless.webp \
	tests/media/bad/bomb-text.png tests/media/bad/box-beyond-end.mp4 \
	tests/media/bad/box-size-64.mp4 tests/media/bad/chunk-beyond-end.mp4 \
	tests/media/bad/claims-10-hours.mp4 tests/media/bad/claims-10-hours.webm \
	tests/media/bad/cluster-missing.webm tests/media/bad/codec-unknown.mp4 \
	tests/media/bad/concat.mp4 tests/media/bad/data-random.mp4 \
	tests/media/bad/data-zero.mp4 tests/media/bad/deep-boxes.mp4 \
	tests/media/bad/dref-external.mp4 tests/media/bad/duration-zero.mp4 \
	tests/media/bad/empty.mp4 tests/media/bad/escape.mp4 tests/media/bad/ftyp-only.mp4 \
	tests/media/bad/header-endless.webm tests/media/bad/html.mp4 \
	tests/media/bad/index-missing.avi tests/media/bad/json.mp4 \
	tests/media/bad/moov-missing.mp4 tests/media/bad/moov-only.mp4 \
	tests/media/bad/no-tracks.mp4 tests/media/bad/only-sound.m4a \
	tests/media/bad/playlist.mp4 tests/media/bad/random.mp4 \
	tests/media/bad/rate-zero.avi tests/media/bad/sample-2-gigabytes.mp4 \
	tests/media/bad/samples-4-billion.mp4 tests/media/bad/size-zero.png \
	tests/media/bad/starts-late.ts tests/media/bad/svg.png tests/media/bad/sync-lost.ts \
	tests/media/bad/thousand-tracks.mp4 tests/media/bad/times-2-billion.mp4 \
	tests/media/bad/timescale-zero.mp4 tests/media/bad/truncated.gif \
	tests/media/bad/truncated.jpg tests/media/bad/truncated.mp4 \
	tests/media/bad/truncated.png tests/media/bad/truncated.webm \
	tests/media/bad/truncated.webp tests/media/bad/zeros.mp4

# films cut of clips, judged by ffmpeg
check_PROGRAMS += tests/media/cutter tests/media/hasty_cutter
tests_media_hasty_cutter_SOURCES = tests/media/cutter.c src/cut/make.c
tests_media_hasty_cutter_CPPFLAGS = $(AM_CPPFLAGS) -DCUT_SILENCE_MS=500
TESTS += tests/media/cut.sh tests/media/cut_trouble.sh
EXTRA_DIST += tests/media/cut.sh tests/media/cut_trouble.sh tests/media/films.sh

# films and animatics to the frame, the sample and the shade: what they run through others
# run with sanitizers too, and slowly
exact_tests = tests/media/cut_exact.sh tests/media/animatic.sh
if !SANITIZERS
TESTS += $(exact_tests)
endif
EXTRA_DIST += $(exact_tests)
plain_tests += $(exact_tests)

# frames of animatics as pictures, to be looked at and for the tests
check_PROGRAMS += tests/media/panel
tests_media_panel_SOURCES = tests/media/panel.c
tests_media_panel_CFLAGS = $(AM_CFLAGS) $(MEDIA_CFLAGS)
tests_media_panel_LDADD = libmedia.a libutil.a $(MEDIA_LIBS) $(UTIL_LIBS) -lm

# the stage: words, the lexicon's files
if HAVE_CMOCKA
stage_tests = tests/media/test_stage tests/media/test_lexicon
check_PROGRAMS += $(stage_tests)
TESTS += $(stage_tests)
stage_help = tests/media/stage_help.c tests/media/stage_help.h
tests_media_test_stage_SOURCES = tests/media/test_stage.c $(stage_help)
tests_media_test_stage_LDADD = $(media_ldadd)
tests_media_test_lexicon_SOURCES = tests/media/test_lexicon.c $(stage_help)
tests_media_test_lexicon_CFLAGS = $(AM_CFLAGS) $(MEDIA_CFLAGS)
tests_media_test_lexicon_LDADD = $(media_ldadd)
EXTRA_DIST += tests/media/prompts.txt tests/media/silent.txt
endif

# the animatic's drawing
if HAVE_CMOCKA
draw_tests = tests/media/test_drawing tests/media/test_slate tests/media/test_animatic
check_PROGRAMS += $(draw_tests)
TESTS += $(draw_tests)
tests_media_test_drawing_SOURCES = tests/media/test_drawing.c tests/media/stages.c \
	tests/media/stages.h
tests_media_test_drawing_CFLAGS = $(AM_CFLAGS) $(MEDIA_CFLAGS)
tests_media_test_drawing_LDADD = $(media_ldadd)
tests_media_test_slate_SOURCES = tests/media/test_slate.c tests/media/stages.c \
	tests/media/stages.h
tests_media_test_slate_CFLAGS = $(AM_CFLAGS) $(MEDIA_CFLAGS)
tests_media_test_slate_LDADD = $(media_ldadd)
tests_media_test_animatic_SOURCES = tests/media/test_animatic.c tests/media/stages.c \
	tests/media/stages.h
tests_media_test_animatic_CFLAGS = $(AM_CFLAGS) $(MEDIA_CFLAGS)
tests_media_test_animatic_LDADD = $(media_ldadd)
endif
