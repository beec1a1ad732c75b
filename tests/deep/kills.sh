#!/bin/sh
# Jobs at services, and of programs, killed at three hundred places and more.
exec "$top_srcdir/tests/wire/kills.sh" 350
