# What to test, a block for each subject. Form is in tests/lint.

# unit tests of util: text, JSON, files, the loop
if HAVE_CMOCKA
util_tests = tests/unit/test_text tests/unit/test_json tests/unit/test_file tests/unit/test_loop
check_PROGRAMS += $(util_tests)
TESTS += $(util_tests)
util_test_libs = libutil.a $(UTIL_LIBS) $(CMOCKA_LIBS) -lm
tests_unit_test_text_SOURCES = tests/unit/test_text.c tests/unit/check.h
tests_unit_test_text_LDADD = $(util_test_libs)
tests_unit_test_json_SOURCES = tests/unit/test_json.c
tests_unit_test_json_LDADD = $(util_test_libs)
tests_unit_test_file_SOURCES = tests/unit/test_file.c
tests_unit_test_file_LDADD = $(util_test_libs)
tests_unit_test_loop_SOURCES = tests/unit/test_loop.c
tests_unit_test_loop_LDADD = $(util_test_libs)
endif
