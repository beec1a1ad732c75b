# the board, without a terminal
board_player = tests/board/player.c tests/board/player.h
check_PROGRAMS += tests/board/play tests/board/fuzz tests/board/jobs
tests_board_jobs_SOURCES = tests/board/jobs.c
tests_board_play_SOURCES = tests/board/play.c $(board_player)
tests_board_fuzz_SOURCES = tests/board/fuzz.c $(board_player)
board_tests = tests/board/golden.sh tests/board/line.sh tests/board/takes.sh \
	tests/board/playing.sh tests/board/keys.sh tests/board/fuzz.sh tests/board/tty.sh \
	tests/board/tmux.sh tests/board/ssh.sh tests/board/git.sh
TESTS += $(board_tests)
EXTRA_DIST += $(board_tests) tests/board/lib.sh tests/board/screens.txt tests/board/golden

# the form, the cast, other hands
if HAVE_CMOCKA
board_forms = tests/board/test_form tests/board/test_hands
check_PROGRAMS += $(board_forms)
TESTS += $(board_forms)
film_room = tests/board/film_room.c tests/board/film_room.h tests/board/player.c \
	tests/board/player.h
tests_board_test_form_SOURCES = tests/board/test_form.c $(film_room)
tests_board_test_hands_SOURCES = tests/board/test_hands.c $(film_room)
endif
