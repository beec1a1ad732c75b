# form: floors, sizes, style, the tarball
lint = tests/lint/check-floors tests/lint/check-sizes tests/lint/check-style \
	tests/lint/check-dist tests/lint/check-lint.sh tests/lint/check-within.sh
TESTS += $(lint)
if HAVE_CMOCKA
TESTS += tests/lint/check-symbols
endif
EXTRA_DIST += $(lint) tests/lint/check-symbols tests/lint/tap.sh tests/lint/floors.plan

print-distfiles:
	@printf '%s\n' $(DISTFILES) | sed 's|^$(srcdir)/||'

# What a build with sanitizers can't tell: the sandboxes' walls, the whole path
# at its real speed.
check-plain:
	$(MAKE) $(AM_MAKEFLAGS) check TESTS='$(plain_tests)'
.PHONY: check-plain print-distfiles
