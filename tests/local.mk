if HAVE_CMOCKA

# job, provider
job_tests = tests/unit/test_provider tests/unit/test_ledger tests/unit/test_ledger_file
check_PROGRAMS += $(job_tests)
TESTS += $(job_tests)
job_test_libs = libcore.a libutil.a $(LEDGER_LIBS) $(UTIL_LIBS) $(CMOCKA_LIBS) -lm
job_test_room = tests/unit/room.c tests/unit/room.h \
	tests/unit/ledger_help.c tests/unit/ledger_help.h
tests_unit_test_provider_SOURCES = tests/unit/test_provider.c
tests_unit_test_provider_LDADD = $(job_test_libs)
tests_unit_test_ledger_SOURCES = tests/unit/test_ledger.c $(job_test_room)
tests_unit_test_ledger_LDADD = $(job_test_libs)
tests_unit_test_ledger_file_SOURCES = tests/unit/test_ledger_file.c $(job_test_room)
tests_unit_test_ledger_file_LDADD = $(job_test_libs)
endif

# film: the document, its folder
if HAVE_CMOCKA
film_tests = tests/unit/test_film tests/unit/test_film_json
film_ldadd = libcore.a libutil.a $(LEDGER_LIBS) $(UTIL_LIBS) $(CMOCKA_LIBS) -lm
check_PROGRAMS += $(film_tests)
TESTS += $(film_tests)
tests_unit_test_film_SOURCES = tests/unit/test_film.c
tests_unit_test_film_LDADD = $(film_ldadd)
tests_unit_test_film_json_SOURCES = tests/unit/test_film_json.c
tests_unit_test_film_json_LDADD = $(film_ldadd)
endif

# form: floors, sizes, style
lint = tests/lint/check-floors tests/lint/check-sizes tests/lint/check-style \
	tests/lint/check-dist tests/lint/check-lint.sh
TESTS += $(lint)
EXTRA_DIST += $(lint) tests/lint/tap.sh tests/lint/floors.plan

# What a build with sanitizers can't tell: the sandboxes' walls, the whole path
# at its real speed.
plain_tests =
check-plain:
	$(MAKE) $(AM_MAKEFLAGS) check TESTS='$(plain_tests)'
.PHONY: check-plain
