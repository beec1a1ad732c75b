#!/bin/sh
# Jobs at a service killed at two hundred places.
exec "$top_srcdir/tests/wire/kills.sh" 200
