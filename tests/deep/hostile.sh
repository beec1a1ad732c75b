#!/bin/sh
# SPDX-License-Identifier: MIT
# Clips cut at every percent, and two thousand times a bit turned in each kind:
# two minutes.
SCENETTY_TEST_DEEP=1
export SCENETTY_TEST_DEEP
exec "$top_builddir/tests/media/test_hostile"
