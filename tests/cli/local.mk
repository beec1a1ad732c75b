# the command line, by transcripts
cli_tests = tests/cli/ask.sh tests/cli/chain.sh tests/cli/fault.sh tests/cli/film.sh tests/cli/help.sh \
	tests/cli/input.sh tests/cli/make.sh tests/cli/output.sh tests/cli/show.sh \
	tests/cli/status.sh tests/cli/trouble.sh
cli_tests += tests/cli/cast.sh tests/cli/edit.sh tests/cli/find.sh \
	tests/cli/jobs.sh tests/cli/judge.sh tests/cli/register.sh
cli_tests += tests/cli/held.sh tests/cli/prompt.sh
check_PROGRAMS += tests/cli/json tests/cli/holder
TESTS += $(cli_tests)
EXTRA_DIST += $(cli_tests) tests/cli/lib.sh
plain_tests += $(cli_tests)
