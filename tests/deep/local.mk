# saving under fire: too slow, or in need of root, for every run
deep_tests = tests/deep/save_sweep.sh tests/deep/held_sweep.sh tests/deep/save_places.sh tests/deep/hostile.sh \
	tests/deep/job_sweep.sh tests/deep/job_places.sh tests/deep/home_places.sh tests/deep/kills.sh
check_PROGRAMS += tests/deep/save_driver
EXTRA_DIST += $(deep_tests) tests/deep/power_loss.awk
check-deep:
	$(MAKE) $(AM_MAKEFLAGS) check TESTS='$(deep_tests)' TEST_SECONDS=7200
.PHONY: check-deep
