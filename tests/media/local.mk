# media: the real process at the end of a socket; files made to break it
if HAVE_CMOCKA
media_tests = tests/media/test_probe tests/media/test_picture tests/media/test_play \
	tests/media/test_still \
	tests/media/test_process \
	tests/media/test_hostile tests/media/test_sandbox
check_PROGRAMS += $(media_tests)
TESTS += $(media_tests)
media_help = tests/media/media.c tests/media/media.h tests/media/clips.c tests/media/clips.h
media_test_libs = libutil.a $(UTIL_LIBS) $(CMOCKA_LIBS) -lm
tests_media_test_probe_SOURCES = tests/media/test_probe.c $(media_help)
tests_media_test_probe_LDADD = $(media_test_libs)
tests_media_test_picture_SOURCES = tests/media/test_picture.c $(media_help)
tests_media_test_picture_LDADD = $(media_test_libs)
tests_media_test_play_SOURCES = tests/media/test_play.c $(media_help)
tests_media_test_play_LDADD = $(media_test_libs)
tests_media_test_still_SOURCES = tests/media/test_still.c $(media_help)
tests_media_test_still_LDADD = $(media_test_libs)
tests_media_test_process_SOURCES = tests/media/test_process.c $(media_help)
tests_media_test_process_LDADD = $(media_test_libs)
tests_media_test_hostile_SOURCES = tests/media/test_hostile.c $(media_help)
tests_media_test_hostile_LDADD = $(media_test_libs)
tests_media_test_sandbox_SOURCES = tests/media/test_sandbox.c $(media_help)
tests_media_test_sandbox_CFLAGS = $(AM_CFLAGS) $(MEDIA_CFLAGS)
tests_media_test_sandbox_LDADD = libmedia.a libutil.a $(MEDIA_LIBS) $(UTIL_LIBS) $(CMOCKA_LIBS) -lm
plain_tests += $(media_tests)
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
