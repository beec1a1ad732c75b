# the terminal: a demo of roles and events, and what runs it in a pty
check_PROGRAMS += tests/ui/demo tests/ui/ptyrun
tests_ui_ptyrun_SOURCES = tests/ui/ptyrun.c tests/ui/vt.c tests/ui/vt.h
tests_ui_ptyrun_LDADD = libutil.a $(UTIL_LIBS) -lutil
TESTS += tests/ui/term.sh
plain_tests += tests/ui/term.sh
EXTRA_DIST += tests/ui/term.sh
