# For the lint scripts: `expect WHAT FAULTS` prints one result in TAP, the faults
# (nothing when all is well) before it; `finish` ends the script.
tap_number=0
tap_failed=0

expect()
{
	tap_number=$((tap_number + 1))
	if [ -n "$2" ]; then
		printf '%s\n' "$2" | sed 's/^/# /' | head -n 50
		echo "not ok $tap_number - $1"
		tap_failed=1
	else
		echo "ok $tap_number - $1"
	fi
}

finish()
{
	echo "1..$tap_number"
	exit $tap_failed
}
