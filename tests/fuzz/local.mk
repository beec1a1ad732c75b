# fuzzers: bytes of chance by fixed seeds, and files that once failed; by hand for long:
# make fuzz SECONDS=600. With clang's libFuzzer they are linked without main.c.
fuzzers = tests/fuzz/fuzz_wire tests/fuzz/fuzz_describe tests/fuzz/fuzz_template
check_PROGRAMS += $(fuzzers)
fuzz_sources = tests/fuzz/main.c tests/fuzz/source.c tests/fuzz/source.h \
	tests/fuzz/subjects.c tests/fuzz/subjects.h
tests_fuzz_fuzz_wire_SOURCES = tests/fuzz/fuzz_wire.c $(fuzz_sources) \
	tests/wire/reread.c tests/wire/reread.h
tests_fuzz_fuzz_wire_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/tests/wire
tests_fuzz_fuzz_describe_SOURCES = tests/fuzz/fuzz_describe.c $(fuzz_sources)
tests_fuzz_fuzz_template_SOURCES = tests/fuzz/fuzz_template.c $(fuzz_sources)
TESTS += tests/fuzz/fuzz.sh
EXTRA_DIST += tests/fuzz/fuzz.sh
CLEANFILES += fuzz-input
SECONDS = 60
fuzz: $(fuzzers)
	for fuzzer in $(fuzzers); do \
		top_srcdir='$(abs_top_srcdir)' ASAN_OPTIONS=abort_on_error=1 \
			$$fuzzer -s "$$(date +%s)" -t $(SECONDS) || exit 1; \
	done
.PHONY: fuzz
