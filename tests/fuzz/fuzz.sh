#!/bin/sh
# Each fuzzer on the bytes of fixed seeds: what fails once fails again. An input that
# fails is kept.
ASAN_OPTIONS=abort_on_error=1${ASAN_OPTIONS:+:$ASAN_OPTIONS}
UBSAN_OPTIONS=abort_on_error=1${UBSAN_OPTIONS:+:$UBSAN_OPTIONS}
export ASAN_OPTIONS UBSAN_OPTIONS
number=0
failed=0
for fuzzer in wire describe template; do
	case $fuzzer in
	wire) runs=1500 ;;
	*) runs=600 ;;
	esac
	for seed in 1 2; do
		number=$((number + 1))
		if "$top_builddir/tests/fuzz/fuzz_$fuzzer" -s $seed -n $runs 2>&1; then
			echo "ok $number - $fuzzer, seed $seed"
		else
			echo "not ok $number - $fuzzer, seed $seed"
			failed=1
		fi
	done
done
echo "1..$number"
exit $failed
