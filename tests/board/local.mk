# the board, without a terminal
check_PROGRAMS += tests/board/play
tests_board_play_SOURCES = tests/board/play.c tests/board/player.c tests/board/player.h
tests_board_play_LDADD = libui.a libcore.a libutil.a $(LEDGER_LIBS) $(CURL_LIBS) $(UTIL_LIBS) -lm
board_tests = tests/board/golden.sh tests/board/line.sh
TESTS += $(board_tests)
EXTRA_DIST += $(board_tests) tests/board/lib.sh tests/board/screens.txt tests/board/golden
