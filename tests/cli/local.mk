# core: the command table, words, output
if HAVE_CMOCKA
core_tests = tests/unit/test_command tests/unit/test_output tests/unit/test_target
core_test_libs = libcore.a libutil.a $(LEDGER_LIBS) $(UTIL_LIBS) $(CMOCKA_LIBS) -lm
check_PROGRAMS += $(core_tests)
TESTS += $(core_tests)
tests_unit_test_command_SOURCES = tests/unit/test_command.c
tests_unit_test_command_LDADD = $(core_test_libs)
tests_unit_test_output_SOURCES = tests/unit/test_output.c tests/unit/recorder.h
tests_unit_test_output_LDADD = $(core_test_libs)
tests_unit_test_target_SOURCES = tests/unit/test_target.c
tests_unit_test_target_LDADD = $(core_test_libs)
endif

# the overview; batches beside each other
if HAVE_CMOCKA
check_PROGRAMS += tests/unit/test_overview
TESTS += tests/unit/test_overview
tests_unit_test_overview_SOURCES = tests/unit/test_overview.c tests/unit/room.c \
	tests/unit/room.h tests/unit/random_edits.c tests/unit/random_edits.h
tests_unit_test_overview_LDADD = $(core_test_libs)
check_PROGRAMS += tests/unit/test_batches
TESTS += tests/unit/test_batches
tests_unit_test_batches_SOURCES = tests/unit/test_batches.c tests/unit/fake.c tests/unit/fake.h \
	tests/unit/recorder.h tests/unit/room.c tests/unit/room.h
tests_unit_test_batches_LDADD = $(core_test_libs)
endif

# all commands that change a film, and the way back
if HAVE_CMOCKA
check_PROGRAMS += tests/unit/test_command_walks
TESTS += tests/unit/test_command_walks
tests_unit_test_command_walks_SOURCES = tests/unit/test_command_walks.c tests/unit/recorder.h \
	tests/unit/random_edits.c tests/unit/random_edits.h tests/unit/room.c tests/unit/room.h
tests_unit_test_command_walks_LDADD = $(core_test_libs)
endif

# copying files into a film
if HAVE_CMOCKA
check_PROGRAMS += tests/unit/test_carry
TESTS += tests/unit/test_carry
tests_unit_test_carry_SOURCES = tests/unit/test_carry.c tests/unit/recorder.h \
	tests/unit/room.c tests/unit/room.h
tests_unit_test_carry_LDADD = $(core_test_libs)
endif

# searching, filters
if HAVE_CMOCKA
check_PROGRAMS += tests/unit/test_search tests/unit/test_filter
TESTS += tests/unit/test_search tests/unit/test_filter
tests_unit_test_search_SOURCES = tests/unit/test_search.c
tests_unit_test_search_LDADD = libutil.a $(UTIL_LIBS) $(CMOCKA_LIBS) -lm
tests_unit_test_filter_SOURCES = tests/unit/test_filter.c
tests_unit_test_filter_LDADD = $(core_test_libs)
endif

# the command line, by transcripts
cli_tests = tests/cli/ask.sh tests/cli/chain.sh tests/cli/fault.sh tests/cli/film.sh tests/cli/help.sh \
	tests/cli/input.sh tests/cli/make.sh tests/cli/output.sh tests/cli/show.sh \
	tests/cli/status.sh tests/cli/trouble.sh
cli_tests += tests/cli/cast.sh tests/cli/edit.sh tests/cli/find.sh \
	tests/cli/jobs.sh tests/cli/judge.sh tests/cli/register.sh
cli_tests += tests/cli/held.sh tests/cli/prompt.sh
check_PROGRAMS += tests/cli/json tests/cli/holder
tests_cli_holder_SOURCES = tests/cli/holder.c
tests_cli_holder_LDADD = libcore.a libutil.a $(LEDGER_LIBS) $(UTIL_LIBS) -lm
TESTS += $(cli_tests)
EXTRA_DIST += $(cli_tests) tests/cli/lib.sh
tests_cli_json_SOURCES = tests/cli/json.c
tests_cli_json_LDADD = libutil.a $(UTIL_LIBS) -lm
plain_tests += $(cli_tests)
